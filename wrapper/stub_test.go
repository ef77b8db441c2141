package seam

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

const testKey = "seam_test1_0123456789abcdef"

// Operations for tests, one for each effect.
var (
	readOp       = &gen.Operation{Path: "/devices/list", Key: "devices", Kind: gen.List, Effect: gen.Read}
	idempotentOp = &gen.Operation{Path: "/devices/update", Kind: gen.None, Effect: gen.Idempotent}
	writeOp      = &gen.Operation{Path: "/acs/credentials/create", Key: "acs_credential", Kind: gen.One, Effect: gen.Write}
	deleteOp     = &gen.Operation{Path: "/acs/credentials/delete", Kind: gen.None, Effect: gen.Idempotent, Gone: []string{"acs_credential_not_found"}}
)

var allOps = map[string]*gen.Operation{"read": readOp, "idempotent": idempotentOp, "write": writeOp}

// result is a response type for tests.
type result struct {
	Devices []struct {
		DeviceID string `json:"device_id"`
	} `json:"devices"`
}

func call(t *testing.T, c *caller, op *gen.Operation, opts ...gen.CallOption) error {
	t.Helper()
	var out result
	return c.Call(t.Context(), op, nil, &out, opts...)
}

// transportFunc is a transport without a network.
type transportFunc func(*http.Request) (*http.Response, error)

func (f transportFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// newResponse returns a response for a transportFunc.
func newResponse(status int, body string, header ...string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}, "Seam-Request-Id": {"req_1"}}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{
		StatusCode: status, Header: h, ContentLength: int64(len(body)),
		Body: io.NopCloser(strings.NewReader(body)),
	}
}

// stubCaller returns a caller whose nth request gets the response that f returns.
func stubCaller(t *testing.T, f func(n int, req *http.Request) (*http.Response, error), opts ...Option) *caller {
	t.Helper()
	var n atomic.Int32
	transport := transportFunc(func(req *http.Request) (*http.Response, error) {
		return f(int(n.Add(1)), req)
	})
	c, err := newCaller(APIKey(testKey), append([]Option{WithTransport(transport)}, opts...))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// clientOver returns a Client that uses this caller.
func clientOver(c *caller) *Client { return &Client{Client: gen.NewClient(c), caller: c} }

// within fails the test unless low <= d < high.
func within(t *testing.T, what string, d, low, high time.Duration) {
	t.Helper()
	if d < low || d >= high {
		t.Errorf("%s took %v, want at least %v and less than %v", what, d, low, high)
	}
}

// sentRequest is a request that the client sent.
type sentRequest struct{ path, body string }

// stubCredentials returns a service whose requests are recorded. The nth request gets the nth
// response, and the last response repeats.
func stubCredentials(t *testing.T, responses ...string) (*CredentialsService, *[]sentRequest) {
	t.Helper()
	var sent []sentRequest
	c := stubCaller(t, func(n int, req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		sent = append(sent, sentRequest{req.URL.Path, string(body)})
		return newResponse(200, responses[min(n, len(responses))-1]), nil
	})
	return newCredentialsService(clientOver(c)), &sent
}

// sameJSON compares two JSON documents, ignoring the order of members.
func sameJSON(t *testing.T, what, got, want string) {
	t.Helper()
	var g, w any
	if err := json.Unmarshal([]byte(got), &g); err != nil {
		t.Fatalf("%s: %v in %s", what, err, got)
	}
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Fatalf("%s: %v in %s", what, err, want)
	}
	if !reflect.DeepEqual(g, w) {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}
