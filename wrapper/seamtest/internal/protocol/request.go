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
	base   url.URL // the URL without the query
	query  url.Values
	header http.Header
	body   []byte

	tooLong bool // the body was longer than maxBody; body is then nil
}

// ServeHTTP handles one request that arrived over a socket. As with Seam, web pages of every origin
// may call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	openToBrowsers(w.Header())
	body, tooLong, err := readLimited(r.Body)
	if err != nil {
		// The client disconnected or broke the protocol, so there is no whole request to process.
		failure(problem.Invalid("", "The request body could not be read")).write(w)
		return
	}
	base := url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path}
	if r.TLS != nil {
		base.Scheme = "https"
	}
	resp, err := s.dispatch(r.Context(), &request{r.Method, base, r.URL.Query(), r.Header, body, tooLong})
	if err != nil {
		panic(http.ErrAbortHandler) // makes net/http break the connection
	}
	resp.write(w)
}

// RoundTrip handles one request in the caller's goroutine, without a network. It ignores the host of
// the URL.
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
		method = http.MethodGet // the default of net/http
	}
	base := url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host, Path: req.URL.Path}
	resp, err := s.dispatch(req.Context(), &request{method, base, req.URL.Query(), req.Header, body, tooLong})
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

// readBody reads the request body and closes it, because a RoundTripper must always close it. A read may
// block, for example on a pipe. When the context of the request ends, readBody closes the body to
// unblock the read.
func readBody(req *http.Request) (body []byte, tooLong bool, err error) {
	ctx := req.Context()
	if req.Body == nil {
		return nil, false, context.Cause(ctx)
	}
	// The body is only read, so an error of Close can be ignored.
	closeOnce := sync.OnceFunc(func() { _ = req.Body.Close() })
	defer closeOnce()
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		closeOnce()
	})
	body, tooLong, err = readLimited(req.Body)
	if !stop() {
		<-closed // Close must not run after readBody returned.
	}
	if ctx.Err() != nil {
		return nil, false, context.Cause(ctx)
	}
	return body, tooLong, err
}

// maxBody is the maximum length of a request body in bytes. Seam documents no limit, but normal requests
// are much shorter.
const maxBody = 1 << 20

// readLimited reads a whole body. It reports tooLong and returns no body if it is longer than maxBody.
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

// params decodes the parameters of a request from the query and from the body, which must be a JSON
// object or empty. The body takes precedence.
func (r *request) params(op *document.Operation) (map[string]any, error) {
	fields := op.Bind(r.query)
	if len(r.body) == 0 {
		return fields, nil
	}
	if !strings.Contains(r.header.Get("Content-Type"), "application/json") {
		return nil, problem.New(http.StatusBadRequest, "invalid_content_type", "A body needs the Content-Type application/json")
	}
	bodyFields, err := wire.ParseObject(r.body)
	if err != nil {
		return nil, problem.Invalid("", "The request body is not a JSON object")
	}
	maps.Copy(fields, bodyFields)
	return fields, nil
}
