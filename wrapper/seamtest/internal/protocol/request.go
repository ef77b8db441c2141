package protocol

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// request is a request as it arrived, over a socket or in memory.
type request struct {
	method string
	base   url.URL // where it was sent, without the query
	query  url.Values
	header http.Header
	body   []byte

	tooLong bool // the body was longer than the server reads, and is not in body
}

// ServeHTTP answers one request over a socket. Pages of every origin may call, as with Seam.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	openToBrowsers(w.Header())
	body, tooLong, err := readLimited(r.Body)
	if err != nil {
		// The client is gone or broke the protocol: there is no request to check or to record.
		failure(problem.Invalid("", "The request body could not be read")).write(w)
		return
	}
	base := url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path}
	if r.TLS != nil {
		base.Scheme = "https"
	}
	resp, err := s.serve(r.Context(), &request{r.Method, base, r.URL.Query(), r.Header, body, tooLong})
	if err != nil {
		panic(http.ErrAbortHandler) // net/http's way to break the connection
	}
	resp.write(w)
}

// RoundTrip answers one request in the caller's goroutine, without a network. It serves any host:
// only the path counts.
func (s *Server) RoundTrip(req *http.Request) (*http.Response, error) {
	body, tooLong, err := readBody(req)
	if err != nil {
		return nil, err
	}
	if req.URL == nil {
		return nil, errors.New("seamtest: request has no URL")
	}
	method := req.Method
	if method == "" {
		method = http.MethodGet // as net/http reads it
	}
	base := url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host, Path: req.URL.Path}
	resp, err := s.serve(req.Context(), &request{method, base, req.URL.Query(), req.Header, body, tooLong})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		Status:        fmt.Sprintf("%d %s", resp.status, http.StatusText(resp.status)),
		StatusCode:    resp.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        resp.header,
		Body:          io.NopCloser(bytes.NewReader(resp.body)),
		ContentLength: int64(len(resp.body)),
		Request:       req,
	}, nil
}

// readBody reads the request body and closes it, as a RoundTripper must in every case.
// A read may block, on a pipe for example; when the request's context ends, closing the body is the
// one way to get out of it.
func readBody(req *http.Request) (body []byte, tooLong bool, err error) {
	ctx := req.Context()
	if req.Body == nil {
		return nil, false, context.Cause(ctx)
	}
	// Nothing was written to the body, so a Close that fails loses nothing.
	closeOnce := sync.OnceFunc(func() { _ = req.Body.Close() })
	defer closeOnce()
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		closeOnce()
	})
	body, tooLong, err = readLimited(req.Body)
	if !stop() {
		<-closed // Nothing of this call may run after it returned.
	}
	if ctx.Err() != nil {
		return nil, false, context.Cause(ctx)
	}
	return body, tooLong, err
}

// maxBody is the longest request body that the server reads. Seam documents no limit; no request of
// its API comes near this one.
const maxBody = 1 << 20

// readLimited reads a body to its end, or reports that it is too long.
func readLimited(from io.Reader) (body []byte, tooLong bool, err error) {
	if from == nil {
		return nil, false, nil
	}
	body, err = io.ReadAll(io.LimitReader(from, maxBody+1))
	if len(body) > maxBody {
		return nil, true, nil
	}
	return body, false, err
}

func bodyTooLong() error {
	return problem.New(http.StatusRequestEntityTooLarge, "payload_too_large", fmt.Sprintf("The request body is longer than %d bytes", maxBody))
}

// params reads the parameters of a request. They come in the body, as a JSON object, or in the
// query, where GET and DELETE have them; no body means no parameters.
func (r *request) params(op *document.Operation) (map[string]any, error) {
	fields := op.Bind(r.query)
	if len(r.body) == 0 {
		return fields, nil
	}
	if !strings.Contains(r.header.Get("Content-Type"), "application/json") {
		return nil, problem.New(http.StatusBadRequest, "invalid_content_type", "A body needs the Content-Type application/json")
	}
	sent, err := wire.ParseObject(r.body)
	if err != nil {
		return nil, problem.Invalid("", "The request body is not a JSON object")
	}
	maps.Copy(fields, sent)
	return fields, nil
}
