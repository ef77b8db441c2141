package seam

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// step is one response, or the failure to get one.
type step func() (*http.Response, error)

func with(status int, body string, header ...string) step {
	return func() (*http.Response, error) { return withoutRequestID(reply(status, body, header...)), nil }
}

func lost() (*http.Response, error) { return nil, io.ErrUnexpectedEOF }

// withoutRequestID makes a response that nothing but its body shows to be Seam's.
func withoutRequestID(resp *http.Response) *http.Response {
	resp.Header.Del("Seam-Request-Id")
	return resp
}

// inTurn sends one call to a server that gives these responses, and returns how many it took.
func inTurn(t *testing.T, op *gen.Operation, steps []step, opts ...Option) (requests int, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := answering(t, func(n int, _ *http.Request) (*http.Response, error) {
			requests = n
			return steps[min(n, len(steps))-1]()
		}, opts...)
		err = c.Call(t.Context(), op, nil, nil)
	})
	return requests, err
}

const (
	seamsRefusal = `{"error":{"type":"no","message":"because"}}`
	gatewayPage  = "<html><title>Gateway</title></html>"
)

// For every status and body: whether a call that changes something may have been processed, and how
// often a read is sent.
func TestOutcomeOfResponses(t *testing.T) {
	for name, tt := range map[string]struct {
		response step
		unknown  bool
		reads    int
	}{
		"400 of Seam":          {with(400, seamsRefusal), false, 1},
		"400 of a gateway":     {with(400, gatewayPage), true, 1},
		"401 of anyone":        {with(401, gatewayPage), false, 1},
		"403 of a firewall":    {with(403, gatewayPage), true, 1},
		"404 of a web server":  {with(404, `{"message":"no route"}`), true, 1},
		"405":                  {with(405, ""), true, 1},
		"408":                  {with(408, seamsRefusal), true, 3},
		"409 of Seam":          {with(409, seamsRefusal), false, 1},
		"413 of a gateway":     {with(413, gatewayPage), true, 1},
		"418 in another form":  {with(418, `{"error":"teapot"}`), true, 1},
		"422 of Seam":          {with(422, seamsRefusal), false, 1},
		"429 of anyone":        {with(429, gatewayPage), false, 3},
		"451 of Seam":          {with(451, seamsRefusal), false, 1},
		"500 of Seam":          {with(500, seamsRefusal), true, 3},
		"501":                  {with(501, seamsRefusal), true, 1},
		"502":                  {with(502, gatewayPage), true, 3},
		"503":                  {with(503, gatewayPage), true, 3},
		"504":                  {with(504, ""), true, 3},
		"511 of a portal":      {with(511, gatewayPage), true, 1},
		"519":                  {with(519, ""), true, 1},
		"520":                  {with(520, gatewayPage), true, 3},
		"527":                  {with(527, gatewayPage), true, 3},
		"530":                  {with(530, gatewayPage), true, 3},
		"531":                  {with(531, ""), true, 1},
		"600":                  {with(600, `{}`), true, 1},
		"999":                  {with(999, seamsRefusal), true, 1},
		"101":                  {with(101, ""), true, 1},
		"100":                  {with(100, ""), true, 1},
		"300":                  {with(300, ""), true, 1},
		"302":                  {with(302, "", "Location", "/login"), true, 1},
		"304":                  {with(304, ""), true, 1},
		"307 without Location": {with(307, ""), true, 1},
		"200, ok false":        {with(200, `{"ok":false}`), false, 1},
		"201, ok false, type":  {with(201, `{"ok":false,"error":{"type":"x"}}`), false, 1},
		"200, another object":  {with(200, `{"success":false}`), true, 1},
		"200, error":           {with(200, `{"error":"Unauthorized"}`), true, 1},
		"200, typed error":     {with(200, `{"error":{"type":"x"}}`), true, 1},
		"200, both":            {with(200, `{"ok":true,"error":{"type":"x"}}`), true, 1},
		"200, a page":          {with(200, gatewayPage, "Content-Type", "text/html"), true, 1},
		"200, an empty page":   {with(200, "", "Content-Type", "text/html"), true, 1},
		"200, two objects":     {with(200, `{"ok":true}{"ok":true}`), true, 1},
		"200, br":              {with(200, "\x0b\x02\x80", "Content-Encoding", "br"), true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			for effect, op := range map[string]*gen.Operation{"read": readOp, "idempotent": idempotentOp, "write": writeOp, "delete": deleteOp} {
				requests, err := inTurn(t, op, []step{tt.response})
				if want := tt.unknown && op.Effect != gen.Read; err == nil || errors.Is(err, ErrOutcomeUnknown) != want {
					t.Errorf("%s: %v, want unknown: %v", effect, err, want)
				}
				want := tt.reads
				if op.Effect == gen.Write && tt.unknown {
					want = 1
				}
				if requests != want {
					t.Errorf("%s: %d requests, want %d", effect, requests, want)
				}
			}
		})
	}
}

