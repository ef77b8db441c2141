package contract

import (
	"bytes"
	"io"
	"net/http"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

// wire is the transport. It records the first request and responds to it with answer, and to the
// others with rest.
type wire struct {
	answer, rest []byte

	calls int
	path  string
	sent  []byte
}

// reset starts again: the next request is the first.
func (w *wire) reset(answer, rest []byte) { *w = wire{answer: answer, rest: rest} }

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	answer := w.rest
	if w.calls == 0 {
		answer, w.path, w.sent = w.answer, req.URL.Path, body
	}
	w.calls++
	return &http.Response{
		StatusCode: http.StatusOK,
		Header:     http.Header{"Content-Type": {"application/json"}},
		Body:       io.NopCloser(bytes.NewReader(answer)),
		Request:    req,
	}, nil
}

func newClient(t *testing.T) (*seam.Client, *wire) {
	t.Helper()
	w := &wire{}
	client, err := seam.NewClient(seam.APIKey("seam_contract1_0123456789"), seam.WithTransport(w), seam.WithRetries(0))
	if err != nil {
		t.Fatal(err)
	}
	return client, w
}
