package seamtest

import (
	"encoding/json"
	"net/http"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// Request is one call that arrived at the server.
type Request struct {
	// Operation is what was called, nil for a path that Seam does not document.
	Operation *gen.Operation
	// Method is the HTTP method, such as "POST".
	Method string
	// Path is where the request was sent, such as "/acs/credentials/create".
	Path string
	// Header is what the client sent, without the keys and tokens that let it in.
	Header http.Header
	// Body is what the client sent, byte for byte. It is JSON if the client sent JSON.
	Body json.RawMessage
	// Params are the parameters as the server read them, from the body and the query: nil if they
	// could not be read.
	Params map[string]any
	// Status is the HTTP status of the answer, 0 if the call never arrived (see
	// [Server.ResetNext]).
	Status int
}

// entry is a call as the journal keeps it.
type entry struct {
	op     *document.Operation
	in     *arrival
	status int
}

// Requests returns all calls so far in the order in which they were answered, refused ones and
// unknown paths included.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	calls := make([]Request, 0, len(s.journal))
	for _, e := range s.journal {
		calls = append(calls, e.request())
	}
	return calls
}

// request makes a copy that the test may keep and change.
func (e entry) request() Request {
	r := Request{
		Operation: gen.LookupOperation(e.in.base.Path),
		Method:    e.in.method,
		Path:      e.in.base.Path,
		Header:    e.in.header.Clone(),
		Body:      append(json.RawMessage(nil), e.in.body...),
		Status:    e.status,
	}
	if e.op != nil {
		r.Params, _ = e.in.params(e.op) // A body that cannot be read is in Body.
	}
	return r
}

func (s *Server) record(op *document.Operation, in *arrival, status int) {
	kept := *in
	kept.header = in.header.Clone()
	for _, name := range secretHeaders {
		kept.header.Del(name)
	}
	s.journal = append(s.journal, entry{op, &kept, status})
}
