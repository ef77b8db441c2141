package seamtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/seam-go/seam/gen"
)

// turn is what a test asked for the next call to an operation.
type turn struct {
	refusal    *refusal // the call fails in Seam's form
	raw        *reply   // the call is answered with bytes
	answer     answer   // the call succeeds with a result of the test's
	played     bool     // says that answer is set, be it empty
	lost       bool     // the call never arrives
	unanswered bool     // the call is performed, its answer never arrives
}

// FailNext makes the next call to an operation fail, whatever it asks for: path is the operation's,
// such as "/acs/credentials/create", status the HTTP status, errType and message what Seam's error
// would say. The call changes nothing. Faults and answers for one path are used up in the order in
// which they were given.
//
// It panics if Seam documents no such operation or if status is no error, because a fault that
// never comes would let a test pass for nothing. So do the other methods that prepare a call.
func (s *Server) FailNext(path string, status int, errType, message string) {
	if status < 400 || status > 599 {
		panic(fmt.Sprintf("seamtest: FailNext: status %d is no error", status))
	}
	s.next("FailNext", path, turn{refusal: refuse(status, errType, message)})
}

// LimitNext makes the next call to an operation fail with 429 and a Retry-After of whole seconds.
func (s *Server) LimitNext(path string, retryAfter time.Duration) {
	s.next("LimitNext", path, turn{refusal: tooMany(retryAfter)})
}

// RespondNext answers the next call to an operation with a status and a body as they are, such as
// the HTML page of a proxy. The call changes nothing.
func (s *Server) RespondNext(path string, status int, contentType, body string) {
	header := http.Header{"Content-Type": {contentType}, "Content-Length": {strconv.Itoa(len(body))}}
	s.next("RespondNext", path, turn{raw: &reply{status, header, []byte(body)}})
}

// AnswerNext lets the next call to an operation succeed with a result of the test's own, if the
// document has nothing against the request: value is what stands under the operation's key in the
// answer, such as a [gen.ACSCredential] for "/acs/credentials/get" and a list of them for
// "/acs/credentials/list". For an operation without a key, value is the whole answer, a JSON object.
// The call changes nothing, and value is not checked: Seam's answers do not always fit its document
// either.
func (s *Server) AnswerNext(path string, value any) {
	op := gen.LookupOperation(path)
	result := answer{}
	switch raw, err := json.Marshal(value); {
	case err != nil:
		panic(fmt.Sprintf("seamtest: AnswerNext: %v", err))
	case op != nil && op.Key != "":
		result[op.Key] = json.RawMessage(raw)
	case json.Unmarshal(raw, &result) != nil:
		panic(fmt.Sprintf("seamtest: AnswerNext: %s has no key in its answer: value must be a JSON object", path))
	}
	if op != nil && op.Kind == gen.Paged {
		result["pagination"] = &pagination{}
	}
	s.next("AnswerNext", path, turn{answer: result, played: true})
}

// ResetNext breaks the connection of the next call to an operation before the call is carried out.
func (s *Server) ResetNext(path string) { s.next("ResetNext", path, turn{lost: true}) }

// ResetAfterNext breaks the connection of the next call to an operation when the call has been
// carried out: its caller cannot know that it was.
func (s *Server) ResetAfterNext(path string) { s.next("ResetAfterNext", path, turn{unanswered: true}) }

// DelayNext makes the next call to an operation wait before anything happens to it; a fault or an
// answer for the same path then meets the same call. It waits with a timer, so that inside
// testing/synctest no time passes outside. A caller who gives up meanwhile has not made the call.
func (s *Server) DelayNext(path string, d time.Duration) {
	mustBeDocumented("DelayNext", path)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.delays == nil {
		s.delays = make(map[string][]time.Duration)
	}
	s.delays[path] = append(s.delays[path], d)
}

// SetOutage takes Seam out of service, or back into it: meanwhile every call fails with 503, and
// what was prepared for a call stays prepared.
func (s *Server) SetOutage(out bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outage = out
}

func mustBeDocumented(method, path string) {
	if gen.LookupOperation(path) == nil {
		panic(fmt.Sprintf("seamtest: %s: Seam documents no operation %q", method, path))
	}
}

func (s *Server) next(method, path string, t turn) {
	mustBeDocumented(method, path)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.turns == nil {
		s.turns = make(map[string][]turn)
	}
	s.turns[path] = append(s.turns[path], t)
}

// nextTurn takes what waits for a call to a path; the zero turn changes nothing.
func (s *Server) nextTurn(path string) turn {
	waiting := s.turns[path]
	if len(waiting) == 0 || s.outage {
		return turn{}
	}
	s.turns[path] = waiting[1:]
	return waiting[0]
}

// delay lets a call wait, if a test asked for it, until its caller gives up.
func (s *Server) delay(ctx context.Context, path string) error {
	s.mu.Lock()
	waiting := s.delays[path]
	if len(waiting) > 0 {
		s.delays[path] = waiting[1:]
	}
	s.mu.Unlock()
	if len(waiting) == 0 {
		return nil
	}
	timer := time.NewTimer(waiting[0])
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
