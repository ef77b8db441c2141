package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// outcome is the result of one attempt.
type outcome struct {
	// response is nil if none arrived.
	response *response
	// failure is nil after a success.
	failure *Failure
	// setup is true if the attempt ended before a request was made: in the limiter or the auth.
	setup bool
	// notProcessed is true if Seam certainly did not process the request. After any other failure it may
	// have been processed.
	notProcessed bool
	// replayed is true if net/http itself sent the request more than once. The response belongs to the
	// last of these requests; an earlier one may have been processed.
	replayed bool
	// retryable is true if the same request may succeed later. It may still be unsafe to repeat: see
	// mayRetry.
	retryable bool
}

// maybeProcessed reports whether Seam may have processed a request that failed.
func (o outcome) maybeProcessed() bool { return !o.notProcessed || o.replayed }

// status returns the HTTP status, 0 if no response arrived.
func (o outcome) status() int {
	if o.response == nil {
		return 0
	}
	return o.response.status
}

// setupFailed returns the outcome of an attempt that ended before a request was made. ctx belongs to the
// call.
func setupFailed(ctx context.Context, c *Call, doing string, err error) outcome {
	if ctx.Err() != nil && !(errors.Is(err, ctx.Err()) && errors.Is(err, context.Cause(ctx))) {
		// A limiter or auth may return an error that matches only one of the two, or neither.
		err = fmt.Errorf("%w: %w", ContextError(ctx), err)
	}
	return outcome{failure: c.failure(fmt.Errorf("%s: %w", doing, err)), setup: true, notProcessed: true}
}

// limiterError returns the error of a limiter. If the limiter gave up because the context would end before the
// limit allows the request, it matches context.DeadlineExceeded. A limiter of golang.org/x/time/rate does not
// wait for the deadline then, and only the text of its error says why.
func limiterError(ctx context.Context, err error) error {
	_, hasDeadline := ctx.Deadline()
	if hasDeadline && strings.Contains(err.Error(), "would exceed context deadline") {
		return tooLateError{err}
	}
	return err
}

// tooLateError is an error that also matches context.DeadlineExceeded.
type tooLateError struct{ error }

func (e tooLateError) Is(target error) bool { return target == context.DeadlineExceeded }
func (e tooLateError) Unwrap() error        { return e.error }

// noResponse returns the outcome of a request that got no response. ctx belongs to the attempt.
func noResponse(ctx context.Context, c *Call, trace *requestTrace, err error) outcome {
	cause := transportCause(ctx, err)
	if trace.notSent(ctx, cause) {
		return outcome{failure: c.failure(cause), notProcessed: true, replayed: trace.repeated(), retryable: !isPermanent(cause)}
	}
	return outcome{failure: c.failure(cause), retryable: true}
}

// failure returns the failure of a call without a response.
func (c *Call) failure(cause error) *Failure {
	return &Failure{Path: c.Path, Cause: c.scrub.Error(cause)}
}

// classify returns the outcome of a response whose status is not a success.
//
// A status proves little, because a gateway may have sent it instead of Seam, even after Seam processed
// the request. Only 429 and 401 are taken at their word. Another 4xx proves that the request was not
// processed only if the response is Seam's: its body has the form of Seam's errors, or it carries Seam's
// request ID. After any other status, such as a redirect that is not followed, the request may have been
// processed.
func (c *Call) classify(r *response, failure *Failure) outcome {
	o := outcome{response: r, failure: failure}
	switch {
	case r.status == http.StatusTooManyRequests: // A gateway that limits the rate does not pass it on.
		o.notProcessed, o.retryable = true, true
	case r.status == http.StatusUnauthorized:
		o.notProcessed = true
	case r.status == http.StatusRequestTimeout, isTransient(r.status):
		o.retryable = true
	case r.status/100 == 4:
		o.notProcessed = !failure.Foreign
	}
	return o
}

// isTransient reports whether a server error may pass: 500, 503, and the errors of a gateway that cannot
// reach the server behind it, including Cloudflare's 520 to 530.
func isTransient(status int) bool {
	switch status {
	case http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	default:
		return 520 <= status && status <= 530
	}
}

// remember stores the failure of an attempt for the error of the whole call: see c.first.
func (c *Call) remember(o outcome) {
	if c.first == nil || o.maybeProcessed() && !c.maybeProcessed {
		c.first = o.failure
	}
	c.maybeProcessed = c.maybeProcessed || o.maybeProcessed()
}

// finalFailure returns the failure of a call that ends with a failed attempt, which was remembered. If an
// earlier attempt may have been processed, a later rejection does not change that: the outcome is unknown,
// and the failure holds the earlier one.
func (c *Call) finalFailure(o outcome) *Failure {
	isFirst := c.first == o.failure
	if o.setup && !isFirst {
		return c.endedBy(o.failure.Cause)
	}
	if c.mayHaveChanged() {
		o.failure.OutcomeUnknown = true
		if !isFirst {
			o.failure.Earlier = c.first
		}
	}
	return o.failure
}

// endedBy returns the failure of a call that could not be repeated, because the limiter, the auth or the
// context failed: the failure before, with err added.
func (c *Call) endedBy(err error) *Failure {
	c.first.OutcomeUnknown = c.mayHaveChanged()
	return c.first.endedBy(err)
}

// mayHaveChanged reports whether an attempt may have changed something.
func (c *Call) mayHaveChanged() bool {
	return c.maybeProcessed && c.Effect != Read
}

// isGone reports whether a repeated deletion found no object after an attempt that may have been processed.
// Either that attempt deleted the object or it never existed. Both count as success.
func (c *Call) isGone(o outcome) bool {
	return (c.mayHaveChanged() || o.replayed) && o.status() == http.StatusNotFound && slices.Contains(c.Gone, o.failure.Type)
}

// transportCause returns the error of a context that has ended, and otherwise the error of a transport
// without the URL that http.Client adds.
func transportCause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ContextError(ctx)
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// attemptTimeoutError reports that WithAttemptTimeout ended an attempt. It implements [net.Error].
type attemptTimeoutError time.Duration

func (e attemptTimeoutError) Error() string {
	return fmt.Sprintf("no complete response within %v", time.Duration(e))
}

// Is matches context.DeadlineExceeded, which callers look for.
func (e attemptTimeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// Timeout implements [net.Error].
func (attemptTimeoutError) Timeout() bool { return true }

// Temporary implements [net.Error], as context.DeadlineExceeded does.
func (attemptTimeoutError) Temporary() bool { return true }
