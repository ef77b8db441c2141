package protocol

import (
	"context"
	"net/http"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// Script changes one call to an operation, as a test prepared it. The zero value changes nothing.
type Script struct {
	// Fault is returned instead of processing the call.
	Fault *problem.Error
	// Response is sent unchanged instead of processing the call.
	Response *Response
	// Result replaces the result of the handler, which is not called. The request is still validated.
	Result Body
	// Change edits the response after the call was processed.
	Change func(response map[string]any)
	// LoseRequest breaks the connection before the call is processed, LoseResponse after it.
	LoseRequest, LoseResponse bool
	// Late breaks the connection, and processes the call after this time, if it is not zero.
	Late time.Duration
	// Outage starts an outage.
	Outage bool
}

// Prepare adds a script for the next call to an operation that has no script yet.
func (s *Server) Prepare(path string, script Script) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts[path] = append(s.scripts[path], script)
}

// Delay adds a delay for the next call to an operation that has no delay yet.
func (s *Server) Delay(path string, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delays[path] = append(s.delays[path], d)
}

// Pass leaves n calls to an operation unchanged, after the calls that have a script or a delay.
func (s *Server) Pass(path string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	length := max(len(s.scripts[path]), len(s.delays[path])) + n
	s.scripts[path] = padded(s.scripts[path], length)
	s.delays[path] = padded(s.delays[path], length)
}

// padded appends zero values to a list until it has the given length.
func padded[T any](list []T, length int) []T {
	return append(list, make([]T, length-len(list))...)
}

// SetOutage starts or ends an outage. Calls during an outage use up no scripts or delays.
func (s *Server) SetOutage(out bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outage = out
}

// OutOfService returns the error of every call during an outage.
func OutOfService() *problem.Error {
	return problem.New(http.StatusServiceUnavailable, "service_unavailable", "Seam is out of service")
}

// nextScript removes and returns the script and the delay of the next call. It takes both under one
// lock, so that concurrent calls do not get parts of the same preparation.
func (s *Server) nextScript(path string) (Script, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.outage {
		return Script{}, 0
	}
	script := takeFirst(s.scripts, path)
	s.outage = script.Outage
	return script, takeFirst(s.delays, path)
}

// takeFirst removes the first value under a key and returns it. It returns the zero value if there is
// none.
func takeFirst[T any](queues map[string][]T, key string) (first T) {
	if queue := queues[key]; len(queue) > 0 {
		first, queues[key] = queue[0], queue[1:]
	}
	return first
}

// pause waits for d. It returns an error if ctx ends first.
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
