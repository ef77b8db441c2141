package rest

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// decodeBody decodes the body of a 2xx into the call's Response. If the body is not Seam's, problem is the
// reason. rejected is true if the body has "ok": false.
//
// The body decides whether the response is Seam's, not its content type: gateways change the type. Only a
// call without a result may have an empty body, and then the type decides, because a captive portal sends
// an empty web page.
//
// Values that do not fit are stored in r.malformed. If the response as a whole does not fit the type of the
// call's Response, r.mismatch is the error, although Seam has processed the call.
func (r *response) decodeBody(c *Call) (problem string, rejected bool) {
	if len(bytes.TrimSpace(r.body)) == 0 {
		return r.emptyBody(c), false
	}
	verdict, err := r.decode(c)
	mismatch := errors.Is(err, decode.ErrWrongType)
	if err != nil && !mismatch {
		return "the response is " + err.Error(), false
	}
	switch {
	case verdict.OK == decode.False:
		return "", true
	case !verdict.Accepted():
		return unacceptedBody(verdict), false
	}
	r.malformed = verdict.Malformed
	if mismatch {
		r.mismatch = err
	}
	r.decoded = !mismatch
	return "", false
}

// decode decodes the body into the call's Response, if there is one.
func (r *response) decode(c *Call) (decode.Verdict, error) {
	switch {
	case c.Response == nil:
		return decode.Check(r.body, c.Key)
	case c.decode != nil:
		return c.decode(c, r.body)
	default:
		return decode.Response(r.body, c.Response, nil)
	}
}

// emptyBody returns the problem of a response without a body, "" for none.
func (r *response) emptyBody(c *Call) string {
	contentType := r.http.Header.Get("Content-Type")
	switch {
	case c.Response != nil:
		return "the response is empty"
	case !maybeJSON(contentType):
		return fmt.Sprintf("the response is empty and of type %q, so it is not Seam's", redact.Shorten(contentType, redact.MaxLine))
	default:
		return ""
	}
}

// unacceptedBody returns the reason why an object is not a success of Seam's.
func unacceptedBody(v decode.Verdict) string {
	switch v.OK {
	case decode.Other:
		return `the response is not Seam's: its "ok" is not true or false`
	case decode.True:
		return `the response contradicts itself: it has both "ok": true and an "error"`
	}
	if v.Refusal {
		return `the response is not Seam's: it has an "error" and no "ok"`
	}
	return `the response is not Seam's: it has neither "ok" nor the result`
}

// maybeJSON reports whether a response of this content type may be JSON. One without a type may.
func maybeJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(contentType, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	return media == "application/json" || media == "text/json" || strings.HasSuffix(media, "+json")
}
