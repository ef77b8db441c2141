package seamtest

import (
	"encoding/json"
	"fmt"
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
	return func(s *Server) { s.journal.limit = n }
}

// Requests returns the last calls in the order in which they were answered, refused ones and unknown
// paths included: all calls, unless [Server.DroppedRequests] says that there were more than the
// journal keeps.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	calls := make([]Request, 0, len(s.journal.kept))
	for _, e := range s.journal.kept {
		calls = append(calls, e.request())
	}
	return calls
}

// DroppedRequests returns the number of calls that are no longer in [Server.Requests], because the
// journal was full: the oldest are dropped first.
func (s *Server) DroppedRequests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.journal.dropped
}

const (
	defaultJournalLimit = 10_000
	maxJournalBytes     = 64 << 20
)

// journal keeps the last calls, so that a server may run for days.
type journal struct {
	limit   int
	kept    []entry
	bytes   int // of all that is kept
	dropped int
}

func (j *journal) add(e entry) {
	j.kept = append(j.kept, e)
	j.bytes += e.size()
	for len(j.kept) > j.limit || j.bytes > maxJournalBytes {
		j.bytes -= j.kept[0].size()
		j.kept[0] = entry{} // so that it can be collected
		j.kept = j.kept[1:]
		j.dropped++
	}
}

// entry is a call as the journal keeps it.
type entry struct {
	op     *document.Operation
	in     *arrival
	status int
}

// size is what the sender decides of the memory of an entry.
func (e entry) size() int {
	n := len(e.in.base.Host) + len(e.in.base.Path) + len(e.in.body)
	for _, fields := range []map[string][]string{e.in.header, e.in.query} {
		for name, values := range fields {
			n += len(name)
			for _, value := range values {
				n += len(value)
			}
		}
	}
	return n
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
	s.journal.add(entry{op, &kept, status})
}
