package seam

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

func TestEndpoint(t *testing.T) {
	for endpoint, want := range map[string]string{
		"https://connect.getseam.com":         "https://connect.getseam.com/devices/list",
		"https://connect.getseam.com/":        "https://connect.getseam.com/devices/list",
		"https://proxy.example:8443/a/b/":     "https://proxy.example:8443/a/b/devices/list",
		"https://proxy.example/v1.0/a-b_c~//": "https://proxy.example/v1.0/a-b_c~/devices/list",
		"HTTPS://EXAMPLE.COM":                 "https://EXAMPLE.COM/devices/list",
		"http://localhost:3020":               "http://localhost:3020/devices/list",
		"http://127.0.0.1":                    "http://127.0.0.1/devices/list",
		"http://127.8.8.8":                    "http://127.8.8.8/devices/list",
		"http://[::1]:80":                     "http://[::1]:80/devices/list",
		"http://[::ffff:127.0.0.1]/prefix":    "http://[::ffff:127.0.0.1]/prefix/devices/list",
	} {
		var got string
		c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
			got = req.URL.String()
			return newResponse(200, `{"ok":true}`), nil
		}, WithEndpoint(endpoint))
		if err := call(t, c, readOp); err != nil || got != want {
			t.Errorf("%s: sent to %s, want %s: %v", endpoint, got, want, err)
		}
	}
}

func TestBadEndpoint(t *testing.T) {
	for endpoint, want := range map[string]string{
		"":                                "not an absolute URL",
		"connect.getseam.com":             "not an absolute URL",
		"/path":                           "not an absolute URL",
		"https:connect.getseam.com":       "not an absolute URL",
		"https://":                        "not an absolute URL",
		"https://:443":                    "not an absolute URL",
		"ftp://connect.getseam.com":       "not an absolute URL",
		"https://exa mple.com":            `contains " "`,
		"https://example.com\n":           `contains "\n"`,
		" https://example.com":            `contains " "`,
		"https://example.com/\"":          `contains "\""`,
		"https://example.com/\u00a0":      `contains "\u00a0"`,
		"https://example.com/a/../b":      `segment ".."`,
		"https://example.com/./b":         `segment "."`,
		"https://example.com/a//b":        "empty segment",
		"https://example.com/a%2Fb":       `segment "a%2Fb"`,
		"https://example.com/a;b":         `segment "a;b"`,
		"https://example.com/é":           "segment",
		"https://example.com:port":        "not a URL",
		"https://user:secret@example.com": "user or password",
		"https://secret@example.com":      "user or password",
		"https://example.com?key=secret":  "a query",
		"https://example.com?":            "a query",
		"https://example.com#secret":      "a fragment",
		"https://example.com#":            "a fragment",
		"http://connect.getseam.com":      `plain http would show the credential to the network; use https for "connect.getseam.com"`,
		"http://localhost.example.com":    "plain http",
		"http://127.0.0.1.example.com":    "plain http",
		"http://10.0.0.1":                 "plain http",
		"http://0.0.0.0":                  "plain http",
	} {
		_, err := newCaller(APIKey(testKey), []Option{WithEndpoint(endpoint)})
		if err == nil || !strings.Contains(err.Error(), "WithEndpoint: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", endpoint, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: the error repeats a secret: %v", endpoint, err)
		}
	}
}

