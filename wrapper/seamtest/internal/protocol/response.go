package protocol

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Response is a complete HTTP response.
type Response struct {
	status int
	header http.Header
	body   []byte

	foreign bool // a proxy sent it and not Seam, so it has no request ID of Seam's
}

// RawResponse returns a response that need not be in Seam's form. If it is not JSON, it is that of a proxy.
func RawResponse(status int, contentType, body string) *Response {
	header := http.Header{"Content-Type": {contentType}, "Content-Length": {strconv.Itoa(len(body))}}
	return &Response{status: status, header: header, body: []byte(body), foreign: !strings.Contains(contentType, "json")}
}

// newResponse returns the result of a handler as a response in Seam's form. For a paged operation whose
// result is a whole list, it adds a "pagination" object without a next page.
func (s *Server) newResponse(op *document.Operation, result any) *Response {
	envelope := wire.Object{"ok": true}
	switch result := result.(type) {
	case success:
	case Body:
		maps.Copy(envelope, result)
	case Page:
		envelope[op.Key], envelope["pagination"] = result.Items, result.Pagination
	default:
		if op.Key == "" {
			panic(fmt.Sprintf("seamtest: %s has no key for its result: return a Body", op.Path))
		}
		envelope[op.Key] = result
	}
	if op.Paged && envelope["pagination"] == nil {
		envelope["pagination"] = &Pagination{}
	}
	header := http.Header{}
	if op.Lacks(envelope) {
		envelope = wire.Snapshot(envelope)
		for _, field := range op.Fill(envelope, s.exampleSource()) {
			header.Add(FilledHeader, field)
		}
	}
	return jsonResponse(http.StatusOK, header, envelope)
}

// failure returns an error as a response in Seam's form. It panics unless err is a [problem.Error].
func failure(err error) *Response {
	e, ok := errors.AsType[*problem.Error](err)
	if !ok {
		panic(fmt.Sprintf("seamtest: a handler returned an error of type %T: %v", err, err))
	}
	header := http.Header{}
	maps.Copy(header, e.Header)
	return jsonResponse(e.Status, header, wire.Object{"error": e.Body(), "ok": false})
}

func jsonResponse(status int, header http.Header, envelope wire.Object) *Response {
	body := wire.Marshal(envelope)
	header.Set("Content-Type", "application/json; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	return &Response{status: status, header: header, body: body}
}

// applyChange returns the response after the function of a test changed it. Error responses are not
// changed.
func (r *Response) applyChange(change func(response map[string]any)) *Response {
	if r.status != http.StatusOK {
		return r
	}
	var envelope wire.Object
	if err := json.Unmarshal(r.body, &envelope); err != nil {
		panic(fmt.Sprintf("seamtest: ChangeNext: %v", err))
	}
	change(envelope)
	return jsonResponse(r.status, r.header, envelope)
}

func (r *Response) write(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) // Write fails only if the client disconnected.
}
