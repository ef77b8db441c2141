package seam

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
)

type testRequest struct {
	Name string `json:"name,omitzero"`
}

type nullRequest struct{}

func (nullRequest) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

func TestRequestOnTheWire(t *testing.T) {
	for name, tt := range map[string]struct {
		request any
		want    string
	}{
		"nil":         {nil, "{}"},
		"nil pointer": {(*testRequest)(nil), "{}"},
		"nil map":     {map[string]any(nil), "{}"},
		"null":        {nullRequest{}, "{}"},
		"empty":       {&testRequest{}, "{}"},
		"struct":      {&testRequest{"a"}, `{"name":"a"}`},
		"raw":         {json.RawMessage(`{"x":1}`), `{"x":1}`},
	} {
		c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
			body, err := io.ReadAll(req.Body)
			if err != nil || string(body) != tt.want || req.ContentLength != int64(len(tt.want)) {
				t.Errorf("%s: sent %s, %v", name, body, err)
			}
			if req.Method != http.MethodPost {
				t.Errorf("%s: %s", name, req.Method)
			}
			for header, want := range map[string]string{
				"Content-Type": "application/json", "Accept": "application/json",
				"seam-sdk-name": "seam-go", "seam-sdk-version": Version, "User-Agent": "seam-go/" + Version,
			} {
				if got := req.Header.Get(header); got != want {
					t.Errorf("%s: %s is %q", name, header, got)
				}
			}
			return newResponse(200, `{"ok":true}`), nil
		})
		if err := c.Call(t.Context(), readOp, tt.request, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBadCalls(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		t.Error("sent")
		return newResponse(200, `{"ok":true}`), nil
	})
	good := &gen.Operation{Path: "/x"}
	for want, tt := range map[string]struct {
		op                *gen.Operation
		request, response any
	}{
		"seam: the operation is nil":                    {nil, nil, nil},
		`seam: the path "" does not begin`:              {&gen.Operation{}, nil, nil},
		`seam: the path "devices/list" does not`:        {&gen.Operation{Path: "devices/list"}, nil, nil},
		`seam: the path "/" is not`:                     {&gen.Operation{Path: "/"}, nil, nil},
		`seam: the path "//evil.example/x" is not`:      {&gen.Operation{Path: "//evil.example/x"}, nil, nil},
		`seam: the path "/a/../b" is not`:               {&gen.Operation{Path: "/a/../b"}, nil, nil},
		`seam: the path "/a?b=c" is not`:                {&gen.Operation{Path: "/a?b=c"}, nil, nil},
		`seam: the path "/a/" is not`:                   {&gen.Operation{Path: "/a/"}, nil, nil},
		"seam: POST /x: encoding the request: ":         {good, make(chan int), nil},
		"the response is a seam.result, not a pointer":  {good, nil, result{}},
		"the response is a *seam.result, not a pointer": {good, nil, (*result)(nil)},
	} {
		if err := c.Call(t.Context(), tt.op, tt.request, tt.response); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// The response to a call without a result is empty or has "ok": true. Anything else is a failure, such as
// an error, a web page or {}.
func TestCallWithoutResult(t *testing.T) {
	for name, tt := range map[string]struct {
		response *http.Response
		ok       bool
	}{
		"empty":     {newResponse(200, ""), true},
		"204":       {newResponse(204, ""), true},
		"ok":        {newResponse(200, `{"ok":true}`), true},
		"not ok":    {newResponse(200, `{"ok":false}`), false},
		"error":     {newResponse(200, `{"error":{}}`), false},
		"no error":  {newResponse(200, `{"error":null,"ok":true}`), true},
		"no ok":     {newResponse(200, `{"error":null,"ok":1}`), false},
		"{}":        {newResponse(200, `{}`), false},
		"portal":    {newResponse(200, "", "Content-Type", "text/html"), false},
		"as text":   {newResponse(200, `{"ok":true}`, "Content-Type", "text/plain"), true},
		"with BOM":  {newResponse(200, "\ufeff{\"ok\":true}"), true},
		"page":      {newResponse(200, "<h1>", "Content-Type", "text/html"), false},
		"cut short": {newResponse(200, `{"ok":true`), false},
	} {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return tt.response, nil })
		if err := c.Call(t.Context(), deleteOp, nil, nil); (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCallInfo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		body := `{"devices":[{"device_id":7},{"device_id":"b"}]}`
		c := stubCaller(t, func(n int, req *http.Request) (*http.Response, error) {
			if n == 1 {
				return newResponse(429, "{}", "Retry-After", "0"), nil
			}
			resp := newResponse(201, body, "X-Extra", "y")
			resp.Request = req
			return resp, nil
		})
		info := ResponseInfo{RequestID: "old"}
		if err := call(t, c, readOp, CallInfo(&info)); err != nil {
			t.Fatal(err)
		}
		if info.RequestID != "req_1" || info.Attempts != 2 || len(info.Malformed) != 1 || info.Malformed[0].Path != "devices[0].device_id" {
			t.Errorf("info %+v", info)
		}
		resp := info.Response
		got, err := io.ReadAll(resp.Body)
		if err != nil || string(got) != body || resp.StatusCode != 201 || resp.Header.Get("X-Extra") != "y" || resp.Request != nil {
			t.Errorf("response %+v with %s, %v", resp, got, err)
		}
	})
}

func TestCallInfoOfFailures(t *testing.T) {
	info := ResponseInfo{}
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(404, `{}`), nil })
	if err := call(t, c, readOp, CallInfo(&info)); !errors.Is(err, ErrNotFound) || info.Response.StatusCode != 404 || info.Attempts != 1 {
		t.Errorf("%+v, %v", info, err)
	}
	c = stubCaller(t, func(int, *http.Request) (*http.Response, error) { return nil, io.ErrClosedPipe }, WithRetries(0))
	if err := call(t, c, readOp, CallInfo(&info)); err == nil || info.Response != nil || info.Attempts != 1 {
		t.Errorf("%+v, %v", info, err)
	}
}
