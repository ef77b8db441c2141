package rest

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// KeepResponse stores the last response of the call in its [Result], with the body. It is a method rather
// than a field so that a program that does not call it is linked without the code.
func (c *Call) KeepResponse() { c.keep = keepResponse }

func keepResponse(c *Call, last *response) {
	if last != nil {
		c.result.RequestID = last.requestID
		c.result.Response = last.publicResponse(c.scrub)
	}
}

// publicResponse returns the response without credentials, and with the body that was read from it.
func (r *response) publicResponse(scrub redact.Scrubber) *http.Response {
	public := *r.http
	public.Request = nil
	public.Status = scrub.Text(public.Status)
	public.Header = scrubbedHeader(public.Header, scrub)
	public.Trailer = scrubbedHeader(public.Trailer, scrub)
	public.Body = io.NopCloser(bytes.NewReader(r.body))
	return &public
}

func scrubbedHeader(header http.Header, scrub redact.Scrubber) http.Header {
	if header == nil {
		return nil
	}
	scrubbed := make(http.Header, len(header))
	for name, values := range header {
		for _, value := range values {
			scrubbed[name] = append(scrubbed[name], scrub.Text(value))
		}
	}
	return scrubbed
}

// finish ends a call that succeeded, and reports its malformed values.
func (cl *Client) finish(ctx context.Context, c *Call, last *response) *Failure {
	if last.mismatch != nil {
		failure := newFailure(c, last)
		failure.Cause = c.scrub.Error(last.mismatch)
		return failure
	}
	c.result.Malformed = c.malformedValues(last)
	if len(c.result.Malformed) > 0 && cl.observer != nil {
		cl.observer.Malformed(ctx, c.report(last), c.result.Malformed)
	}
	return nil
}

// malformedValues returns the malformed values of a response. It scrubs their paths, which contain names from
// the response: a server may echo a credential there.
func (c *Call) malformedValues(last *response) []decode.Malformed {
	var malformed []decode.Malformed
	for _, m := range last.malformed {
		malformed = append(malformed, decode.Malformed{Path: c.scrub.Text(m.Path), Raw: m.Raw})
	}
	if list, ok := c.Response.(interface{ PaginationNote() string }); ok {
		if note := list.PaginationNote(); note != "" {
			malformed = append(malformed, decode.Malformed{Path: "pagination: " + note})
		}
	}
	return malformed
}