// An attempt that may have been processed is remembered, whatever comes after it.
func TestEarlierAttemptOutlivesRefusal(t *testing.T) {
	first := map[string]step{"lost": lost, "502": with(502, ""), "500 of Seam": with(500, seamsRefusal), "524": with(524, "")}
	second := map[string]step{
		"404 of another resource": with(404, `{"error":{"type":"workspace_not_found"}}`),
		"404 of a web server":     with(404, gatewayPage),
		"400":                     with(400, seamsRefusal),
		"401":                     with(401, seamsRefusal),
		"409":                     with(409, seamsRefusal),
		"ok false":                with(200, `{"ok":false}`),
	}
	for how, then := range first {
		for name, response := range second {
			requests, err := inTurn(t, deleteOp, []step{then, response})
			if !errors.Is(err, ErrOutcomeUnknown) || requests != 2 {
				t.Errorf("%s, then %s: %d requests, %v", how, name, requests, err)
			}
			if !strings.Contains(err.Error(), "an earlier attempt failed with") {
				t.Errorf("%s, then %s: the first failure is not in %v", how, name, err)
			}
			if how == "lost" && !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("%s, then %s: errors.Is does not find the first failure in %v", how, name, err)
			}
		}
		gone := with(404, `{"error":{"type":"acs_credential_not_found"}}`)
		if requests, err := inTurn(t, deleteOp, []step{then, gone}); err != nil || requests != 2 {
			t.Errorf("%s, then gone: %d requests, %v", how, requests, err)
		}
	}
}

// A refusal is certain after attempts that were not processed.
func TestRefusalAfterRateLimit(t *testing.T) {
	requests, err := inTurn(t, deleteOp, []step{with(429, ""), with(404, `{"error":{"type":"acs_credential_not_found"}}`)})
	if requests != 2 || errors.Is(err, ErrOutcomeUnknown) || !errors.Is(err, ErrNotFound) {
		t.Errorf("%d requests, %v", requests, err)
	}
}

// closing is a limiter and an auth that work once.
type closing struct{ used int }

var errClosed = errors.New("closed with " + testKey)

func (c *closing) once() error {
	if c.used++; c.used > 1 {
		return errClosed
	}
	return nil
}

func (c *closing) Wait(context.Context) error { return c.once() }

func (c *closing) Authorize(_ context.Context, header http.Header) error {
	header.Set("Authorization", "Bearer "+testKey)
	return c.once()
}

// A failure on this side keeps the failure before it, and whether that may have been processed.
func TestLaterFailureOfThisSide(t *testing.T) {
	for effect, op := range allOps {
		if op.Effect == gen.Write {
			continue
		}
		check := func(t *testing.T, name string, c *caller) {
			err := c.Call(t.Context(), op, nil, nil)
			e, ok := errors.AsType[*Error](err)
			if !ok || e.StatusCode != 503 || e.Type != "down" || e.OutcomeUnknown != (op.Effect != gen.Read) || !errors.Is(err, errClosed) {
				t.Errorf("%s, %s: %v", effect, name, err)
			}
			if strings.Contains(err.Error(), testKey) {
				t.Errorf("%s, %s: the key is in %v", effect, name, err)
			}
		}
		synctest.Test(t, func(t *testing.T) {
			serve := func(int, *http.Request) (*http.Response, error) { return reply(503, `{"error":{"type":"down"}}`), nil }
			check(t, "limiter", answering(t, serve, WithLimiter(new(closing))))
			c := answering(t, serve)
			c.client = c.client.WithAuth(new(closing))
			check(t, "auth", c)
		})
	}
}

