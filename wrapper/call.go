package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

var errNoAuth = errors.New("the auth is nil; give one such as seam.APIKey(key)")

// caller sends operations to Seam over HTTP. It is what the generated services call.
type caller struct {
	endpoint         *url.URL
	auth             Auth
	constant         func() authorization             // what a constant auth sets; nil for others
	latest           *atomic.Pointer[redact.Scrubber] // knows what another auth set last
	send             sender
	log              callLog // nil without WithLogger
	limiter          limiter
	retries          int
	attemptTimeout   time.Duration
	timedOut         error // the cause of an attempt's end by attemptTimeout
	maxResponseBytes int64
}

var _ gen.Caller = (*caller)(nil)

// newCaller returns everything that is wrong with its arguments at once.
func newCaller(auth Auth, opts []Option) (*caller, error) {
	cfg, err := newConfig(opts)
	if err := errors.Join(validateAuth(auth), err); err != nil {
		return nil, fmt.Errorf("seam: %w", err)
	}
	c := &caller{
		endpoint:         cfg.endpoint,
		auth:             auth,
		latest:           new(atomic.Pointer[redact.Scrubber]),
		send:             newSender(cfg),
		log:              cfg.log,
		limiter:          cfg.limiter,
		retries:          cfg.retries,
		attemptTimeout:   cfg.attemptTimeout,
		timedOut:         attemptTimeoutError(cfg.attemptTimeout),
		maxResponseBytes: cfg.maxResponseBytes,
	}
	if opener, ok := auth.(sessionOpener); ok {
		c.auth = opener.withSession(c)
	}
	if err := c.prepareAuth(); err != nil {
		return nil, fmt.Errorf("seam: %w", err)
	}
	return c, nil
}

// newWorkspacelessCaller is newCaller for a client that has nothing but workspace operations.
func newWorkspacelessCaller(auth WorkspacelessAuth, opts []Option) (*caller, error) {
	if isNil(auth) {
		return newCaller(nil, opts)
	}
	return newCaller(withoutWorkspace{auth}, opts)
}

// Call performs op: see [gen.Caller].
func (c *caller) Call(ctx context.Context, op *gen.Operation, request, response any, opts ...gen.CallOption) error {
	if ctx == nil {
		return errors.New("seam: the context is nil")
	}
	inv, err := c.newInvocation(op, request, response, opts)
	if err != nil {
		return err
	}
	if inv.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, inv.timeout)
		defer cancel()
	}
	if ctx.Err() != nil {
		return inv.failure(contextError(ctx))
	}
	started := time.Now()
	last, err := c.perform(ctx, inv)
	if c.log != nil {
		c.log.call(ctx, inv, last, err, time.Since(started))
	}
	if inv.info == nil {
		last.release()
	}
	return err
}

// perform makes attempts until one succeeds or no more may be made. It returns the last response,
// nil if there was none.
func (c *caller) perform(ctx context.Context, inv *invocation) (*answer, error) {
	for {
		o := c.attempt(ctx, inv)
		inv.record(o.answer)
		if o.failure == nil {
			return o.answer, c.settle(ctx, inv, o.answer)
		}
		if inv.isGone(o) {
			return o.answer, nil
		}
		inv.remember(o)
		if c.renewed(ctx, inv, o) {
			continue
		}
		wait := backoff(inv.retried, o.failure.RetryAfter)
		if ctx.Err() != nil || !inv.mayRetry(o) || exceedsDeadline(ctx, wait) {
			return o.answer, inv.finalError(o)
		}
		inv.retried++
		if c.log != nil {
			c.log.retry(ctx, inv, o, wait)
		}
		if err := sleep(ctx, wait); err != nil {
			return o.answer, inv.localError(inv.scrub.Error(err))
		}
	}
}

// attempt sends the request once and reads the response.
func (c *caller) attempt(ctx context.Context, inv *invocation) outcome {
	if err := c.waitForLimiter(ctx); err != nil {
		return setupFailed(ctx, inv, "waiting for the rate limiter", err)
	}
	authorized, err := c.authorize(ctx)
	if err != nil {
		return setupFailed(ctx, inv, "authorizing", err)
	}
	inv.attempts++
	inv.authorization = authorized
	ctx, cancel := context.WithTimeoutCause(ctx, c.attemptTimeout, c.timedOut)
	defer cancel()
	o := c.exchange(ctx, inv)
	if o.failure != nil {
		o.failure.retryable = o.retryable
	}
	return o
}

// exchange turns whatever becomes of the request into an outcome.
func (c *caller) exchange(ctx context.Context, inv *invocation) outcome {
	resp, w, err := c.roundTrip(ctx, inv)
	if err != nil {
		return noResponse(ctx, inv, w, err)
	}
	defer func() { _ = resp.Body.Close() }()
	o := c.read(ctx, inv, resp)
	o.replayed = w.repeated()
	return o
}

// renewed is true if Seam rejected the credential and a new one is at hand.
func (c *caller) renewed(ctx context.Context, inv *invocation, o outcome) bool {
	renewer, ok := c.auth.(Renewer)
	if !ok || inv.renewed || o.status() != http.StatusUnauthorized {
		return false
	}
	inv.renewed = true
	if err := renewer.Renew(ctx, inv.auth); err != nil {
		o.failure.cause = inv.scrub.Error(fmt.Errorf("renewing the credential: %w", err))
		return false
	}
	return true
}

// contextError is why ctx ended; with a cause of the user's own, both that and the usual
// context.Canceled or context.DeadlineExceeded are found in it.
func contextError(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}
