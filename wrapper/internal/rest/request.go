package rest

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptrace"
	"strings"
)

// newRequest returns the request of one attempt, observed by trace.
func (cl *Client) newRequest(ctx context.Context, c *Call, target string, trace *requestTrace) (*http.Request, error) {
	ctx = httptrace.WithClientTrace(ctx, trace.hooks())
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(c.body))
	if err != nil {
		return nil, err
	}
	setAll(req.Header, c.auth, c.header, cl.header)
	if req.Header.Get("User-Agent") == "" { // The user may have set one.
		req.Header["User-Agent"] = cl.userAgent
	}
	allowReplay(req, c.Effect)
	return req, nil
}

// setAll sets headers. Of those with the same name the last counts.
func setAll(to http.Header, from ...http.Header) {
	for _, header := range from {
		for name, values := range header {
			to[http.CanonicalHeaderKey(name)] = values
		}
	}
}

// allowReplay lets net/http, which repeats requests by itself, repeat only reads and idempotent requests.
//
// Those get an Idempotency-Key without a value: net/http then repeats the request if a kept-alive HTTP/1
// connection turns out to be closed, and sends no such header. Their GetBody lets HTTP/2 repeat them, too.
//
// A write gets no key and loses its GetBody. HTTP/1 would call GetBody only if not a byte was written,
// which is safe. But HTTP/2 of Go 1.26 also calls it if the server reset the stream with PROTOCOL_ERROR,
// as gateways do after a request that was processed, if they cannot pass its response on. Package rest
// itself recognizes the requests that HTTP/2 reports as not processed: see [requestTrace.notSent].
func allowReplay(req *http.Request, effect Effect) {
	if effect == Write {
		req.GetBody = nil
		return
	}
	req.Header["Idempotency-Key"] = []string{}
}

// IsHeaderName reports whether s is the name of a header: see RFC 9110, section 5.6.2.
func IsHeaderName(s string) bool {
	for _, r := range s {
		if !isLetterOrDigit(r) && !strings.ContainsRune("!#$%&'*+-.^_`|~", r) {
			return false
		}
	}
	return s != ""
}

// IsHeaderValue reports whether net/http would send s as the value of a header.
func IsHeaderValue(s string) bool {
	for i := range len(s) {
		if (s[i] < ' ' && s[i] != '\t') || s[i] == 0x7f {
			return false
		}
	}
	return true
}

func isLetterOrDigit(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}
