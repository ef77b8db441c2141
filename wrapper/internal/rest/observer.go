package rest

import (
	"context"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// Observer receives reports about calls, to log them. It is an interface so that a program that logs
// nothing is linked without the code that formats the lines.
type Observer interface {
	// Done is called at the end of each call that was begun; failure is nil if it succeeded.
	Done(ctx context.Context, r *Report, failure *Failure, took time.Duration)
	// Retry is called after an attempt that failed and will be repeated after wait.
	Retry(ctx context.Context, r *Report, failure *Failure, wait time.Duration)
	// Malformed is called for a response with values that do not fit. They may be personal, or a code
	// that opens a door: log only their paths.
	Malformed(ctx context.Context, r *Report, values []decode.Malformed)
}

// Report is what an [Observer] learns about a call. It is valid until the method returns.
type Report struct {
	// Path is the path of the operation.
	Path string
	// Attempts is the number of requests so far.
	Attempts int
	// Responded is true if a response to the last one arrived. Status and RequestID are its.
	Responded bool
	Status    int
	RequestID string
	// RequestBody and ResponseBody are what was sent and received. They may hold secrets: see Scrub.
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
