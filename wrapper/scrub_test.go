package seam

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A credential that the server echoes, in any field and encoding, is not in the error.
func TestEchoedCredential(t *testing.T) {
	const key = "seam_k3y+/<&>=\"quoted\""
	escaped := ""
	for _, r := range key {
		escaped += fmt.Sprintf(`\u%04x`, r)
	}
	for name, body := range map[string]string{
		"everywhere": `{"error":{"type":"` + testKey + `","message":"Bearer ` + testKey + ` is wrong","data":{"` + testKey + `":["` + testKey + `"]},` +
			`"validation_errors":{"` + testKey + `":{"_errors":["` + testKey + `"]}}}}`,
		"HTML":          "<h1>" + testKey + "</h1>",
		"at the limit":  strings.Repeat("x", maxErrorBody-10) + testKey,
		"JSON string":   `"` + testKey + `"`,
		"another token": `{"error":{"message":"` + testSession + ` ` + testJWT + ` whsec_MDEyMzQ1Njc4OWFiY2RlZg=="}}`,
		"JSON escapes":  `{"error":{"type":"t","message":"` + escaped + `","data":{"` + escaped + `":"` + escaped + `"}}}`,
		"URL escapes":   "seam_k3y%2B%2F%3C%26%3E%3D%22quoted%22",
		"HTML escapes":  "seam_k3y+/&lt;&amp;&gt;=&#34;quoted&#34;",
	} {
		for _, status := range []int{200, 307, 400, 500} {
			auth := authFunc(func(_ context.Context, h http.Header) error {
				h.Set("Authorization", "Bearer "+key)
				h.Set("Client-Session-Token", testKey)
				return nil
			})
			resp := newResponse(status, body, "Seam-Request-Id", "req "+testKey, "Location", "https://"+testKey+".example", "Content-Type", "text/x; v="+testKey)
			c, err := newCaller(auth, []Option{WithRetries(0), WithTransport(transportFunc(func(*http.Request) (*http.Response, error) { return resp, nil }))})
			if err != nil {
				t.Fatal(err)
			}
			err = call(t, c, writeOp)
			if err == nil {
				t.Fatalf("%s, %d: no error", name, status)
			}
			e := err.(*Error) //nolint:errorlint // The Error must not be wrapped.
			forms := printed(err)
			for how, text := range printed(*e) {
				forms["*e "+how] = text
			}
			forms["fields"] = fmt.Sprintf("%s %s %s %s %s %v", e.Type, e.Message, e.RequestID, e.Data, e.Body, e.ValidationErrors)
			for how, text := range forms {
				for _, part := range []string{"0123456789", "k3y", `6b\u0033`, "MDEyMzQ", "eyJhbGci"} {
					if strings.Contains(text, part) {
						t.Errorf("%s, %d: %s shows %q: %s", name, status, how, part, text)
					}
				}
			}
		}
	}
}

// The text of a transport's error is scrubbed, and errors.Is still matches the error.
func TestTransportErrorIsScrubbed(t *testing.T) {
	cause := fmt.Errorf("proxy refused %s", testKey)
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return nil, cause }, WithRetries(0))
	err := call(t, c, readOp)
	if want := "seam: POST /devices/list: proxy refused [redacted]"; err.Error() != want {
		t.Errorf("text %q", err)
	}
	if !errors.Is(err, cause) {
		t.Errorf("%v does not match the error of the transport", err)
	}
	for _, v := range []any{err, *err.(*Error), struct{ inner any }{err}} { //nolint:errorlint // The Error must not be wrapped.
		for how, text := range printed(v) {
			if strings.Contains(text, testKey) {
				t.Errorf("%s shows the key: %s", how, text)
			}
		}
	}
	if got := fmt.Sprintf("%#v", err); got != `&seam.Error{"seam: POST /devices/list: proxy refused [redacted]"}` {
		t.Errorf("%%#v is %s", got)
	}
}

// Unwrap returns causes without the key.
func TestCausesAreScrubbed(t *testing.T) {
	quoting := &quotingError{header: http.Header{"Authorization": {"Bearer " + testKey}}, cause: io.ErrUnexpectedEOF}
	_, err := callSequence(t, readOp, []step{func() (*http.Response, error) { return nil, quoting }}, WithRetries(0))
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
		switch e := layer.(type) { //nolint:errorlint // Each layer is checked by itself.
		case interface{ Unwrap() error }:
			layers = append(layers, e.Unwrap())
		case interface{ Unwrap() []error }:
			layers = append(layers, e.Unwrap()...)
		}
		layers = slices.DeleteFunc(layers, func(err error) bool { return err == nil })
	}
}

// quotingError quotes a request, as the errors of some transports do.
type quotingError struct {
	header http.Header
	cause  error
}

func (e *quotingError) Error() string { return "cannot send " + e.header.Get("Authorization") }

func (e *quotingError) Unwrap() error { return e.cause }

// Neither the value of a CallHeader nor the key is in an error or response, even if the server
// echoes them.
func TestEchoedHeaders(t *testing.T) {
	const more = "gateway-secret-4711aa"
	var info ResponseInfo
	c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
		resp := newResponse(403, "denied "+req.Header.Get("X-Gateway-Key"), "X-Echo", testKey)
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
