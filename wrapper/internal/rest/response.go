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

// maxErrorBytes bounds the part of an error response that is read. Seam's are far shorter, but the page of a
// gateway may be long.
const maxErrorBytes = 256 << 10

// response is the response to one attempt.
type response struct {
	status    int
	requestID string
	// body is the part of the response that was read. It is a slice of buffer.
	body   []byte
	buffer *bytes.Buffer
	http   *http.Response
	// decoded is true if the result was decoded, except for malformed values.
	decoded   bool
	malformed []decode.Malformed
	// mismatch is the error if the response as a whole does not fit the type of the call's Response.
	mismatch error
}

// unreadError reports a body that the client does not read, not even after a retry.
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

// maxRequestID bounds a request ID, so that it cannot fill a log. Seam's are far shorter.
const maxRequestID = 128

// read reads a response and returns the outcome. ctx belongs to the attempt.
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
		// The connection now uses another protocol. There is no body, and reading one would wait even
		// after the end of ctx.
		return c.classify(r, newFailure(c, r))
	case isRedirect(r.status):
		failure := newFailure(c, r)
		failure.Message = c.scrub.Text(redirectMessage(cl.endpoint, resp))
		return c.classify(r, failure)
	default:
		return cl.readError(ctx, c, r)
	}
}

// readResult reads and decodes the body of a 2xx. If the body is not Seam's, the request may have been
// processed all the same.
func (cl *Client) readResult(ctx context.Context, c *Call, r *response) outcome {
	if err := cl.receiveResult(r); err != nil {
		failure := newFailure(c, r)
		failure.Message = "" // The part that arrived may contain any text.
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

// receiveResult reads the body of a 2xx, unless its Content-Length is too long.
func (cl *Client) receiveResult(r *response) error {
	if r.http.ContentLength > cl.maxResponseBytes {
		return tooLongError(cl.maxResponseBytes)
	}
	return r.receive(cl.maxResponseBytes)
}

// isBroken reports whether the body may arrive complete after a retry.
func isBroken(err error) bool {
	_, unread := errors.AsType[*unreadError](err)
	return !unread
}

// readError reads the body of an error. A truncated body is no problem: the status is known.
func (cl *Client) readError(ctx context.Context, c *Call, r *response) outcome {
	err := r.receive(min(cl.maxResponseBytes, maxErrorBytes))
	failure := newFailure(c, r)
	if err != nil && !isTooLong(err) {
		failure.Cause = c.scrub.Error(transportCause(ctx, err))
	}
	return c.classify(r, failure)
}
