package seamtest

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

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

// ResetNext breaks the connection of the next call to an operation before the call is carried out.
func (s *Server) ResetNext(path string) { s.next("ResetNext", path, turn{lost: true}) }

// ResetAfterNext breaks the connection of the next call to an operation when the call has been
// carried out: its caller cannot know that it was.
func (s *Server) ResetAfterNext(path string) { s.next("ResetAfterNext", path, turn{unanswered: true}) }

// DelayNext makes the next call to an operation wait before anything happens to it; a fault or an
// answer for the same path then meets the same call. It waits with a timer, so that inside
// testing/synctest no time passes outside. A caller who gives up meanwhile has not made the call, and
// has used up what was prepared for it.
func (s *Server) DelayNext(path string, d time.Duration) {
	mustBeDocumented("DelayNext", path)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delays[path] = append(s.delays[path], d)
}

// OutageNext takes Seam out of service when the next call to an operation arrives. That call fails,
// and all after it: see [Server.SetOutage].
func (s *Server) OutageNext(path string) {
	s.next("OutageNext", path, turn{refusal: outOfService(), outage: true})
}

// SetOutage takes Seam out of service, or back into it: meanwhile every call fails with 503, and
// what was prepared for a call stays prepared.
func (s *Server) SetOutage(out bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outage = out
}

func outOfService() *refusal {
	return refuse(http.StatusServiceUnavailable, "service_unavailable", "Seam is out of service")
}
