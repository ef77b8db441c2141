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

// Option changes a client when it is made. What is wrong with an option, [NewClient] returns.
type Option func(*config) error

// config is what options are gathered in.
type config struct {
	rest.Config
	endpointOption string   // names where the endpoint comes from
	plainHosts     []string // may be called without TLS
	log            callLog  // nil without WithLogger
	logBodies      bodyLog  // nil without WithLoggedBodies
	retries        int
}

// newConfig applies the options and returns all that is wrong with them at once.
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
		problems = append(problems, errors.New("WithTransport: it has no effect beside WithHTTPClient; set the client's Transport"))
	}
	switch {
	case cfg.log == nil && cfg.logBodies != nil:
		problems = append(problems, errors.New("WithLoggedBodies: there is no log; add WithLogger"))
	case cfg.log != nil:
		cfg.Observer = cfg.log.withBodies(cfg.logBodies)
	}
	return cfg, errors.Join(problems...)
}

// setAuth sets the auth, which was checked.
func (cfg *config) setAuth(auth Auth) {
	cfg.Auth = auth
	_, cfg.ConstantAuth = auth.(constantAuth)
	if a, ok := auth.(interface{ bodySecrets() []string }); ok {
		cfg.BodySecrets = a.bodySecrets
	}
}

// WithEndpoint sends requests to url instead of https://connect.getseam.com. The url is absolute
// and may have a path, which is put before that of each operation; its segments are letters, digits
// and "-._~". Plain http is accepted only for this machine, because the API key or token could be
// read on the way; see [WithPlainHTTP].
func WithEndpoint(url string) Option { return endpointFrom("WithEndpoint", url) }

// endpointFrom is WithEndpoint for a url that comes from elsewhere, such as the environment.
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

// WithPlainHTTP allows an endpoint with plain http on a host, such as "seam-fake" in the network of
// containers in which tests run. Everyone on the way to that host can read the API key or token.
func WithPlainHTTP(host string) Option {
	return func(cfg *config) error {
		if host == "" || strings.ContainsAny(host, "/:@ ") {
			return fmt.Errorf("WithPlainHTTP: %q is not the name of a host", host)
		}
		cfg.plainHosts = append(cfg.plainHosts, host)
		return nil
	}
}

// WithHTTPClient sends requests with client, used as it is except for redirects: those to another
// host are never followed, whatever client.CheckRedirect says, because the API key or token would
// go along. client itself is not changed.
//
// Its transport must not repeat requests: see [WithTransport].
func WithHTTPClient(client *http.Client) Option {
	return func(cfg *config) error {
		if client == nil {
			return errors.New("WithHTTPClient: the client is nil")
		}
		cfg.HTTPClient = client
		return nil
	}
}

// WithTransport sends requests through transport, such as one that traces or records them. It is
// given the API key or token in the headers.
//
// The transport must send each request at most once. One that retries, as those of some libraries
// do, makes a change twice when a response is lost, and this client cannot see it: let the client
// retry, which knows what is safe to repeat ([WithRetries]).
func WithTransport(transport http.RoundTripper) Option {
	return func(cfg *config) error {
		if isNil(transport) {
			return errors.New("WithTransport: the transport is nil")
		}
		cfg.Transport = transport
		return nil
	}
}

// WithLogger writes one line a call at debug level, and at warn level one a retry and one for a
// response with malformed values: operation, status, request id, duration, attempt, and the paths of
// those values. Errors are written without the server's message, which may repeat a PIN. Neither
// bodies nor the API key or token are written; but see [WithLoggedBodies].
func WithLogger(logger *slog.Logger) Option {
	return func(cfg *config) error {
		if logger == nil {
			return errors.New("WithLogger: the logger is nil")
		}
		cfg.log = structuredLog{logger: logger}
		return nil
	}
}

// WithLoggedBodies adds the bodies of the request and of the last response to the line of a call,
// at most 4 KiB of each. Only keys, ids, types, dates and the like are readable: all other strings
// and numbers are masked, codes and names among them.
func WithLoggedBodies() Option {
	return func(cfg *config) error {
		cfg.logBodies = maskedBodies{}
		return nil
	}
}

// WithLimiter waits for limiter before each request, repeated ones included. A *rate.Limiter of
// golang.org/x/time/rate fits. An error from Wait ends the call: the request is not sent, or not
// sent again, and the [Error] then also says what became of the attempts before.
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
		cfg.Limiter = detailedLimiter{limiter}
		return nil
	}
}

// WithRetries repeats a failed request at most n times, where repeating is safe; 2 without
// this option. No number makes repeating safe that is not: each generated method tells its
// effect. [CallRetries] does so for one call.
func WithRetries(n int) Option {
	return func(cfg *config) error {
		if n < 0 {
			return fmt.Errorf("WithRetries: %d is negative", n)
		}
		cfg.retries = n
		return nil
	}
}

// WithAttemptTimeout gives up on a single request after d, 30 seconds without this option; it may
// then be repeated. The time of a whole call is bounded by its context or [CallTimeout].
func WithAttemptTimeout(d time.Duration) Option {
	return func(cfg *config) error {
		if d <= 0 {
			return fmt.Errorf("WithAttemptTimeout: %v is not positive", d)
		}
		cfg.AttemptTimeout = d
		return nil
	}
}

// WithMaxResponseBytes refuses a response longer than n bytes, counted after decompression;
// 64 MiB without this option.
func WithMaxResponseBytes(n int64) Option {
	return func(cfg *config) error {
		if n <= 0 {
			return fmt.Errorf("WithMaxResponseBytes: %d is not positive", n)
		}
		cfg.MaxResponseBytes = n
		return nil
	}
}

// isNil also finds the nil pointer inside an interface, which == nil does not.
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
