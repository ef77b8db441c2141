package seam

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// maxErrorBytes is how much of an answer that is an error is read and looked at. Seam's are far
// shorter; the page of some gateway may not be.
const maxErrorBytes = 256 << 10

// answer is what Seam answered to one attempt.
type answer struct {
	status    int
	requestID string
	// body is what of the answer was read. It is part of buffer.
	body     []byte
	buffer   *bytes.Buffer
	response *http.Response
	// decoded is true if the caller has the result, but for the misfits.
	decoded bool
	misfits []decode.Malformed
	// misfit is why the whole answer is none of what the caller asked for.
	misfit error
}

// errTooLong is an answer longer than WithMaxResponseBytes allows.
type errTooLong int64

func (e errTooLong) Error() string {
	return fmt.Sprintf("the answer is longer than %d bytes (WithMaxResponseBytes)", int64(e))
}

// read turns a response into an outcome. ctx is the attempt's.
func (c *caller) read(ctx context.Context, inv *invocation, resp *http.Response) outcome {
	a := &answer{
		status:    resp.StatusCode,
		requestID: inv.scrub.text(resp.Header.Get("Seam-Request-Id")),
		response:  resp,
	}
	switch {
	case a.status/100 == 2:
		return c.readResult(ctx, inv, a)
	case isRedirect(a.status):
		failure := newError(inv, a)
		failure.Message = inv.scrub.text(redirectMessage(c.endpoint, resp))
		return inv.classify(a, failure)
	default:
		return c.readError(ctx, inv, a)
	}
}

// readResult reads the body of a success.
func (c *caller) readResult(ctx context.Context, inv *invocation, a *answer) outcome {
	var err error
	if a.response.ContentLength > c.maxResponseBytes {
		err = errTooLong(c.maxResponseBytes)
	} else {
		err = a.receive(c.maxResponseBytes)
	}
	if err != nil {
		failure := newError(inv, a)
		failure.cause = inv.scrub.error(transportCause(ctx, err))
		_, tooLong := errors.AsType[errTooLong](err)
		return inv.unusable(a, failure, !tooLong)
	}
	problem, failed := a.examine(inv)
	if failed {
		return outcome{answer: a, failure: newError(inv, a)}
	}
	if problem != "" {
		failure := newError(inv, a)
		failure.Message = inv.scrub.text(problem)
		return inv.unusable(a, failure, false)
	}
	return outcome{answer: a}
}

// unusable is the outcome of a success whose body cannot be used. What Seam did is in doubt: it
// may not even have been Seam that answered.
func (inv *invocation) unusable(a *answer, failure *Error, transient bool) outcome {
	o := inv.inDoubt(failure)
	o.answer, o.transient = a, transient
	return o
}

// readError reads the body of an error as far as it comes: the status alone says most.
func (c *caller) readError(ctx context.Context, inv *invocation, a *answer) outcome {
	err := a.receive(min(c.maxResponseBytes, maxErrorBytes))
	failure := newError(inv, a)
	if _, tooLong := errors.AsType[errTooLong](err); err != nil && !tooLong {
		failure.cause = inv.scrub.error(transportCause(ctx, err))
	}
	return inv.classify(a, failure)
}