func TestBadOptions(t *testing.T) {
	for want, opts := range map[string][]Option{
		"WithHTTPClient: the client is nil":               {WithHTTPClient(nil)},
		"WithTransport: the transport is nil":             {WithTransport(nil)},
		"WithTransport: the transport is nil ":            {WithTransport((*http.Transport)(nil))},
		"WithTransport: it has no effect":                 {WithTransport(http.DefaultTransport), WithHTTPClient(http.DefaultClient)},
		"WithLogger: the logger is nil":                   {WithLogger(nil)},
		"WithLimiter: the limiter is nil":                 {WithLimiter(nil)},
		"WithLimiter: the limiter is nil ":                {WithLimiter((*countingLimiter)(nil))},
		"WithRetries: -1 is negative":                     {WithRetries(-1)},
		"WithAttemptTimeout: 0s is not positive":          {WithAttemptTimeout(0)},
		"WithAttemptTimeout: -1s is not positive":         {WithAttemptTimeout(-time.Second)},
		"WithMaxResponseBytes: 0 is not positive":         {WithMaxResponseBytes(0)},
		"option 2 is nil":                                 {WithRetries(1), nil},
		"option 1 is nil\nWithRetries: -7 is negative":    {nil, WithRetries(-7)},
		"the client is nil\nWithLogger: the logger is ni": {WithHTTPClient(nil), WithLogger(nil)},
	} {
		_, err := newCaller(APIKey(testKey), opts)
		if err == nil || !strings.Contains(err.Error(), strings.TrimSpace(want)) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	_, err := newCaller(APIKey(""), []Option{WithRetries(-1)})
	if err == nil || err.Error() != "seam: APIKey: it is empty\nWithRetries: -1 is negative" {
		t.Errorf("not all problems at once: %v", err)
	}
}

func TestBadCallOptions(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		t.Error("sent")
		return newResponse(200, `{"ok":true}`), nil
	})
	for want, opt := range map[string]gen.CallOption{
		"CallTimeout: 0s is not positive":                          CallTimeout(0),
		"CallRetries: -1 is negative":                              CallRetries(-1),
		"CallInfo: the pointer is nil":                             CallInfo(nil),
		"call option 1 (<nil>) is not an option":                   nil,
		"call option 1 (seam.otherOption) is not an option":        otherOption{},
		"call option 1 (seam.callOption) is not an option":         callOption(nil),
		`"" is not a header name`:                                  CallHeader("", "x"),
		`"X Y" is not a header name`:                               CallHeader("X Y", "x"),
		`"X:" is not a header name`:                                CallHeader("X:", "x"),
		"the value of X contains a control character":              CallHeader("X", "secret\r\nY: z"),
		"authorization cannot be set: it holds the credential":     CallHeader("authorization", "secret"),
		"Client-Session-Token cannot be set":                       CallHeader("Client-Session-Token", "secret"),
		"seam-client-session-token cannot be set":                  CallHeader("seam-client-session-token", "secret"),
		"seam-publishable-key cannot be set":                       CallHeader("seam-publishable-key", "secret"),
		"seam-workspace cannot be set":                             CallHeader("seam-workspace", "w"),
		"cookie cannot be set":                                     CallHeader("cookie", "secret"),
		"Idempotency-Key cannot be set: net/http repeats requests": CallHeader("Idempotency-Key", "k"),
		"X-Idempotency-Key cannot be set":                          CallHeader("X-Idempotency-Key", "k"),
		"Content-Type cannot be set":                               CallHeader("Content-Type", "text/plain"),
		"Host cannot be set":                                       CallHeader("Host", "evil.example"),
	} {
		err := c.Call(t.Context(), writeOp, nil, nil, opt)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "seam: POST /acs/credentials/create: ") {
			t.Errorf("got %v, want %s", err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error repeats the value: %v", err)
		}
	}
}

type otherOption struct{}

func (otherOption) CallOption() {}

func TestCallHeaderIsSent(t *testing.T) {
	c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
		if got := req.Header.Values("X-Trace"); len(got) != 2 || got[0] != "a" || got[1] != "b" {
			t.Errorf("sent %q", got)
		}
		if req.UserAgent() != "mine/1" {
			t.Errorf("User-Agent %q", req.UserAgent())
		}
		return newResponse(200, `{"ok":true}`), nil
	})
	if err := call(t, c, readOp, CallHeader("x-trace", "a"), CallHeader("X-Trace", "b"), CallHeader("User-Agent", "mine/1")); err != nil {
		t.Error(err)
	}
}

func TestHTTPClientIsUsedAsIs(t *testing.T) {
	used := false
	client := &http.Client{Transport: transportFunc(func(*http.Request) (*http.Response, error) {
		used = true
		return newResponse(200, `{"ok":true}`), nil
	})}
	c, err := newCaller(APIKey(testKey), []Option{WithHTTPClient(client)})
	if err != nil {
		t.Fatal(err)
	}
	if err := call(t, c, readOp); err != nil || !used || client.CheckRedirect != nil {
		t.Errorf("used %v, %v", used, err)
	}
}

