package seam

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// step returns one response of a server, or the error of a transport.
type step func() (*http.Response, error)

// respond returns a step that responds without a request ID.
func respond(status int, body string, header ...string) step {
	return func() (*http.Response, error) { return withoutRequestID(newResponse(status, body, header...)), nil }
}

// loseResponse is a step in which the response is lost.
func loseResponse() (*http.Response, error) { return nil, io.ErrUnexpectedEOF }

// withoutRequestID returns a response that only its body can identify as Seam's.
func withoutRequestID(resp *http.Response) *http.Response {
	resp.Header.Del("Seam-Request-Id")
	return resp
}

// callSequence makes one call to a server that runs these steps, and returns how many requests it
// got.
func callSequence(t *testing.T, op *gen.Operation, steps []step, opts ...Option) (requests int, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
			requests = n
			return steps[min(n, len(steps))-1]()
		}, opts...)
		err = c.Call(t.Context(), op, nil, nil)
	})
	return requests, err
}

const (
	seamRejection = `{"error":{"type":"no","message":"because"}}`
	gatewayPage   = "<html><title>Gateway</title></html>"
)

// For each response: whether a call that changes something may have been processed, and how often a
// read is sent.
func TestOutcomeOfResponses(t *testing.T) {
	for name, tt := range map[string]struct {
		response step
		unknown  bool
		reads    int
	}{
		"400 of Seam":          {respond(400, seamRejection), false, 1},
		"400 of a gateway":     {respond(400, gatewayPage), true, 1},
		"401 of anyone":        {respond(401, gatewayPage), false, 1},
		"403 of a firewall":    {respond(403, gatewayPage), true, 1},
		"404 of a web server":  {respond(404, `{"message":"no route"}`), true, 1},
		"405":                  {respond(405, ""), true, 1},
		"408":                  {respond(408, seamRejection), true, 3},
		"409 of Seam":          {respond(409, seamRejection), false, 1},
		"413 of a gateway":     {respond(413, gatewayPage), true, 1},
		"418 in another form":  {respond(418, `{"error":"teapot"}`), true, 1},
		"422 of Seam":          {respond(422, seamRejection), false, 1},
		"429 of anyone":        {respond(429, gatewayPage), false, 3},
		"451 of Seam":          {respond(451, seamRejection), false, 1},
		"500 of Seam":          {respond(500, seamRejection), true, 3},
		"501":                  {respond(501, seamRejection), true, 1},
		"502":                  {respond(502, gatewayPage), true, 3},
		"503":                  {respond(503, gatewayPage), true, 3},
		"504":                  {respond(504, ""), true, 3},
		"511 of a portal":      {respond(511, gatewayPage), true, 1},
		"519":                  {respond(519, ""), true, 1},
		"520":                  {respond(520, gatewayPage), true, 3},
		"527":                  {respond(527, gatewayPage), true, 3},
		"530":                  {respond(530, gatewayPage), true, 3},
		"531":                  {respond(531, ""), true, 1},
		"600":                  {respond(600, `{}`), true, 1},
		"999":                  {respond(999, seamRejection), true, 1},
		"101":                  {respond(101, ""), true, 1},
		"100":                  {respond(100, ""), true, 1},
		"300":                  {respond(300, ""), true, 1},
		"302":                  {respond(302, "", "Location", "/login"), true, 1},
		"304":                  {respond(304, ""), true, 1},
		"307 without Location": {respond(307, ""), true, 1},
		"200, ok false":        {respond(200, `{"ok":false}`), false, 1},
		"201, ok false, type":  {respond(201, `{"ok":false,"error":{"type":"x"}}`), false, 1},
		"200, another object":  {respond(200, `{"success":false}`), true, 1},
		"200, error":           {respond(200, `{"error":"Unauthorized"}`), true, 1},
		"200, typed error":     {respond(200, `{"error":{"type":"x"}}`), true, 1},
		"200, both":            {respond(200, `{"ok":true,"error":{"type":"x"}}`), true, 1},
		"200, a page":          {respond(200, gatewayPage, "Content-Type", "text/html"), true, 1},
		"200, an empty page":   {respond(200, "", "Content-Type", "text/html"), true, 1},
		"200, two objects":     {respond(200, `{"ok":true}{"ok":true}`), true, 1},
		"200, br":              {respond(200, "\x0b\x02\x80", "Content-Encoding", "br"), true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			for effect, op := range map[string]*gen.Operation{"read": readOp, "idempotent": idempotentOp, "write": writeOp, "delete": deleteOp} {
				requests, err := callSequence(t, op, []step{tt.response})
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

// The error of an attempt that may have been processed is kept if a later attempt is rejected.
func TestEarlierAttemptOutlivesRejection(t *testing.T) {
	first := map[string]step{"lost": loseResponse, "502": respond(502, ""), "500 of Seam": respond(500, seamRejection), "524": respond(524, "")}
	second := map[string]step{
		"404 of another resource": respond(404, `{"error":{"type":"workspace_not_found"}}`),
		"404 of a web server":     respond(404, gatewayPage),
		"400":                     respond(400, seamRejection),
		"401":                     respond(401, seamRejection),
		"409":                     respond(409, seamRejection),
		"ok false":                respond(200, `{"ok":false}`),
	}
	for how, firstStep := range first {
		for name, response := range second {
			requests, err := callSequence(t, deleteOp, []step{firstStep, response})
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
		gone := respond(404, `{"error":{"type":"acs_credential_not_found"}}`)
		if requests, err := callSequence(t, deleteOp, []step{firstStep, gone}); err != nil || requests != 2 {
			t.Errorf("%s, then gone: %d requests, %v", how, requests, err)
		}
	}
}

// A rejection has a known outcome if the earlier attempts were not processed.
func TestRejectionAfterRateLimit(t *testing.T) {
	requests, err := callSequence(t, deleteOp, []step{respond(429, ""), respond(404, `{"error":{"type":"acs_credential_not_found"}}`)})
	if requests != 2 || errors.Is(err, ErrOutcomeUnknown) || !errors.Is(err, ErrNotFound) {
		t.Errorf("%d requests, %v", requests, err)
	}
}

// failsOnSecondUse is a limiter and an auth that succeed once.
type failsOnSecondUse struct{ used int }

var errClosed = errors.New("closed with " + testKey)

func (c *failsOnSecondUse) once() error {
	if c.used++; c.used > 1 {
		return errClosed
	}
	return nil
}

func (c *failsOnSecondUse) Wait(context.Context) error { return c.once() }

func (c *failsOnSecondUse) Authorize(_ context.Context, header http.Header) error {
	header.Set("Authorization", "Bearer "+testKey)
	return c.once()
}

// A local failure keeps the failure of the attempt before it, and whether that may have been
// processed.
func TestLocalFailureAfterAttempt(t *testing.T) {
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
			serve := func(int, *http.Request) (*http.Response, error) {
				return newResponse(503, `{"error":{"type":"down"}}`), nil
			}
			check(t, "limiter", stubCaller(t, serve, WithLimiter(new(failsOnSecondUse))))
			c := stubCaller(t, serve)
			c.client = c.client.WithAuth(new(failsOnSecondUse))
			check(t, "auth", c)
		})
	}
}

// A local failure before the first attempt is an Error with a known outcome.
func TestLocalFailureBeforeFirstAttempt(t *testing.T) {
	for name, opts := range map[string][]Option{"limiter": {WithLimiter(&failsOnSecondUse{used: 1})}} {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
			t.Error("sent")
			return newResponse(200, `{"ok":true}`), nil
		}, opts...)
		err := call(t, c, writeOp)
		if e, ok := errors.AsType[*Error](err); !ok || e.OutcomeUnknown || e.StatusCode != 0 || !errors.Is(err, errClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The outcome of a call that fetches a token does not make the outcome of the call that needs the
// token unknown.
func TestUnknownOutcomeOfAnotherCall(t *testing.T) {
	other := &Error{Operation: "/vault", OutcomeUnknown: true}
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(200, `{"ok":true}`), nil })
	c.client = c.client.WithAuth(authFunc(func(context.Context, http.Header) error { return other }))
	err := call(t, c, writeOp)
	if err == nil || errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("nothing was sent: %v", err)
	}
}

