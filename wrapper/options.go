package seam

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/rest"
)

const (
	defaultEndpoint         = "https://connect.getseam.com"
	defaultRetries          = 2
	defaultAttemptTimeout   = 30 * time.Second
	defaultMaxResponseBytes = 64 << 20
)

// Option configures a client. [NewClient] returns the error of an invalid option.
type Option func(*config) error

// config collects the options of a client.
type config struct {
	rest.Config
	endpointOption string   // the option or variable that set the endpoint, for errors
	plainHosts     []string // hosts that may be called without TLS
	logBodies      bool
	// newObserver returns an observer that logs calls; nil without WithLogger. It is a function,
	// which only WithLogger sets, so that the linker drops the code that formats log lines from
	// programs without a logger.
	newObserver func(bodies bool) rest.Observer
	retries     int
}

// newConfig applies the options. The error joins the problems of all options.
func newConfig(opts []Option) (*config, error) {
	endpoint, err := rest.ParseEndpoint(defaultEndpoint)
	if err != nil {
		return nil, err
	}
	cfg := &config{
		Config: rest.Config{
			Endpoint:         endpoint,
			AttemptTimeout:   defaultAttemptTimeout,
			MaxResponseBytes: defaultMaxResponseBytes,
			SDKName:          sdkName,
			SDKVersion:       Version,
		},
		retries: defaultRetries,
	}
	var problems []error
	for i, opt := range opts {
		if opt == nil {
			problems = append(problems, fmt.Errorf("option %d is nil", i+1))
			continue
		}
		problems = append(problems, opt(cfg))
	}
	if err := rest.CheckScheme(cfg.Endpoint, cfg.plainHosts); err != nil {
		problems = append(problems, fmt.Errorf("%s: %w", cfg.endpointOption, err))
	}
	if cfg.HTTPClient != nil && cfg.Transport != nil {
		problems = append(problems, errors.New("WithTransport: it has no effect together with WithHTTPClient; set Transport of that client"))
	}
	switch {
	case cfg.newObserver == nil && cfg.logBodies:
		problems = append(problems, errors.New("WithLoggedBodies: it has no effect without a log; add WithLogger"))
	case cfg.newObserver != nil:
		cfg.Observer = cfg.newObserver(cfg.logBodies)
	}
	return cfg, errors.Join(problems...)
}

// setAuth sets an auth that was already validated.
func (cfg *config) setAuth(auth Auth) {
	cfg.Auth = auth
	_, cfg.ConstantAuth = auth.(constantAuth)
	if a, ok := auth.(interface{ bodySecrets() []string }); ok {
		cfg.BodySecrets = a.bodySecrets
	}
}

// WithEndpoint sends requests to url instead of https://connect.getseam.com. The url must be
// absolute. It may have a path, which comes before the path of each operation; its segments may
// contain letters, digits and "-._~".
//
// Plain http is accepted only for this machine, because others on the network could read the API
// key or token; see [WithPlainHTTP].
func WithEndpoint(url string) Option { return endpointFrom("WithEndpoint", url) }

// endpointFrom is WithEndpoint whose errors name another source, such as an environment variable.
func endpointFrom(source, url string) Option {
	return func(cfg *config) error {
		endpoint, err := rest.ParseEndpoint(url)
		if err != nil {
			return fmt.Errorf("%s: %w", source, err)
		}
		cfg.Endpoint, cfg.endpointOption = endpoint, source
		return nil
	}
}

// WithPlainHTTP allows an endpoint with plain http on this host, such as "seam-fake" in a network
// of test containers. Everyone on the path to the host can read the API key or token.
func WithPlainHTTP(host string) Option {
	return func(cfg *config) error {
		if host == "" || strings.ContainsAny(host, "/:@ ") {
			return fmt.Errorf("WithPlainHTTP: %q is not a host name", host)
		}
		cfg.plainHosts = append(cfg.plainHosts, host)
		return nil
	}
}

// WithHTTPClient sends requests with client instead of a client of this package. client is not
// changed, and its settings apply, with one exception: redirects to another host are never
// followed, whatever client.CheckRedirect says, because they would carry the API key or token.
//
// Its transport must not retry requests: see [WithTransport].
func WithHTTPClient(client *http.Client) Option {
	return func(cfg *config) error {
		if client == nil {
			return errors.New("WithHTTPClient: the client is nil")
		}
		cfg.HTTPClient, cfg.Describe = client, withCallDetails
		return nil
	}
}

