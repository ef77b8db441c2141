package seam

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// maxErrorBytes is how much of an error response is read. Seam's are far shorter; the page of some
// gateway may not be.
const maxErrorBytes = 256 << 10

// answer is the response to one attempt.
type answer struct {
	status    int
	requestID string
	// body is what of the response was read. It is part of buffer.
	body     []byte
	buffer   *bytes.Buffer
	response *http.Response
	// decoded is true if the caller has the result, except for the malformed values.
	decoded   bool
	malformed []decode.Malformed
	// mismatch is why the response as a whole does not fit what the caller asked for.
	mismatch error
}

// errTooLong is a response longer than WithMaxResponseBytes allows.
type errTooLong int64

func (e errTooLong) Error() string {
	return fmt.Sprintf("the response is longer than %d bytes (WithMaxResponseBytes)", int64(e))
}

// maxRequestID is far beyond any request id, and keeps one from filling a log.
const maxRequestID = 128

// read turns a response into an outcome. ctx is the attempt's.
func (c *caller) read(ctx context.Context, inv *invocation, resp *http.Response) outcome {
	a := &answer{
		status:    resp.StatusCode,
		requestID: redact.Shorten(inv.scrub.Text(resp.Header.Get("Seam-Request-Id")), maxRequestID),
		response:  resp,
	}
	switch {
	case a.status/100 == 2:
		return c.readResult(ctx, inv, a)
	case a.status < 200:
		// The connection speaks another protocol now: there is no body, and reading would wait for
		// one beyond the end of ctx.
		return inv.classify(a, newError(inv, a))
	case isRedirect(a.status):
		failure := newError(inv, a)
		failure.Message = inv.scrub.Text(redirectMessage(c.endpoint, resp))
		return inv.classify(a, failure)
	default:
		return c.readError(ctx, inv, a)
	}
}

// readResult reads the body of a success. A 2xx that is not Seam's says nothing about the operation:
// the request may have been processed.
func (c *caller) readResult(ctx context.Context, inv *invocation, a *answer) outcome {
	if err := c.receiveResult(a); err != nil {
		failure := newError(inv, a)
		failure.Message = "" // Not of the part that arrived.
		failure.cause = inv.scrub.Error(transportCause(ctx, err))
		return outcome{answer: a, failure: failure, retryable: isBroken(err)}
	}
	problem, rejected := a.decodeBody(inv)
	switch {
	case rejected:
		failure := newError(inv, a)
		failure.rejected = true
		return outcome{answer: a, failure: failure, notProcessed: true}
	case problem != "":
		failure := newError(inv, a)
		failure.Message = joinNonEmpty(": ", inv.scrub.Text(problem), failure.Message)
		return outcome{answer: a, failure: failure}
	default:
		return outcome{answer: a}
	}
}

// receiveResult refuses a response that says it is too long before reading it.
func (c *caller) receiveResult(a *answer) error {
	if a.response.ContentLength > c.maxResponseBytes {
		return errTooLong(c.maxResponseBytes)
	}
	return a.receive(c.maxResponseBytes)
}

// isBroken is true for a body that may arrive whole the next time.
func isBroken(err error) bool {
	_, tooLong := errors.AsType[errTooLong](err)
	_, compressed := errors.AsType[errCompressed](err)
	return !tooLong && !compressed
}

// readError reads the body of an error as far as it comes: the status alone says most.
func (c *caller) readError(ctx context.Context, inv *invocation, a *answer) outcome {
	err := a.receive(min(c.maxResponseBytes, maxErrorBytes))
	failure := newError(inv, a)
	if _, tooLong := errors.AsType[errTooLong](err); err != nil && !tooLong {
		failure.cause = inv.scrub.Error(transportCause(ctx, err))
	}
	return inv.classify(a, failure)
}
