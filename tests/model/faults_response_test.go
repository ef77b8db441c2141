package model

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// answer waits for the request to arrive and responds.
func (x *exchange) answer(status int, contentType, content string) (*http.Response, error) {
	if err := x.arrive(); err != nil {
		return nil, err
	}
	x.event.status = status
	x.event.fault += fmt.Sprintf(" [%d %s %.60q]", status, contentType, content)
	return x.respond(status, contentType, content), nil
}

var strangeStatuses = []int{
	100, 102, 103, 199, 300, 304, 305, 306, 399,
	400, 402, 403, 404, 405, 406, 407, 409, 410, 413, 414, 418, 421, 422, 423, 425, 431, 451, 499, 408,
	500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 526, 527, 530, 561, 598, 599, 600, 700, 999,
}

func strangersPage(x *exchange) (*http.Response, error) {
	contentType, content := x.n.page()
	return x.answer(pick(x.n.rng, strangeStatuses...), contentType, content)
}

// strangersSuccess is a 2xx that is not Seam's: a login page, a policy server, a broken cache.
func strangersSuccess(x *exchange) (*http.Response, error) {
	contentType, content := x.n.page()
	if content == "" {
		contentType = "text/html"
	}
	if x.n.rng.IntN(2) == 0 {
		contentType, content = "application/json", pick(x.n.rng,
			`{"success":false}`, `{"success":true}`, `{"ok":"true"}`, `{"ok":1}`, `{"ok":null}`, `{"OK":"yes"}`, `"ok"`, `true`, `1`,
			`{"ok":true`, `{"ok":true}}`, `{"ok":true}{"ok":true}`, `{"ok":true} sorry`, `{"ok":true,}`, `{"ok":true,"ok":false}`,
			`{"ok":true,"error":{"type":"internal_error","message":"sorry"}}`, `{"error":{"type":"invalid_input","message":"sorry"}}`,
			`{"status":"ok"}`, `{"data":{"ok":true}}`, `[{"ok":true}]`)
	}
	return x.answer(pick(x.n.rng, 200, 200, 200, 201, 202, 203, 206, 226), contentType, content)
}

func endlessPage(x *exchange) (*http.Response, error) {
	if err := x.arrive(); err != nil {
		return nil, err
	}
	status := pick(x.n.rng, 400, 403, 404, 500, 502, 503, 522)
	x.event.status = status
	content := x.stopping([]byte("<html>"))
	if x.n.rng.IntN(2) == 0 {
		content.content, content.pause = endless(' '), time.Second
	}
	return x.stream(status, "text/html", content, -1), nil
}

func switching(x *exchange) (*http.Response, error) {
	if err := x.arrive(); err != nil {
		return nil, err
	}
	x.event.status = 101
	content := x.stopping(nil)
	content.deaf = true
	return x.stream(101, "", content, -1), nil
}

func redirected(x *exchange) (*http.Response, error) {
	resp, err := x.answer(pick(x.n.rng, 307, 308), "", "")
	if err == nil {
		target := *x.req.URL
		if target.Port() == "" && x.n.rng.IntN(2) == 0 {
			target.Host += ":443"
		}
		resp.Header.Set("Location", target.String())
	}
	return resp, err
}

func redirectedAway(x *exchange) (*http.Response, error) {
	location := pick(x.n.rng, "https://login.invalid/", "http://connect.getseam.com/", "/login", "", "::", "https://login.invalid/?token="+x.n.key)
	status := pick(x.n.rng, 301, 302, 303)
	if strings.Contains(location, "invalid") {
		status = pick(x.n.rng, 301, 302, 303, 307, 308)
	}
	resp, err := x.answer(status, "text/html", "<html>moved</html>")
	if err == nil {
		resp.Header.Set("Location", location)
	}
	return resp, err
}

// seamError responds in Seam's form.
func (x *exchange) seamError(status int, kind string) (*http.Response, error) {
	message := strings.ReplaceAll("no"+x.n.echo(), `"`, `'`)
	content := fmt.Sprintf(`{"error":{"type":%q,"message":%q,"request_id":"req-1"},"ok":false}`, kind, message)
	if x.n.rng.IntN(2) == 0 {
		content = fmt.Sprintf(`{"error":{"type":%q,"message":%q}}`, kind, message)
	}
	x.event.seamForm = true
	resp, err := x.answer(status, "application/json", content)
	if err == nil {
		resp.Header.Set("Seam-Request-Id", "req-1"+strings.ReplaceAll(x.n.echo(), "\n", ""))
	}
	return resp, err
}

