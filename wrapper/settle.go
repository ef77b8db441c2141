package seam

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
)

// record notes an answer for CallInfo.
func (inv *invocation) record(a *answer) {
	if inv.info == nil {
		return
	}
	inv.info.Attempts = inv.attempts
	if a == nil {
		return
	}
	inv.info.RequestID = a.requestID
	inv.info.Response = a.forUser()
}

// forUser is the response without what gives away the credential, and with the body that was
// read from it.
func (a *answer) forUser() *http.Response {
	resp := *a.response
	resp.Request = nil
	resp.Body = io.NopCloser(bytes.NewReader(a.body))
	return &resp
}

// settle ends a call that succeeded. Values that do not fit were left out, so that they do not cost
// the rest, and are reported.
func (c *caller) settle(ctx context.Context, inv *invocation, a *answer) error {
	if a.misfit != nil {
		failure := newError(inv, a)
		failure.cause = inv.scrub.error(a.misfit)
		return failure
	}
	if len(a.misfits) == 0 {
		return nil
	}
	malformed := make([]MalformedValue, len(a.misfits))
	for i, m := range a.misfits {
		malformed[i] = MalformedValue{Path: m.Path, Raw: m.Raw}
	}
	if inv.info != nil {
		inv.info.Malformed = malformed
	}
	if c.log != nil {
		c.log.malformed(ctx, inv, a, malformed)
	}
	return nil
}

// MalformedValue is a value of an answer that does not fit the Go type it belongs in, such as a
// date that is none. It is missing from the result; everything around it is there. In the Raw of an
// event or action attempt null stands for it.
type MalformedValue struct {
	// Path leads to the value, such as "acs_credentials[3].created_at".
	Path string
	// Raw is the value as it arrived.
	Raw json.RawMessage
}

// String is the path. It leaves the value out, which may be a PIN.
func (v MalformedValue) String() string { return v.Path }
