package seamtest

import (
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

// FailNext makes the next call to the operation at path, such as "/acs/credentials/create", fail with
// an HTTP status and an error in Seam's form. The request is not validated, and the call has no
// effect. Several faults and results for one path apply to successive calls.
//
// FailNext panics if status is not an error status. Like the other methods whose name ends in Next, it
// also panics if Seam does not document the operation, because the fault would never occur.
func (s *Server) FailNext(path string, status int, errType, message string) {
	if status < 400 || status > 599 {
		panic(fmt.Sprintf("seamtest: FailNext: status %d is not an error status: use 400 to 599", status))
	}
	s.prepare("FailNext", path, protocol.Script{Fault: problem.New(status, errType, message)})
}

// LimitNext makes the next call to an operation fail with status 429. The Retry-After header holds
// retryAfter, rounded up to whole seconds and at least one.
func (s *Server) LimitNext(path string, retryAfter time.Duration) {
	s.prepare("LimitNext", path, protocol.Script{Fault: protocol.TooMany(retryAfter)})
}

// RespondNext returns the given status and body from the next call to an operation. The call has no
// effect. If the content type is not JSON, the response is that of a proxy and has no request ID of Seam's.
func (s *Server) RespondNext(path string, status int, contentType, body string) {
	s.prepare("RespondNext", path, protocol.Script{Response: protocol.RawResponse(status, contentType, body)})
}

// ResetNext breaks the connection of the next call to an operation before the call is processed.
func (s *Server) ResetNext(path string) {
	s.prepare("ResetNext", path, protocol.Script{LoseRequest: true})
}

// ResetAfterNext breaks the connection of the next call to an operation after the call was processed.
// The caller cannot know whether it was.
func (s *Server) ResetAfterNext(path string) {
	s.prepare("ResetAfterNext", path, protocol.Script{LoseResponse: true})
}

// ResetDuringNext breaks the connection of the next call to an operation while the call is in progress: the
// server processes it d later. A program that checks at once whether the call had an effect finds none, and
// creates a second object if it then sends the call again.
//
// The server processes the call at the start of the first call at or after that time, or by
// [Server.CatchUp], and records it in the journal then. ResetDuringNext panics if d is not positive.
func (s *Server) ResetDuringNext(path string, d time.Duration) {
	if d <= 0 {
		panic(fmt.Sprintf("seamtest: ResetDuringNext: d is %v; it must be positive; see ResetAfterNext", d))
	}
	s.prepare("ResetDuringNext", path, protocol.Script{Late: d})
}

// DelayNext delays the next call to an operation before it is processed. The same call also gets the
// next fault or result that is prepared for the path. The delay uses a timer, so it takes no real time
// inside testing/synctest. If the context of the call ends first, the call is not processed, and its
// delay, fault and result do not apply to a later call.
func (s *Server) DelayNext(path string, d time.Duration) {
	mustBeDocumented("DelayNext", path)
	s.protocol.Delay(path, d)
}

// OutageNext starts an outage when the next call to an operation arrives. That call and all later ones
// fail; see [Server.SetOutage].
func (s *Server) OutageNext(path string) {
	s.prepare("OutageNext", path, protocol.Script{Fault: protocol.OutOfService(), Outage: true})
}

// SetOutage starts or ends an outage. During an outage every call fails with status 503. Faults,
// results and delays for later calls are kept.
func (s *Server) SetOutage(out bool) { s.protocol.SetOutage(out) }

// PassNext leaves the next n calls to an operation unchanged. They follow the calls that already have a
// fault, result or delay. Those prepared later apply to the calls after them:
//
//	srv.PassNext("/acs/users/list", 2)
//	srv.ResetNext("/acs/users/list") // breaks the connection of the third call
//
// Calls count in the order in which they arrive. Each page of a list and each retry counts as a call.
// Calls during an outage do not count.
func (s *Server) PassNext(path string, n int) {
	mustBeDocumented("PassNext", path)
	mustNotBeNegative("PassNext", n)
	s.protocol.Pass(path, n)
}

// prepare adds a script for the next call to an operation. The method name appears in panics.
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
		panic(fmt.Sprintf("seamtest: %s: n is %d; it must not be negative", method, n))
	}
}
