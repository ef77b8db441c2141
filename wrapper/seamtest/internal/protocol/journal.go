package protocol

import (
	"net/http"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

const (
	defaultJournalLimit = 10_000
	maxJournalBytes     = 64 << 20
)

// journal keeps the last requests, so that a server may run for days.
type journal struct {
	limit   int
	kept    []Entry
	bytes   int // of everything that is kept
	dropped int
}

// Entry is a request in the journal. What it returns must not be changed.
type Entry struct {
	// Status is the status of the response, 0 if the request was lost.
	Status int

	op      *document.Operation
	request *request
}

// Method returns the HTTP method.
func (e Entry) Method() string { return e.request.method }

// Path returns where the request was sent.
func (e Entry) Path() string { return e.request.base.Path }

// Header returns the headers without keys and tokens.
func (e Entry) Header() http.Header { return e.request.header }

// Body returns the body, nil if it was too long to be read.
func (e Entry) Body() []byte { return e.request.body }

// Params returns the parameters from body and query, nil if they could not be read.
func (e Entry) Params() map[string]any {
	if e.op == nil {
		return nil
	}
	params, _ := e.request.params(e.op) // A body that cannot be read is in Body.
	return params
}

// Journal returns the last requests, and the number of those that it no longer keeps.
func (s *Server) Journal() (entries []Entry, dropped int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Entry{}, s.journal.kept...), s.journal.dropped
}

// SetJournalLimit sets how many requests the journal keeps.
func (s *Server) SetJournalLimit(n int) { s.journal.limit = n }

func (j *journal) record(op *document.Operation, r *request, status int) {
	kept := *r
	kept.header = r.header.Clone()
	for _, name := range secretHeaders {
		kept.header.Del(name)
	}
	j.add(Entry{status, op, &kept})
}

func (j *journal) add(e Entry) {
	j.kept = append(j.kept, e)
	j.bytes += e.size()
	for len(j.kept) > j.limit || j.bytes > maxJournalBytes {
		j.bytes -= j.kept[0].size()
		j.kept[0] = Entry{} // so that it can be collected
		j.kept = j.kept[1:]
		j.dropped++
	}
}

// size is how many bytes of memory the sender decides.
func (e Entry) size() int {
	n := len(e.request.base.Host) + len(e.request.base.Path) + len(e.request.body)
	for _, fields := range []map[string][]string{e.request.header, e.request.query} {
		for name, values := range fields {
			n += len(name)
			for _, value := range values {
				n += len(value)
			}
		}
	}
	return n
}
