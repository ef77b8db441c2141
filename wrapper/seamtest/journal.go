package seamtest

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Request is one call the server answered. Headers, and with them the API key, are not kept.
type Request struct {
	// Path is the operation, such as "/acs/credentials/create".
	Path string
	// Body is what the client sent, byte for byte. It is JSON if the client sent JSON.
	Body json.RawMessage
	// Status is the HTTP status of the answer.
	Status int
}

// Requests returns all calls so far in the order in which they were answered, refused ones and
// unknown paths included.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	calls := slices.Clone(s.journal)
	for i := range calls {
		calls[i].Body = bytes.Clone(calls[i].Body)
	}
	return calls
}

func (s *Server) record(path string, body []byte, status int) {
	s.journal = append(s.journal, Request{Path: path, Body: body, Status: status})
}