// What keeps the first attempt from being made is an Error, too, and nothing was sent.
func TestFirstFailureOfThisSide(t *testing.T) {
	for name, opts := range map[string][]Option{"limiter": {WithLimiter(&closing{used: 1})}} {
		c := answering(t, func(int, *http.Request) (*http.Response, error) {
			t.Error("sent")
			return reply(200, `{"ok":true}`), nil
		}, opts...)
		err := call(t, c, writeOp)
		if e, ok := errors.AsType[*Error](err); !ok || e.OutcomeUnknown || e.StatusCode != 0 || !errors.Is(err, errClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The outcome of the call that fetches a token is not that of the call that needs the token.
func TestUnknownOutcomeOfAnotherCall(t *testing.T) {
	other := &Error{Operation: "/vault", OutcomeUnknown: true}
	c := answering(t, func(int, *http.Request) (*http.Response, error) { return reply(200, `{"ok":true}`), nil })
	c.client = c.client.WithAuth(authFunc(func(context.Context, http.Header) error { return other }))
	err := call(t, c, writeOp)
	if err == nil || errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("nothing was sent: %v", err)
	}
}

// The end of the context is found in the error, beside the failure that the call waited after.
func TestContextEndsWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := answering(t, func(int, *http.Request) (*http.Response, error) { return reply(502, ""), nil }, WithRetries(100))
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Minute, func() { cancel(errClosed) })
		err := c.Call(ctx, deleteOp, nil, nil)
		if !errors.Is(err, ErrOutcomeUnknown) || !errors.Is(err, context.Canceled) || !errors.Is(err, errClosed) {
			t.Errorf("%v", err)
		}
		if e, ok := errors.AsType[*Error](err); !ok || e.StatusCode != 502 {
			t.Errorf("the failure is not in %v", err)
		}
	})
}

// Failures to connect that come back with every attempt are not retried.
func TestPermanentFailures(t *testing.T) {
	for name, failure := range map[string]error{
		"not trusted":   &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}},
		"own check":     x509.UnknownAuthorityError{},
		"another host":  x509.HostnameError{Certificate: new(x509.Certificate), Host: "seam"},
		"expired":       x509.CertificateInvalidError{Reason: x509.Expired},
		"no TLS":        tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"},
		"HTTP to HTTPS": http.ErrSchemeMismatch,
	} {
		for effect, op := range allOps {
			requests, err := inTurn(t, op, []step{func() (*http.Response, error) { return nil, failure }})
			if requests != 1 || errors.Is(err, ErrOutcomeUnknown) {
				t.Errorf("%s, %s: %d requests, %v", name, effect, requests, err)
			}
		}
	}
}

func TestTimeoutIsANetError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := answering(t, func(_ int, req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		}, WithAttemptTimeout(time.Second), WithRetries(0))
		err := call(t, c, readOp)
		if timeout, ok := errors.AsType[net.Error](err); !ok || !timeout.Timeout() || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		if err == nil || !strings.Contains(err.Error(), "no complete response within 1s") {
			t.Errorf("%v", err)
		}
	})
}

