package model

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// passes are the forms in which Seam's own response arrives whole. A client has to accept each.
var passes = []*fault{
	{"Seam responds", 0, always, accepted, deliver},
	{"Seam responds", 0, always, accepted, deliver},
	{"Seam responds", 0, always, accepted, deliver},
	{"Seam responds", 0, always, accepted, deliver},
	{"Seam responds, as text/plain", 0, always, accepted, as("text/plain")},
	{"Seam responds, without a content type", 0, always, accepted, as("")},
	{"Seam responds, as problem+json", 0, always, accepted, as("application/problem+json; x")},
	{"Seam responds, with a byte order mark", 0, always, accepted, withBOM},
	{"Seam responds, as gzip", 0, always, accepted, withGzip},
	{"Seam responds, in small pieces", 0, always, accepted, inPieces},
	{"Seam responds, with 201", 0, always, accepted, as201},
	{"Seam responds, without ok", 0, always, accepted, withoutOK},
	{"Seam says no more than ok", 0, always, accepted, okAlone},
	{"Seam responds, with members that are new", 0, always, accepted, withNews},
}

// deliver hands over Seam's response as it is.
func deliver(x *exchange) (*http.Response, error) {
	return x.deliver("application/json", func(content []byte) []byte { return content })
}

// deliver hands over Seam's response after a change that keeps its meaning. A refusal stays as it
// is.
func (x *exchange) deliver(contentType string, change func([]byte) []byte) (*http.Response, error) {
	if err := x.arrive(); err != nil {
		return nil, err
	}
	content := x.response.body
	x.event.status = x.response.status
	if x.response.accepted() {
		content = change(content)
	} else {
		x.event.knows, x.event.seamForm = notProcessed, true
	}
	resp := x.respond(x.response.status, contentType, string(content))
	resp.Header.Set("Seam-Request-Id", "req-2")
	return resp, nil
}

func as(contentType string) func(*exchange) (*http.Response, error) {
	return func(x *exchange) (*http.Response, error) {
		return x.deliver(contentType, func(content []byte) []byte { return content })
	}
}

func withBOM(x *exchange) (*http.Response, error) {
	return x.deliver("application/json", func(content []byte) []byte { return append([]byte("\ufeff"), content...) })
}

func withGzip(x *exchange) (*http.Response, error) {
	resp, err := x.deliver("application/json", zipped)
	if err == nil && x.response.accepted() {
		resp.Header.Set("Content-Encoding", "gzip")
	}
	return resp, err
}

func inPieces(x *exchange) (*http.Response, error) {
	resp, err := deliver(x)
	if err == nil {
		resp.ContentLength = -1
		resp.Body = &body{x: x, content: bytes.NewReader(x.response.body), end: io.EOF, pause: time.Duration(x.n.rng.IntN(200)) * time.Millisecond}
	}
	return resp, err
}

func as201(x *exchange) (*http.Response, error) {
	resp, err := deliver(x)
	if err == nil && x.response.accepted() {
		resp.StatusCode = 201
	}
	return resp, err
}

// withoutOK needs a result: without both, the response would not be Seam's.
func withoutOK(x *exchange) (*http.Response, error) {
	return x.deliver("application/json", func(content []byte) []byte {
		members := parsed(content)
		if len(members) < 2 {
			return content
		}
		delete(members, "ok")
		return encoded(members)
	})
}

func okAlone(x *exchange) (*http.Response, error) {
	return x.deliver("application/json", func(content []byte) []byte {
		x.event.bare = len(parsed(content)) > 1
		return []byte(`{"ok":true}`)
	})
}

func withNews(x *exchange) (*http.Response, error) {
	return x.deliver("application/json", func(content []byte) []byte {
		members := parsed(content)
		members["trace"] = json.RawMessage(`{"error":{"type":"none"},"ok":false}`)
		return encoded(members)
	})
}

func parsed(content []byte) map[string]json.RawMessage {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(content, &members); err != nil {
		panic(err)
	}
	return members
}

func encoded(members map[string]json.RawMessage) []byte {
	content, err := json.Marshal(members)
	if err != nil {
		panic(err)
	}
	return content
}
