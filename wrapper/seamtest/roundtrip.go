package seamtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"sync"
)

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
	out, err := s.serve(req.Context(), &arrival{method, base, req.URL.Query(), req.Header, body, tooLong})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		Status:        statusLine(out.status),
		StatusCode:    out.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        out.header,
		Body:          io.NopCloser(bytes.NewReader(out.body)),
		ContentLength: int64(len(out.body)),
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
