package protocol

import (
	"net/http"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

const (
	defaultJournalLimit = 10_000
	maxJournalBytes     = 64 << 20
)

// journal keeps the last requests. Its size is limited because a server may run for days.
type journal struct {
	limit   int
	kept    []Entry
	bytes   int // total size of kept
	dropped int
}

// Entry is a request in the journal. Callers must not modify the values that its methods return.
type Entry struct {
	// Status is the status of the response, or 0 if the connection broke before the call was processed.
	Status int

	op      *document.Operation
	request *request
}

// Method returns the HTTP method.
func (e Entry) Method() string { return e.request.method }

// Path returns the path of the request URL.
func (e Entry) Path() string { return e.request.base.Path }

// Header returns the headers without keys and tokens.
func (e Entry) Header() http.Header { return e.request.header }

// Body returns the body, or nil if it was too long to be read.
func (e Entry) Body() []byte { return e.request.body }

// Params returns the parameters from body and query, or nil if decoding them failed.
func (e Entry) Params() map[string]any {
	if e.op == nil {
		return nil
	}
	params, _ := e.request.params(e.op) // A body that is not a JSON object is available from Body.
	return params
}

// Journal returns the requests in the journal, and the number of older requests that it dropped.
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
		j.kept[0] = Entry{} // lets the garbage collector free it
		j.kept = j.kept[1:]
		j.dropped++
	}
}

// size returns the number of bytes in the parts of a request that have no fixed size.
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
