package seam

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// maxErrorBytes is how much of an answer that is an error is read and looked at. Seam's are far
// shorter; the page of some gateway may not be.
const maxErrorBytes = 256 << 10

// maxTrustedLength bounds what is allocated on the word of a Content-Length alone.
const maxTrustedLength = 1 << 20

// answer is what Seam answered to one attempt.
type answer struct {
	status    int
	requestID string
	body      []byte
	response  *http.Response
	// decoded is true if the caller has the result already.
	decoded bool
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
		a.body, err = readBody(a.response, c.maxResponseBytes)
	}
	if err != nil {
		failure := newError(inv, a)
		failure.cause = inv.scrub.error(transportCause(ctx, err))
		_, tooLong := errors.AsType[errTooLong](err)
		return inv.unusable(a, failure, !tooLong)
	}
	if a.decode(inv.response) {
		return outcome{answer: a}
	}
	problem, failed := a.examine(inv.response != nil)
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
	var err error
	a.body, err = readBody(a.response, min(c.maxResponseBytes, maxErrorBytes))
	failure := newError(inv, a)
	if _, tooLong := errors.AsType[errTooLong](err); err != nil && !tooLong {
		failure.cause = inv.scrub.error(transportCause(ctx, err))
	}
	return inv.classify(a, failure)
}

// readBody returns at most limit bytes of the decompressed body, and an error if there are more
// or if it breaks off. It reads to the end, so that the connection can be used again.
func readBody(resp *http.Response, limit int64) ([]byte, error) {
	body, err := decompressed(resp)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	if resp.ContentLength > 0 {
		buf.Grow(int(min(resp.ContentLength, maxTrustedLength)) + bytes.MinRead)
	}
	n, err := buf.ReadFrom(io.LimitReader(body, limit+1))
	if n > limit {
		return buf.Bytes()[:limit], errTooLong(limit)
	}
	if err != nil {
		return buf.Bytes(), fmt.Errorf("the answer broke off after %d bytes: %w", n, err)
	}
	return buf.Bytes(), nil
}

// decompressed is the body as Seam wrote it. net/http has usually decompressed it, but not where
// a transport was told not to.
func decompressed(resp *http.Response) (io.Reader, error) {
	encoding := resp.Header.Get("Content-Encoding")
	if resp.Uncompressed || !strings.EqualFold(encoding, "gzip") {
		return resp.Body, nil
	}
	unzipped, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("decompressing the answer: %w", err)
	}
	return unzipped, nil
}