// refused never names the object of the call: Seam would not report an existing object as missing.
func refused(x *exchange) (*http.Response, error) {
	switch x.n.rng.IntN(7) {
	case 0:
		return x.seamError(400, "invalid_input")
	case 1:
		return x.seamError(403, "forbidden")
	case 2:
		return x.seamError(404, "workspace_not_found")
	case 3:
		return x.seamError(404, "connected_account_not_found")
	case 4:
		return x.seamError(409, "conflict")
	case 5:
		return x.seamError(410, "bridge_gone")
	default:
		return x.seamError(422, "unprocessable")
	}
}

func okFalse(x *exchange) (*http.Response, error) {
	return x.answer(200, "application/json", pick(x.n.rng, `{"ok":false}`,
		`{"ok":false,"error":{"type":"invalid_input","message":"no"}}`, `{"error":{"type":"unavailable","message":"no"},"ok":false}`))
}

func unauthorized(x *exchange) (*http.Response, error) {
	if x.n.rng.IntN(2) == 0 {
		return x.seamError(401, "unauthorized")
	}
	contentType, content := x.n.page()
	return x.answer(401, contentType, content)
}

func rateLimited(x *exchange) (*http.Response, error) {
	var resp *http.Response
	var err error
	if x.n.rng.IntN(2) == 0 {
		resp, err = x.seamError(429, "rate_limited")
	} else {
		contentType, content := x.n.page()
		resp, err = x.answer(429, contentType, content)
	}
	if after := pick(x.n.rng, "", "0", "1", "7", "59", "61", "31536000", "-5", "soon", "Sat, 01 Jan 2000 00:00:09 GMT"); err == nil && after != "" {
		resp.Header.Set("Retry-After", after)
	}
	return resp, err
}

func requestTimeout(x *exchange) (*http.Response, error) { return x.seamError(408, "request_timeout") }

func serverError(x *exchange) (*http.Response, error) {
	return x.seamError(pick(x.n.rng, 500, 502, 503, 504, 520, 524), pick(x.n.rng, "internal_server_error", "service_unavailable", "acs_credential_not_found"))
}

// half returns the beginning of Seam's response, which is not valid JSON by itself.
func (x *exchange) half() []byte {
	whole := x.response.body
	return whole[:x.n.rng.IntN(len(whole))]
}

// seamBody responds with Seam's status and a body that is not whole.
func (x *exchange) seamBody(open func() (content io.ReadCloser, length int64)) (*http.Response, error) {
	if err := x.arrive(); err != nil {
		return nil, err
	}
	content, length := open()
	x.event.status = x.response.status
	return x.stream(x.response.status, "application/json", content, length), nil
}

func bodyBreaksOff(x *exchange) (*http.Response, error) {
	return x.seamBody(func() (io.ReadCloser, int64) {
		x.event.is = pick(x.n.rng, io.ErrUnexpectedEOF, io.ErrNoProgress)
		return &body{x: x, content: bytes.NewReader(x.half()), end: x.event.is}, int64(len(x.response.body))
	})
}

// bodyCut responds with half of the body and a matching length. An empty body would be success where
// no result is promised.
func bodyCut(x *exchange) (*http.Response, error) {
	return x.seamBody(func() (io.ReadCloser, int64) {
		half := append([]byte("{"), bytes.TrimPrefix(x.half(), []byte("{"))...)
		return &body{x: x, content: bytes.NewReader(half), end: io.EOF}, int64(len(half))
	})
}

func bodyStops(x *exchange) (*http.Response, error) {
	return x.seamBody(func() (io.ReadCloser, int64) { return x.stopping(x.half()), -1 })
}

func bodyTooLong(x *exchange) (*http.Response, error) {
	return x.seamBody(func() (io.ReadCloser, int64) {
		return &body{x: x, content: endless(' '), end: io.EOF}, -1
	})
}

// bodyEncoded responds with incomplete gzip, with text instead of gzip, or with an encoding that
// nobody requested.
func bodyEncoded(x *exchange) (*http.Response, error) {
	encoding := pick(x.n.rng, "gzip", "gzip", "br", "zstd", "deflate")
	resp, err := x.seamBody(func() (io.ReadCloser, int64) {
		packed := zipped(x.response.body)
		if x.n.rng.IntN(2) == 0 {
			packed = append([]byte("%"), packed...)
		}
		packed = packed[:1+x.n.rng.IntN(len(packed)-9)]
		return &body{x: x, content: bytes.NewReader(packed), end: io.EOF}, int64(len(packed))
	})
	if err == nil {
		x.event.fault += " [" + encoding + "]"
		x.event.seamForm = !x.response.accepted() // Enough may arrive to read it.
		resp.Header.Set("Content-Encoding", encoding)
	}
	return resp, err
}

func zipped(content []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(content)
	_ = w.Close()
	return b.Bytes()
}
