package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// Config holds the settings of a [Client].
type Config struct {
	// Endpoint is the URL that the paths of operations are appended to; see [ParseEndpoint].
	Endpoint *url.URL
	// Auth authorizes requests. ConstantAuth is true if it always sets the same headers: [New] then calls
	// it once, and no request does.
	Auth         Auth
	ConstantAuth bool
	// BodySecrets returns the secrets that requests contain outside their headers. It may be nil.
	BodySecrets func() []string
	// HTTPClient sends the requests, or Transport if HTTPClient is nil. If both are nil, all such clients
	// share one transport.
	HTTPClient *http.Client
	Transport  http.RoundTripper
	// Limiter delays each request. It may be nil.
	Limiter Limiter
	// Describe adds the call to the context of each attempt: that of the limiter, the auth and the request.
	// It may be nil.
	Describe func(ctx context.Context, c *Call) context.Context
	// Observer receives reports. It may be nil.
	Observer Observer
	// AttemptTimeout bounds each request.
	AttemptTimeout time.Duration
	// MaxResponseBytes bounds each response, counted after decompression.
	MaxResponseBytes int64
	// SDKName and SDKVersion are sent with each request.
	SDKName, SDKVersion string
}

// Auth sets the headers that authorize one request.
type Auth interface {
	Authorize(ctx context.Context, header http.Header) error
}

// Renewer is an [Auth] that can get a new credential after a 401.
type Renewer interface {
	Renew(ctx context.Context, refused http.Header) error
}

// Limiter delays requests.
type Limiter interface {
	Wait(ctx context.Context) error
}

// Client performs calls. It may be used by many goroutines at once.
type Client struct {
	endpoint         *url.URL
	auth             Auth
	bodySecrets      func() []string
	constant         func() authorization             // that of a constant auth; nil for others
	latest           *atomic.Pointer[redact.Scrubber] // knows the last credential of another auth
	send             sender
	observer         Observer // nil for none
	limiter          Limiter  // nil for none
	describe         func(context.Context, *Call) context.Context
	attemptTimeout   time.Duration
	timedOut         error // the cause of a context that attemptTimeout ended
	maxResponseBytes int64
	userAgent        []string
	header           http.Header // of every request; requests share the values
}

// New returns a Client. It fails if a constant auth does.
func New(cfg *Config) (*Client, error) {
	cl := &Client{
		endpoint:         cfg.Endpoint,
		auth:             cfg.Auth,
		bodySecrets:      cfg.BodySecrets,
		latest:           new(atomic.Pointer[redact.Scrubber]),
		send:             newSender(cfg),
		observer:         cfg.Observer,
		limiter:          cfg.Limiter,
		describe:         cfg.Describe,
		attemptTimeout:   cfg.AttemptTimeout,
		timedOut:         attemptTimeoutError(cfg.AttemptTimeout),
		maxResponseBytes: cfg.MaxResponseBytes,
		userAgent:        []string{cfg.SDKName + "/" + cfg.SDKVersion},
		header: http.Header{
			"Seam-Sdk-Name": {cfg.SDKName}, "Seam-Sdk-Version": {cfg.SDKVersion},
			"Content-Type": {"application/json"}, "Accept": {"application/json"},
		},
	}
	if !cfg.ConstantAuth {
		return cl, nil
	}
	return cl, cl.prepareAuth()
}

// WithAuth returns a client like cl with another auth, which is not constant and puts no secrets in bodies.
// The scrubber of each also knows the credential that the other sent last.
func (cl *Client) WithAuth(auth Auth) *Client {
	other := *cl
	other.auth, other.bodySecrets, other.constant = auth, nil, nil
	return &other
}

// Do performs a call. For an invalid call it sends nothing and returns a nil Result with a [*RequestError],
// which lists values that cannot be sent, or a plain error. Every other error is a [*Failure].
func (cl *Client) Do(ctx context.Context, c *Call) (*Result, error) {
	c.scrub = cl.Scrubber()
	if err := c.prepare(); err != nil {
		return nil, err
	}
	if c.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.Timeout)
		defer cancel()
	}
	if ctx.Err() != nil {
		return &c.result, c.failure(ContextError(ctx))
	}
	started := time.Now()
	last, failure := cl.perform(ctx, c)
	if cl.observer != nil {
		cl.observer.Done(ctx, c.report(last), failure, time.Since(started))
	}
	if c.keep == nil {
		last.release()
	}
	if failure != nil {
		return &c.result, failure
	}
	return &c.result, nil
}

// perform makes attempts until one succeeds or no more are allowed. It returns the last response, nil if
// none arrived.
func (cl *Client) perform(ctx context.Context, c *Call) (*response, *Failure) {
	for {
		o := cl.attempt(ctx, c)
		if c.keep != nil {
			c.keep(c, o.response)
		}
		if o.failure == nil {
			return o.response, cl.finish(ctx, c, o.response)
		}
		if c.isGone(o) {
			return o.response, nil
		}
		c.remember(o)
		if cl.renewed(ctx, c, o) {
			continue
		}
		wait := backoff(c.retried, o.failure.RetryAfter)
		if ctx.Err() != nil || !c.mayRetry(o) {
			return o.response, c.finalFailure(o)
		}
		if exceedsDeadline(ctx, wait) {
			return o.response, c.finalFailure(o).endedBy(errTooLate)
		}
		c.retried++
		if cl.observer != nil {
			cl.observer.Retry(ctx, c.report(o.response), o.failure, wait)
		}
		if err := Sleep(ctx, wait); err != nil {
			return o.response, c.endedBy(c.scrub.Error(err))
		}
	}
}

// attempt sends the request once and reads the response.
func (cl *Client) attempt(ctx context.Context, c *Call) outcome {
	if cl.describe != nil {
		ctx = cl.describe(ctx, c)
	}
	if cl.limiter != nil {
		if err := cl.limiter.Wait(ctx); err != nil {
			return setupFailed(ctx, c, "waiting for the rate limiter", limiterError(ctx, err))
		}
	}
	authorized, err := cl.authorize(ctx)
	if err != nil {
		return setupFailed(ctx, c, "authorizing", err)
	}
	c.result.Attempts++
	c.authorization = authorized
	if c.hideHeader != nil {
		c.hideHeader(cl, c)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, cl.attemptTimeout, cl.timedOut)
	defer cancel()
	o := cl.exchange(ctx, c)
	if o.failure != nil {
		o.failure.Retryable = o.retryable
	}
	return o
}

// exchange sends the request and returns the outcome.
func (cl *Client) exchange(ctx context.Context, c *Call) outcome {
	resp, trace, err := cl.roundTrip(ctx, c)
	if err != nil {
		return noResponse(ctx, c, trace, err)
	}
	defer func() { _ = resp.Body.Close() }()
	o := cl.read(ctx, c, resp)
	o.replayed = trace.repeated()
	return o
}

// renewed renews the credential if Seam rejected it, at most once a call, and reports whether it did.
func (cl *Client) renewed(ctx context.Context, c *Call, o outcome) bool {
	renewer, ok := cl.auth.(Renewer)
	if !ok || c.renewed || o.status() != http.StatusUnauthorized {
		return false
	}
	c.renewed = true
	if err := renewer.Renew(ctx, c.auth); err != nil {
		o.failure.Cause = c.scrub.Error(fmt.Errorf("renewing the credential: %w", err))
		return false
	}
	return true
}

// ContextError returns the reason why ctx ended. It matches context.Canceled or context.DeadlineExceeded and,
// if the user set a cause, that cause.
func ContextError(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}