// WithTransport sends requests through transport, for example to trace or record them. The
// transport sees the API key or token in the headers. The context of a request has the operation, for
// example as the name of a span: see [CallFromContext].
//
// The transport must send each request at most once. A transport that retries can make a change
// twice when a response is lost, and this client cannot notice. Let the client retry instead: it
// knows which calls are safe to repeat ([WithRetries]).
func WithTransport(transport http.RoundTripper) Option {
	return func(cfg *config) error {
		if isNil(transport) {
			return errors.New("WithTransport: the transport is nil")
		}
		cfg.Transport, cfg.Describe = transport, withCallDetails
		return nil
	}
}

// WithLogger logs each call, at debug level even if it fails: the program decides which errors matter. Retries
// and responses with malformed values are logged at warn level. slog.Default does not show debug level, so give
// the logger a handler that does:
//
//	handler := slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug})
//	client, err := seam.NewClient(seam.APIKey(key), seam.WithLogger(slog.New(handler)))
//
// Lines have these messages and attributes:
//
//	seam call                             operation, status, request_id, duration, attempts, error
//	seam retry                            operation, status, request_id, attempt, wait, error
//	seam response with malformed values   operation, status, request_id, count, paths
//
// There is no status and request_id if no response arrived, and no error if the call succeeded. The duration is
// that of the whole call, with all its attempts and pauses. The attempt is the number of the one that failed, and
// wait the pause before the next.
//
// Lines contain neither bodies nor the API key or token. Errors are logged without the server's
// message, which may repeat a PIN. See [WithLoggedBodies] to log bodies.
func WithLogger(logger *slog.Logger) Option {
	return func(cfg *config) error {
		if logger == nil {
			return errors.New("WithLogger: the logger is nil")
		}
		cfg.newObserver = func(bodies bool) rest.Observer { return structuredLog{logger, bodies} }
		return nil
	}
}

// WithLoggedBodies adds the bodies of the request and of the last response to the line of a call,
// up to 4 KiB of each, as the attributes request and response. It needs [WithLogger].
//
// The names of fields are readable, and so are IDs, types, states and times that have the usual form, such as a
// UUID in a field that ends in _id. All other strings and numbers are masked, among them PINs, names, and keys
// such as access_grant_key.
func WithLoggedBodies() Option {
	return func(cfg *config) error {
		cfg.logBodies = true
		return nil
	}
}

// WithLimiter calls limiter.Wait before each request, retries included. A *rate.Limiter of
// golang.org/x/time/rate fits. An error from Wait ends the call without sending the next request.
// The [Error] then also reports the earlier attempts of the call.
//
//	seam.WithLimiter(rate.NewLimiter(10, 1)) // ten requests a second
//
// A *rate.Limiter fails at once if the context would end before the request may be sent. The context has not
// ended then, but the error matches context.DeadlineExceeded: check the error, and do not wait for ctx.Done, to
// stop a queue of calls. A limiter of your own should return an error that matches it, too.
//
// The context given to Wait has the operation and the request, for limits that differ by operation or
// device: see [CallFromContext].
func WithLimiter(limiter interface {
	Wait(ctx context.Context) error
},
) Option {
	return func(cfg *config) error {
		if isNil(limiter) {
			return errors.New("WithLimiter: the limiter is nil")
		}
		cfg.Limiter, cfg.Describe = limiter, withCallDetails
		return nil
	}
}

// WithRetries repeats a failed request at most n times; the default is 2. Calls that are unsafe to
// repeat are never repeated, whatever n is: the documentation of each method names its effect.
// [CallRetries] sets the number for one call.
func WithRetries(n int) Option {
	return func(cfg *config) error {
		if n < 0 {
			return fmt.Errorf("WithRetries: %d is negative", n)
		}
		cfg.retries = n
		return nil
	}
}

// WithAttemptTimeout ends each attempt of a call after d; the default is 30 seconds. The call may
// then be retried. To limit a whole call, use its context or [CallTimeout].
func WithAttemptTimeout(d time.Duration) Option {
	return func(cfg *config) error {
		if d <= 0 {
			return fmt.Errorf("WithAttemptTimeout: %v is not positive", d)
		}
		cfg.AttemptTimeout = d
		return nil
	}
}

// WithMaxResponseBytes rejects a response longer than n bytes, counted after decompression. The
// default is 64 MiB.
func WithMaxResponseBytes(n int64) Option {
	return func(cfg *config) error {
		if n <= 0 {
			return fmt.Errorf("WithMaxResponseBytes: %d is not positive", n)
		}
		cfg.MaxResponseBytes = n
		return nil
	}
}

// isNil reports whether v is nil or an interface that holds a nil pointer, map, slice, func or
// channel.
func isNil(v any) bool {
	if v == nil {
		return true
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Chan:
		return r.IsNil()
	default:
		return false
	}
}
