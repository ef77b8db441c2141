package rest

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

// response is the response to one attempt.
type response struct {
	status    int
	requestID string
	// body is the part of the response that was read. It is part of buffer.
	body   []byte
	buffer *bytes.Buffer
	http   *http.Response
	// decoded is true if the caller has the result, except for the malformed values.
	decoded   bool
	malformed []decode.Malformed
	// mismatch is why the response as a whole does not fit what the caller asked for.
	mismatch error
}

// unreadError reports a body that the client refuses to read, now and after a retry.
type unreadError struct {
	text    string
	tooLong bool
}

func (e *unreadError) Error() string { return e.text }

func tooLongError(limit int64) error {
	return &unreadError{fmt.Sprintf("the response is longer than %d bytes (WithMaxResponseBytes)", limit), true}
}

func isTooLong(err error) bool {
	e, ok := errors.AsType[*unreadError](err)
	return ok && e.tooLong
}

// maxRequestID is far beyond any request id, and keeps one from filling a log.
const maxRequestID = 128

// read turns a response into an outcome. ctx is the attempt's.
func (cl *Client) read(ctx context.Context, c *Call, resp *http.Response) outcome {
	r := &response{
		status:    resp.StatusCode,
		requestID: redact.Shorten(c.scrub.Text(resp.Header.Get("Seam-Request-Id")), maxRequestID),
		http:      resp,
	}
	switch {
	case r.status/100 == 2:
		return cl.readResult(ctx, c, r)
	case r.status < 200:
		// The connection speaks another protocol now: there is no body, and reading would wait for
		// one beyond the end of ctx.
		return c.classify(r, newFailure(c, r))
	case isRedirect(r.status):
		failure := newFailure(c, r)
		failure.Message = c.scrub.Text(redirectMessage(cl.endpoint, resp))
		return c.classify(r, failure)
	default:
		return cl.readError(ctx, c, r)
	}
}

// readResult reads the body of a success. A 2xx that is not Seam's says nothing about the operation:
// the request may have been processed.
func (cl *Client) readResult(ctx context.Context, c *Call, r *response) outcome {
	if err := cl.receiveResult(r); err != nil {
		failure := newFailure(c, r)
		failure.Message = "" // Not of the part that arrived.
		failure.Cause = c.scrub.Error(transportCause(ctx, err))
		return outcome{response: r, failure: failure, retryable: isBroken(err)}
	}
	problem, rejected := r.decodeBody(c)
	switch {
	case rejected:
		failure := newFailure(c, r)
		failure.Rejected = true
		return outcome{response: r, failure: failure, notProcessed: true}
	case problem != "":
		failure := newFailure(c, r)
		failure.Message = joinNonEmpty(": ", c.scrub.Text(problem), failure.Message)
		return outcome{response: r, failure: failure}
	default:
		return outcome{response: r}
	}
}

// receiveResult reads the body of a success. It refuses one whose Content-Length is too long at once.
func (cl *Client) receiveResult(r *response) error {
	if r.http.ContentLength > cl.maxResponseBytes {
		return tooLongError(cl.maxResponseBytes)
	}
	return r.receive(cl.maxResponseBytes)
}

// isBroken reports whether the body may arrive whole the next time.
func isBroken(err error) bool {
	_, unread := errors.AsType[*unreadError](err)
	return !unread
}

// readError reads the body of an error as far as it comes: the status alone says most.
func (cl *Client) readError(ctx context.Context, c *Call, r *response) outcome {
	err := r.receive(min(cl.maxResponseBytes, maxErrorBytes))
	failure := newFailure(c, r)
	if err != nil && !isTooLong(err) {
		failure.Cause = c.scrub.Error(transportCause(ctx, err))
	}
	return c.classify(r, failure)
}
