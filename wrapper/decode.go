package seam

import (
	"bytes"
	"context"
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

// decode puts the answer into what the caller gave for it. Values that do not fit are left out
// and reported, so that they do not cost the rest.
func (c *caller) decode(ctx context.Context, inv *invocation, a *answer) error {
	if inv.response == nil || len(bytes.TrimSpace(a.body)) == 0 {
		return nil
	}
	malformed, err := decodeFitting(a.body, inv.response)
	if err != nil {
		failure := newError(inv, a)
		failure.cause = inv.scrub.error(err)
		return failure
	}
	if len(malformed) == 0 {
		return nil
	}
	if inv.info != nil {
		inv.info.Malformed = malformed
	}
	c.logMalformed(ctx, inv, a, malformed)
	return nil
}
