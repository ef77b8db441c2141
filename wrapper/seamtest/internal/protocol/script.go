package protocol

import (
	"context"
	"net/http"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// Script is what a test prepared for the next call to an operation. The zero value changes nothing.
type Script struct {
	// Fault refuses the call.
	Fault *problem.Error
	// Response is sent as it is; the call is not carried out.
	Response *Response
	// Result is the result of the call, which is checked but not carried out.
	Result Body
	// Change changes the response after the call was carried out.
	Change func(response map[string]any)
	// LoseRequest breaks the connection before the call is carried out, LoseResponse after it.
	LoseRequest, LoseResponse bool
	// Outage puts Seam out of service.
	Outage bool
}

// Prepare adds a script for the next call to an operation that has none yet.
func (s *Server) Prepare(path string, script Script) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts[path] = append(s.scripts[path], script)
}

// Delay makes the next call to an operation wait that has no delay yet.
func (s *Server) Delay(path string, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delays[path] = append(s.delays[path], d)
}

// Pass leaves the next n calls to an operation as they are, after those that something is prepared for.
func (s *Server) Pass(path string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	length := max(len(s.scripts[path]), len(s.delays[path])) + n
	s.scripts[path] = padded(s.scripts[path], length)
	s.delays[path] = padded(s.delays[path], length)
}

// padded returns a list with zero values at its end, up to a length.
func padded[T any](list []T, length int) []T {
	return append(list, make([]T, length-len(list))...)
}

// SetOutage puts Seam out of service, or back into it. Meanwhile scripts and delays wait.
func (s *Server) SetOutage(out bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outage = out
}

// OutOfService refuses a call while Seam is out of service.
func OutOfService() *problem.Error {
	return problem.New(http.StatusServiceUnavailable, "service_unavailable", "Seam is out of service")
}

// nextScript takes everything that waits for a call at once, so that calls that overlap do not share
// it.
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

// takeFirst removes the first value under a key and returns it, or the zero value.
func takeFirst[T any](waiting map[string][]T, key string) (first T) {
	if all := waiting[key]; len(all) > 0 {
		first, waiting[key] = all[0], all[1:]
	}
	return first
}

// pause waits for a delay, or until the caller gives up.
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
