package seamtest

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/gen"
)

// Request is one call that arrived at the server.
type Request struct {
	// Operation is the operation that was called, or nil if Seam does not document the path.
	Operation *gen.Operation
	// Method is the HTTP method, such as "POST".
	Method string
	// Path is the path of the request URL, such as "/acs/credentials/create".
	Path string
	// Header holds the request headers without keys, tokens and cookies.
	Header http.Header
	// Body is the request body, byte for byte. It is JSON only if the client sent JSON. It is nil if the
	// body was too long to be read (status 413).
	Body json.RawMessage
	// Params holds the parameters decoded from the body and the query, or nil if decoding failed.
	Params map[string]any
	// Status is the HTTP status of the response, or 0 if [Server.ResetNext] broke the connection.
	Status int
}

// WithJournalLimit sets how many requests the journal keeps. The default is 10,000. The journal never
// keeps more than 64 MiB of bodies and headers. WithJournalLimit panics if n is negative.
func WithJournalLimit(n int) Option {
	if n < 0 {
		panic(fmt.Sprintf("seamtest: WithJournalLimit: n is %d; it must not be negative", n))
	}
	return func(s *Server) { s.config.journalLimit = &n }
}

// Requests returns the calls in the journal, in the order in which the server processed them. They
// include failed calls and unknown paths. Old calls are missing if [Server.DroppedRequests] is not 0.
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

// DroppedRequests returns the number of calls that [Server.Requests] no longer returns because the
// journal was full. The oldest calls are dropped first.
func (s *Server) DroppedRequests() int {
	_, dropped := s.protocol.Journal()
	return dropped
}