// What the sentinels say of a response that is Seam's, and of one that is not.
func TestSentinelsOfStrangers(t *testing.T) {
	sentinels := []error{ErrUnauthorized, ErrNotFound, ErrRateLimited, ErrInvalidInput, ErrConflict}
	for status, sentinel := range map[int]error{
		400: ErrInvalidInput, 403: ErrUnauthorized, 404: ErrNotFound, 409: ErrConflict, 422: ErrInvalidInput,
	} {
		for name, tt := range map[string]struct {
			resp *http.Response
			is   bool
		}{
			"in Seam's form":      {withoutRequestID(reply(status, seamsRefusal)), true},
			"with a request id":   {reply(status, gatewayPage), true},
			"a page":              {withoutRequestID(reply(status, gatewayPage)), false},
			"JSON":                {withoutRequestID(reply(status, `{"message":"no"}`)), false},
			"an error, no type":   {withoutRequestID(reply(status, `{"error":{"message":"no","code":7}}`)), false},
			"an error as text":    {withoutRequestID(reply(status, `{"error":"no","type":"x"}`)), false},
			"a problem":           {withoutRequestID(reply(status, `{"type":"about:blank","title":"no"}`, "Content-Type", "application/problem+json")), false},
			"nothing":             {withoutRequestID(reply(status, "")), false},
			"a body's request id": {withoutRequestID(reply(status, `{"error":{"request_id":"r"}}`)), false},
		} {
			_, err := inTurn(t, readOp, []step{func() (*http.Response, error) { return tt.resp, nil }})
			for _, other := range sentinels {
				if got := errors.Is(err, other); got != (tt.is && errors.Is(other, sentinel)) {
					t.Errorf("%d, %s: %v is %v: %v", status, name, other, got, err)
				}
			}
		}
	}
}

// A 101 leaves a connection without a body and without an end: the call does not read it.
func TestSwitchedProtocolIsNotRead(t *testing.T) {
	read := false
	_, err := inTurn(t, writeOp, []step{func() (*http.Response, error) {
		resp := reply(101, "")
		resp.Body = io.NopCloser(readerFunc(func([]byte) (int, error) { read = true; return 0, io.EOF }))
		return resp, nil
	}})
	if read || !errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("read %v, %v", read, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }

// The body of any transport ends with the context of the call.
func TestEndlessBodyEndsWithContext(t *testing.T) {
	for status, op := range map[int]*gen.Operation{200: writeOp, 404: writeOp, 307: writeOp} {
		synctest.Test(t, func(t *testing.T) {
			c := answering(t, func(int, *http.Request) (*http.Response, error) {
				body, _ := io.Pipe()
				resp := withoutRequestID(reply(status, "", "Location", "/elsewhere"))
				resp.Body, resp.ContentLength = body, -1
				return resp, nil
			})
			start := time.Now()
			err := call(t, c, op, CallTimeout(5*time.Second))
			within(t, "the call", time.Since(start), 5*time.Second, 5*time.Second+1)
			if !errors.Is(err, ErrOutcomeUnknown) {
				t.Errorf("%d: %v", status, err)
			}
		})
	}
}

// A response that cannot be read says in which encoding it came.
func TestUnknownEncoding(t *testing.T) {
	for _, encoding := range []string{"br", "zstd", "deflate", "gzip, br"} {
		_, err := inTurn(t, readOp, []step{with(200, "\x00\x01", "Content-Encoding", encoding)})
		if err == nil || !strings.Contains(err.Error(), `"`+encoding+`"`) {
			t.Errorf("%s: %v", encoding, err)
		}
	}
	for _, encoding := range []string{"br", "gzip", "identity", "GZIP"} {
		if _, err := inTurn(t, deleteOp, []step{with(204, "", "Content-Encoding", encoding)}); err != nil {
			t.Errorf("%s without a body: %v", encoding, err)
		}
	}
}

// Unwrap leads to the causes without repeating the key.
func TestCausesAreScrubbed(t *testing.T) {
	quoting := &quotingError{header: http.Header{"Authorization": {"Bearer " + testKey}}, cause: io.ErrUnexpectedEOF}
	_, err := inTurn(t, readOp, []step{func() (*http.Response, error) { return nil, quoting }}, WithRetries(0))
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("the cause is not in %v", err)
	}
	if found, ok := errors.AsType[*quotingError](err); ok {
		t.Errorf("errors.As leads to %v", found)
	}
	layers := []error{err}
	for len(layers) > 0 {
		layer := layers[0]
		layers = layers[1:]
		for how, text := range printed(layer) {
			if strings.Contains(text, testKey) {
				t.Errorf("%s of %T shows the key: %s", how, layer, text)
			}
		}
		switch e := layer.(type) { //nolint:errorlint // Each layer is looked at.
		case interface{ Unwrap() error }:
			layers = append(layers, e.Unwrap())
		case interface{ Unwrap() []error }:
			layers = append(layers, e.Unwrap()...)
		}
		layers = slices.DeleteFunc(layers, func(err error) bool { return err == nil })
	}
}

