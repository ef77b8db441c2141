package seamtest

import (
	"context"
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
)

// turn is what a test asked for the next call to an operation. The zero turn changes nothing.
type turn struct {
	refusal    *refusal                    // the call fails in Seam's form
	raw        *reply                      // the call is answered with bytes
	answer     answer                      // the call succeeds with a result of the test's
	played     bool                        // says that answer is set, be it empty
	change     func(answer map[string]any) // the call is performed, its answer changed
	lost       bool                        // the call never arrives
	unanswered bool                        // the call is performed, its answer never arrives
	outage     bool                        // Seam goes out of service
}

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
	s.mu.Lock()
	defer s.mu.Unlock()
	upTo := max(len(s.turns[path]), len(s.delays[path])) + n
	s.turns[path] = padded(s.turns[path], upTo)
	s.delays[path] = padded(s.delays[path], upTo)
}

// next prepares a call for one of the methods whose name ends in Next.
func (s *Server) next(method, path string, t turn) {
	mustBeDocumented(method, path)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turns[path] = append(s.turns[path], t)
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

// arrive takes what waits for a call, all at once: calls that overlap do not share it out.
func (s *Server) arrive(path string) (turn, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.outage {
		return turn{}, 0
	}
	now := take(s.turns, path)
	s.outage = now.outage
	return now, take(s.delays, path)
}

// take removes the first of what waits under a key, or returns the zero value.
func take[T any](waiting map[string][]T, key string) (first T) {
	if all := waiting[key]; len(all) > 0 {
		first, waiting[key] = all[0], all[1:]
	}
	return first
}

// padded has zero values at its end, up to a length.
func padded[T any](waiting []T, length int) []T {
	return append(waiting, make([]T, length-len(waiting))...)
}

// pause lets a call wait until its caller gives up.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
