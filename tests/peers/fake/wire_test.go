package fake

import (
	"bytes"
	"io"
	"net/http"
	"sync"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

// answer is the response of the fake to one request.
type answer struct {
	path   string
	status int
	body   []byte
}

// wire is a transport that records every response.
type wire struct {
	mu      sync.Mutex
	answers []answer
}

// recorder is the transport of every client here.
var recorder wire

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	w.mu.Lock()
	defer w.mu.Unlock()
	w.answers = append(w.answers, answer{req.URL.Path, resp.StatusCode, body})
	return resp, nil
}

// to returns the responses to one operation.
func (w *wire) to(path string) (answers []answer) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range w.answers {
		if a.path == path {
			answers = append(answers, a)
		}
	}
	return answers
}

// listener is a transport that passes each response to a function before the client reads it.
type listener struct{ heard func(answer) }

func (l listener) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := recorder.RoundTrip(req)
	if err == nil {
		l.heard(answer{path: req.URL.Path, status: resp.StatusCode})
	}
	return resp, err
}

func options(more ...seam.Option) []seam.Option {
	return append([]seam.Option{seam.WithEndpoint(address), seam.WithTransport(&recorder)}, more...)
}

func clientFor(t *testing.T, auth seam.Auth, more ...seam.Option) *seam.Client {
	t.Helper()
	client, err := seam.NewClient(auth, options(more...)...)
	check(t, err)
	return client
}