// quotingError repeats a request, as the errors of some transports do.
type quotingError struct {
	header http.Header
	cause  error
}

func (e *quotingError) Error() string { return "cannot send " + e.header.Get("Authorization") }
func (e *quotingError) Unwrap() error { return e.cause }

// Into a type of the user's any object fits, so there only the documented result counts as success.
func TestCallOfAnyType(t *testing.T) {
	for body, ok := range map[string]bool{
		`{"message":"log in"}`: false,
		`{}`:                   false,
		`{"ok":true}`:          true,
		`{"acs_credential":{"acs_credential_id":"c"}}`: true,
	} {
		c := answering(t, func(int, *http.Request) (*http.Response, error) { return reply(200, body), nil })
		client := &Client{Client: gen.NewClient(c), caller: c}
		for _, out := range []any{new(map[string]any), new(any)} {
			err := client.Call(t.Context(), "/acs/credentials/create", nil, out)
			if (err == nil) != ok || !ok && !errors.Is(err, ErrOutcomeUnknown) {
				t.Errorf("%s into %T: %v", body, out, err)
			}
			err = client.Call(t.Context(), "/not/listed", nil, out)
			if (err == nil) != strings.Contains(body, `"ok"`) {
				t.Errorf("%s into %T, not listed: %v", body, out, err)
			}
		}
	}
}

// A call that gives up because its next attempt would come too late says so.
func TestDeadlineBeforeTheNextAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := answering(t, func(int, *http.Request) (*http.Response, error) { return reply(502, ""), nil }, WithRetries(100))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		err := c.Call(ctx, deleteOp, nil, nil)
		if !errors.Is(err, ErrOutcomeUnknown) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		if timeout, ok := errors.AsType[net.Error](err); !ok || !timeout.Timeout() {
			t.Errorf("%v is no net.Error that timed out", err)
		}
	})
}

// Permanent failures are found in whichever way they are wrapped, and what may pass is not one.
func TestPermanentFailuresInside(t *testing.T) {
	refused := &net.OpError{Op: "remote error", Err: errors.New("tls: protocol version not supported")}
	for name, failure := range map[string]error{
		"joined":      errors.Join(io.EOF, &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}),
		"two wrapped": fmt.Errorf("%w: %w", io.EOF, x509.HostnameError{Certificate: new(x509.Certificate)}),
		"an alert":    refused,
	} {
		if requests, err := inTurn(t, readOp, []step{func() (*http.Response, error) { return nil, failure }}); requests != 1 {
			t.Errorf("%s: %d requests, %v", name, requests, err)
		}
	}
	passing := &net.OpError{Op: "remote error", Err: errors.New("tls: internal error")}
	if requests, err := inTurn(t, readOp, []step{func() (*http.Response, error) { return nil, passing }}); requests != 3 {
		t.Errorf("an internal error: %d requests, %v", requests, err)
	}
}

// A header of one call may be a secret of the user's, and a server may echo it, or the key, anywhere.
func TestEchoesOfHeaders(t *testing.T) {
	const more = "gateway-secret-4711aa"
	var info ResponseInfo
	c := answering(t, func(_ int, req *http.Request) (*http.Response, error) {
		resp := reply(403, "denied "+req.Header.Get("X-Gateway-Key"), "X-Echo", testKey)
		resp.Status, resp.Trailer = "403 "+testKey, http.Header{"X-Echo": {testKey}}
		return resp, nil
	})
	err := call(t, c, readOp, CallHeader("X-Gateway-Key", more), CallInfo(&info))
	for _, text := range []string{err.Error(), info.Response.Status, fmt.Sprint(info.Response.Header, info.Response.Trailer)} {
		if strings.Contains(text, testKey) || strings.Contains(text, more) {
			t.Errorf("a secret is in %s", text)
		}
	}
}
