package seam

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// maxErrorBody is how much of an answer an Error keeps.
const maxErrorBody = 4 << 10

// newError tells what is known from an answer that is an error, or that cannot be used. It takes
// whatever shape the body has.
func newError(inv *invocation, a *answer) *Error {
	body := inv.scrub.body(a.body[:min(len(a.body), maxErrorBytes)])
	e := &Error{
		Operation:  inv.op.Path,
		StatusCode: a.status,
		RequestID:  a.requestID,
		RetryAfter: parseRetryAfter(a.response.Header.Get("Retry-After"), time.Now()),
		Body:       beginning(body),
	}
	e.readBody(body)
	return e
}

// readBody takes what it finds of {"error": {"type", "message", "data", "validation_errors",
// "request_id"}}, the form of Seam's errors, or of the flat forms that frameworks and gateways
// use. Each field is decoded alone, so that one of an unexpected type costs only itself.
func (e *Error) readBody(body []byte) {
	top := decode.Members(body)
	fields := decode.Members(top["error"])
	if fields == nil {
		e.Message = firstText(top["message"], top["error"])
		return
	}
	e.Type = firstText(fields["type"])
	e.Message = firstText(fields["message"])
	if data := fields["data"]; string(data) != "null" {
		e.Data = data
	}
	if e.RequestID == "" {
		e.RequestID = firstText(fields["request_id"])
	}
	e.ValidationErrors = parseValidationErrors(fields["validation_errors"])
}

// firstText is the first of the values that is a string with something in it.
func firstText(values ...json.RawMessage) string {
	for _, raw := range values {
		var s string
		if malformed, err := decode.Into(raw, &s); err == nil && malformed == nil && s != "" {
			return s
		}
	}
	return ""
}

func beginning(body []byte) string {
	if len(body) > maxErrorBody {
		body = body[:maxErrorBody]
	}
	return strings.ToValidUTF8(string(body), "?")
}
