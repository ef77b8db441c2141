package seamtest

import (
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
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
	s.prepare("FailNext", path, protocol.Script{Fault: problem.New(status, errType, message)})
}

// LimitNext makes the next call to an operation fail with 429 and a Retry-After of whole seconds.
func (s *Server) LimitNext(path string, retryAfter time.Duration) {
	s.prepare("LimitNext", path, protocol.Script{Fault: protocol.TooMany(retryAfter)})
}

// RespondNext answers the next call to an operation with a status and a body as they are, such as
// the HTML page of a proxy. The call changes nothing.
func (s *Server) RespondNext(path string, status int, contentType, body string) {
	s.prepare("RespondNext", path, protocol.Script{Response: protocol.RawResponse(status, contentType, body)})
}

// ResetNext breaks the connection of the next call to an operation before the call is carried out.
func (s *Server) ResetNext(path string) {
	s.prepare("ResetNext", path, protocol.Script{LoseRequest: true})
}

// ResetAfterNext breaks the connection of the next call to an operation when the call has been
// carried out: its caller cannot know that it was.
func (s *Server) ResetAfterNext(path string) {
	s.prepare("ResetAfterNext", path, protocol.Script{LoseResponse: true})
}

// DelayNext makes the next call to an operation wait before anything happens to it; a fault or an
// answer for the same path then meets the same call. It waits with a timer, so that inside
// testing/synctest no time passes outside. A caller who gives up meanwhile has not made the call, and
// has used up what was prepared for it.
func (s *Server) DelayNext(path string, d time.Duration) {
	mustBeDocumented("DelayNext", path)
	s.protocol.Delay(path, d)
}

// OutageNext takes Seam out of service when the next call to an operation arrives. That call fails,
// and all after it: see [Server.SetOutage].
func (s *Server) OutageNext(path string) {
	s.prepare("OutageNext", path, protocol.Script{Fault: protocol.OutOfService(), Outage: true})
}

// SetOutage takes Seam out of service, or back into it: meanwhile every call fails with 503, and
// what was prepared for a call stays prepared.
func (s *Server) SetOutage(out bool) { s.protocol.SetOutage(out) }

// PassNext leaves the next n calls to an operation as they are, after those that something is
// prepared for already. What is prepared for the operation from then on meets the calls after them:
//
//	srv.PassNext("/acs/users/list", 2)
//	srv.ResetNext("/acs/users/list") // breaks the connection of the third call
//
// Calls count in the order in which they arrive. A page of a list is a call, and so is a retry; a
// call in an outage is none.
func (s *Server) PassNext(path string, n int) {
	mustBeDocumented("PassNext", path)
	mustNotBeNegative("PassNext", n)
	s.protocol.Pass(path, n)
}

// prepare prepares a call for one of the methods whose name ends in Next.
func (s *Server) prepare(method, path string, script protocol.Script) {
	mustBeDocumented(method, path)
	s.protocol.Prepare(path, script)
}

func mustBeDocumented(method, path string) {
	if gen.LookupOperation(path) == nil {
		panic(fmt.Sprintf("seamtest: %s: Seam documents no operation %q", method, path))
	}
}

func mustNotBeNegative(method string, n int) {
	if n < 0 {
		panic(fmt.Sprintf("seamtest: %s: n is %d; it says how many shall pass", method, n))
	}
}
