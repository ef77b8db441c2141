package rest

import (
	"context"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// Observer receives reports about calls, for a log. It is an interface so that a program without a log is
// linked without the code that formats it.
type Observer interface {
	// Done is called at the end of each call that was begun. failure is nil if the call succeeded.
	Done(ctx context.Context, r *Report, failure *Failure, took time.Duration)
	// Retry is called after a failed attempt that will be repeated after wait.
	Retry(ctx context.Context, r *Report, failure *Failure, wait time.Duration)
	// Malformed is called for a response with values that do not fit. Log only their paths: the values may
	// be personal, or a code that opens a door.
	Malformed(ctx context.Context, r *Report, values []decode.Malformed)
}

// Report describes a call to an [Observer]. It is valid until the method returns.
type Report struct {
	// Path is the path of the operation.
	Path string
	// Attempts is the number of requests so far.
	Attempts int
	// Responded is true if the last request got a response. Status and RequestID belong to that response.
	Responded bool
	Status    int
	RequestID string
	// RequestBody and ResponseBody may contain secrets: see Scrub.
	RequestBody, ResponseBody []byte
	// Scrub removes the credentials of the call from text.
	Scrub redact.Scrubber
}

// report describes the call after its last response, nil for none.
func (c *Call) report(last *response) *Report {
	r := &Report{Path: c.Path, Attempts: c.result.Attempts, RequestBody: c.body, Scrub: c.scrub}
	if last != nil {
		r.Responded, r.Status, r.RequestID, r.ResponseBody = true, last.status, last.requestID, last.body
	}
	return r
}