// A context that ends during the pause before a retry is found in the error, together with the
// failure before the pause.
func TestContextEndsWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(502, ""), nil }, WithRetries(100))
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

func TestTimeoutIsANetError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
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

// The sentinels match only responses of Seam.
func TestSentinelsOfOtherServers(t *testing.T) {
	sentinels := []error{ErrUnauthorized, ErrNotFound, ErrRateLimited, ErrInvalidInput, ErrConflict}
	for status, sentinel := range map[int]error{
		400: ErrInvalidInput, 403: ErrUnauthorized, 404: ErrNotFound, 409: ErrConflict, 422: ErrInvalidInput,
	} {
		for name, tt := range map[string]struct {
			resp *http.Response
			is   bool
		}{
			"in Seam's form":      {withoutRequestID(newResponse(status, seamRejection)), true},
			"with a request id":   {newResponse(status, gatewayPage), true},
			"a page":              {withoutRequestID(newResponse(status, gatewayPage)), false},
			"JSON":                {withoutRequestID(newResponse(status, `{"message":"no"}`)), false},
			"an error, no type":   {withoutRequestID(newResponse(status, `{"error":{"message":"no","code":7}}`)), false},
			"an error as text":    {withoutRequestID(newResponse(status, `{"error":"no","type":"x"}`)), false},
			"a problem":           {withoutRequestID(newResponse(status, `{"type":"about:blank","title":"no"}`, "Content-Type", "application/problem+json")), false},
			"nothing":             {withoutRequestID(newResponse(status, "")), false},
			"a body's request id": {withoutRequestID(newResponse(status, `{"error":{"request_id":"r"}}`)), false},
		} {
			_, err := callSequence(t, readOp, []step{func() (*http.Response, error) { return tt.resp, nil }})
			for _, other := range sentinels {
				if got := errors.Is(err, other); got != (tt.is && errors.Is(other, sentinel)) {
					t.Errorf("%d, %s: %v is %v: %v", status, name, other, got, err)
				}
			}
		}
	}
}

// Any object fits a type of the user's, so only the documented result counts as a success.
func TestCallOfAnyType(t *testing.T) {
	for body, ok := range map[string]bool{
		`{"message":"log in"}`: false,
		`{}`:                   false,
		`{"ok":true}`:          true,
		`{"acs_credential":{"acs_credential_id":"c"}}`: true,
	} {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(200, body), nil })
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
