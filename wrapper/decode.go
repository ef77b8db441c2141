package seam

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/seam-go/seam/gen/scanner"
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

// decodePlain is true if nothing about the answer is out of the ordinary, and target has it. It
// takes one pass, several times faster than encoding/json, which sees what else [answer.examine]
// looks for. What it refuses is examined and decoded as any other answer.
func (a *answer) decodePlain(target any) bool {
	plain, ok := target.(scanner.Answer)
	a.decoded = ok && isJSON(a.response.Header.Get("Content-Type")) && scanner.DecodeAnswer(a.body, plain)
	return a.decoded
}

// decode puts the answer into what the caller gave for it. Values that do not fit are left out
// and reported, so that they do not cost the rest.
func (c *caller) decode(ctx context.Context, inv *invocation, a *answer) error {
	if a.decoded || inv.response == nil || len(bytes.TrimSpace(a.body)) == 0 {
		return nil
	}
	malformed, err := decodeFitting(a.body, inv.response)
	if err != nil {
		failure := newError(inv, a)
		failure.cause = inv.scrub.error(err)
		return failure
	}
	if own, ok := inv.response.(misfitted); ok {
		malformed = append(malformed, own.misfits()...)
	}
	if len(malformed) == 0 {
		return nil
	}
	if inv.info != nil {
		inv.info.Malformed = malformed
	}
	if c.log != nil {
		c.log.malformed(ctx, inv, a, malformed)
	}
	return nil
}

// misfitted is an answer of types that keep what does not fit them: they decode, so encoding/json
// does not tell.
type misfitted interface{ misfits() []MalformedValue }
