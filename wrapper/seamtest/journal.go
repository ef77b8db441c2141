package seamtest

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/gen"
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
	// Body is what the client sent, byte for byte. It is JSON if the client sent JSON, and nil if
	// it was too long to be read (status 413).
	Body json.RawMessage
	// Params are the parameters as the server read them, from the body and the query: nil if they
	// could not be read.
	Params map[string]any
	// Status is the HTTP status of the answer, 0 if the call never arrived (see
	// [Server.ResetNext]).
	Status int
}

// WithJournalLimit makes the journal keep the last n requests. The default is 10,000, and whatever n
// is, no more than 64 MiB of bodies and headers are kept. WithJournalLimit panics if n is negative.
func WithJournalLimit(n int) Option {
	if n < 0 {
		panic(fmt.Sprintf("seamtest: WithJournalLimit: n is %d", n))
	}
	return func(s *Server) { s.config.journalLimit = &n }
}

// Requests returns the last calls in the order in which they were answered, refused ones and unknown
// paths included: all calls, unless [Server.DroppedRequests] says that there were more than the
// journal keeps.
func (s *Server) Requests() []Request {
	entries, _ := s.protocol.Journal()
	requests := make([]Request, 0, len(entries))
	for _, e := range entries {
		requests = append(requests, Request{
			Operation: gen.LookupOperation(e.Path()),
			Method:    e.Method(),
			Path:      e.Path(),
			Header:    e.Header().Clone(),
			Body:      append(json.RawMessage(nil), e.Body()...),
			Params:    e.Params(),
			Status:    e.Status,
		})
	}
	return requests
}

// DroppedRequests returns the number of calls that are no longer in [Server.Requests], because the
// journal was full: the oldest are dropped first.
func (s *Server) DroppedRequests() int {
	_, dropped := s.protocol.Journal()
	return dropped
}
