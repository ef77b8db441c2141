package seam

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// record keeps a response for CallInfo.
func (inv *invocation) record(a *answer) {
	if inv.info == nil {
		return
	}
	inv.info.Attempts = inv.attempts
	if a == nil {
		return
	}
	inv.info.RequestID = a.requestID
	inv.info.Response = a.publicResponse(inv.scrub)
}

// publicResponse is the response without the credential, and with the body that was read from it.
func (a *answer) publicResponse(scrub redact.Scrubber) *http.Response {
	resp := *a.response
	resp.Request = nil
	resp.Header = resp.Header.Clone()
	for _, values := range resp.Header {
		for i, value := range values {
			values[i] = scrub.Text(value)
		}
	}
	resp.Body = io.NopCloser(bytes.NewReader(a.body))
	return &resp
}

// settle ends a call that succeeded. Values that do not fit were left out, so that they do not cost
// the rest, and are reported.
func (c *caller) settle(ctx context.Context, inv *invocation, a *answer) error {
	if a.mismatch != nil {
		failure := newError(inv, a)
		failure.cause = inv.scrub.Error(a.mismatch)
		return failure
	}
	malformed := inv.malformedValues(a)
	if len(malformed) == 0 {
		return nil
	}
	if inv.info != nil {
		inv.info.addMalformed(malformed)
	}
	if c.log != nil {
		c.log.malformed(ctx, inv, a, malformed)
	}
	return nil
}

// malformedValues are the values of a response that are reported. Their paths may repeat keys of the
// response, and so the credential, if the server echoed it there.
func (inv *invocation) malformedValues(a *answer) []MalformedValue {
	malformed := make([]MalformedValue, 0, len(a.malformed)+1)
	for _, m := range a.malformed {
		malformed = append(malformed, MalformedValue{Path: inv.scrub.Text(m.Path), Raw: m.Raw})
	}
	if list, ok := inv.response.(interface{ PaginationNote() string }); ok {
		if note := list.PaginationNote(); note != "" {
			malformed = append(malformed, MalformedValue{Path: "pagination: " + note})
		}
	}
	return malformed
}

// MalformedValue is a value of a response that does not fit the Go type it belongs in, such as an
// invalid date, or a null in a list. It is missing from the result, unless it could be read but may
// have lost something: a number where text belongs, a time without a zone. In the Raw of an event or
// action attempt a value that can be read replaces it, or null.
//
// At most 1,000 values of a response are reported; the path of a last one, such as "… 234 more", says
// how many there were beyond that. Long paths are shortened.
type MalformedValue struct {
	// Path leads to the value, such as "acs_credentials[3].created_at". For a page of a list whose
	// end is told oddly, such as a cursor beside "has_next_page": false, it is "pagination: " and
	// the reason.
	Path string
	// Raw is the value as it arrived; nil if it is longer than 4 KiB, and for an odd pagination.
	Raw json.RawMessage
}

// String is the path. It leaves the value out, which may be a PIN.
func (v MalformedValue) String() string { return v.Path }
