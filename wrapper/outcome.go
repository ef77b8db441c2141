package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
)

// outcome is what became of one attempt.
type outcome struct {
	// answer is nil if no status arrived.
	answer *answer
	// failure is nil after success, and if local is set.
	failure *Error
	// local is why nothing was sent.
	local error
	// harmless is true if Seam certainly carried out nothing and asks, or allows, to try again.
	harmless bool
	// transient is true if trying again may help, but the first try may have been carried out.
	transient bool
}

// mayPass is true if the same request may succeed later.
func (o outcome) mayPass() bool { return o.harmless || o.transient }

func (o outcome) succeeded() bool { return o.failure == nil && o.local == nil }

func (o outcome) err() error {
	if o.local != nil {
		return o.local
	}
	return o.failure
}

// status is 0 if no answer arrived.
func (o outcome) status() int {
	if o.answer == nil {
		return 0
	}
	return o.answer.status
}

// notAttempted is the outcome of an attempt that ended before anything was sent.
func notAttempted(inv *invocation, doing string, err error) outcome {
	return outcome{local: fmt.Errorf("seam: POST %s: %s: %w", inv.op.Path, doing, err)}
}

// unanswered is the outcome of a request that got no answer. ctx is the attempt's.
func unanswered(ctx context.Context, inv *invocation, w *wire, err error) outcome {
	cause := transportCause(ctx, err)
	if w.notSent(ctx, cause) {
		return outcome{failure: inv.failure(cause), harmless: true}
	}
	return inv.inDoubt(inv.failure(cause))
}

// inDoubt is the outcome of a request that Seam may have carried out.
func (inv *invocation) inDoubt(failure *Error) outcome {
	inv.doubted = true
	failure.OutcomeUnknown = inv.op.Effect == gen.Write
	return outcome{failure: failure, transient: true}
}

// failure is the error of a request without an answer.
func (inv *invocation) failure(cause error) *Error {
	return &Error{Operation: inv.op.Path, cause: inv.scrub.error(cause)}
}

// classify is the outcome of an answer that is an error.
func (inv *invocation) classify(a *answer, failure *Error) outcome {
	var o outcome
	switch a.status {
	case http.StatusTooManyRequests:
		o = outcome{harmless: true}
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		// A gateway speaks here, for a Seam that did not answer it.
		o = inv.inDoubt(failure)
	case http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusServiceUnavailable:
		o = outcome{transient: true}
	}
	if a.status >= 500 || a.status == http.StatusRequestTimeout {
		failure.OutcomeUnknown = inv.op.Effect == gen.Write
	}
	o.answer, o.failure = a, failure
	return o
}

// transportCause is why a transport failed, without the words around it that repeat the URL.
func transportCause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return contextError(ctx)
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// attemptTimeoutError is the end of one attempt by WithAttemptTimeout.
type attemptTimeoutError time.Duration

func (e attemptTimeoutError) Error() string {
	return fmt.Sprintf("no whole answer within %v", time.Duration(e))
}

// Is makes it one of the timeouts that callers look for.
func (e attemptTimeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// Timeout makes it one of the timeouts that package net knows.
func (e attemptTimeoutError) Timeout() bool { return true }

// isGone is true for a deletion that found nothing to delete after an earlier attempt of it got
// no answer: that one has done it.
func (inv *invocation) isGone(o outcome) bool {
	return inv.doubted &&
		strings.HasSuffix(inv.op.Path, "/delete") &&
		o.status() == http.StatusNotFound &&
		strings.HasSuffix(o.failure.Type, "_not_found")
}