// Plain http is accepted for this machine and for hosts that WithPlainHTTP names, in any order of
// options.
func TestPlainHTTP(t *testing.T) {
	for name, tt := range map[string]struct {
		opts []Option
		ok   bool
	}{
		"before":       {[]Option{WithPlainHTTP("seam-fake"), WithEndpoint("http://seam-fake:3020")}, true},
		"after":        {[]Option{WithEndpoint("http://Seam-Fake:3020"), WithPlainHTTP("seam-fake")}, true},
		"another host": {[]Option{WithEndpoint("http://seam-fake.example"), WithPlainHTTP("seam-fake")}, false},
		"with a port":  {[]Option{WithPlainHTTP("seam-fake:3020")}, false},
		"a URL":        {[]Option{WithPlainHTTP("http://seam-fake")}, false},
		"nothing":      {[]Option{WithPlainHTTP("")}, false},
		"not needed":   {[]Option{WithPlainHTTP("seam-fake")}, true},
	} {
		if _, err := newCaller(APIKey(testKey), tt.opts); (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A transport that breaks its contract causes an error with an unknown outcome, not a panic.
func TestTransportWithoutResponse(t *testing.T) {
	for name, tt := range map[string]struct {
		resp *http.Response
		want string
	}{
		"nothing":            {nil, "returned neither a whole response nor an error"},
		"a length, no body":  {&http.Response{StatusCode: 200, ContentLength: 2}, "returned neither a whole response nor an error"},
		"no length, no body": {&http.Response{StatusCode: 200}, "the response is empty"},
	} {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return tt.resp, nil })
		err := call(t, c, writeOp)
		if !errors.Is(err, ErrOutcomeUnknown) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// countingLimiter counts the calls of Wait and returns err.
type countingLimiter struct {
	waits int
	err   error
}

func (l *countingLimiter) Wait(context.Context) error {
	l.waits++
	return l.err
}

// A limiter that gives up because the deadline is too near is a deadline that was exceeded, as for any other
// call that would come too late. Other failures of a limiter are not.
func TestLimiterBeforeTheDeadline(t *testing.T) {
	tooLate := errors.New("rate: Wait(n=1) would exceed context deadline")
	soon, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	for name, tt := range map[string]struct {
		ctx  context.Context
		err  error
		opts []gen.CallOption
		late bool
	}{
		"deadline":      {soon, tooLate, nil, true},
		"timeout":       {t.Context(), tooLate, []gen.CallOption{CallTimeout(time.Hour)}, true},
		"no deadline":   {t.Context(), tooLate, nil, false},
		"another error": {soon, errors.New("rate: Wait(n=1) exceeds limiter's burst 0"), nil, false},
	} {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(200, `{"ok":true}`), nil },
			WithLimiter(&countingLimiter{err: tt.err}))
		err := c.Call(tt.ctx, writeOp, nil, nil, tt.opts...)
		if !errors.Is(err, tt.err) || errors.Is(err, context.DeadlineExceeded) != tt.late || tt.ctx.Err() != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(err.Error(), "waiting for the rate limiter: "+tt.err.Error()) {
			t.Errorf("%s: text %v", name, err)
		}
	}
}

func TestLimiter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limiter := &countingLimiter{}
		requests := 0
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
			requests++
			if limiter.waits != requests {
				t.Errorf("request %d after %d waits", requests, limiter.waits)
			}
			return newResponse(map[bool]int{true: 429, false: 200}[requests == 1], `{"ok":true}`, "Retry-After", "0"), nil
		}, WithLimiter(limiter))
		if err := call(t, c, writeOp); err != nil || requests != 2 {
			t.Errorf("%d requests, %v", requests, err)
		}
		limiter.err = errors.New("would exceed context deadline")
		err := call(t, c, writeOp)
		if !errors.Is(err, limiter.err) || requests != 2 || errors.Is(err, ErrOutcomeUnknown) {
			t.Errorf("%d requests, %v", requests, err)
		}
		if !strings.HasPrefix(err.Error(), "seam: POST /acs/credentials/create: waiting for the rate limiter: ") {
			t.Errorf("got %v", err)
		}
	})
}
