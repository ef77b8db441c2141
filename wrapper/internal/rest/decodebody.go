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

// decodeBody decodes the body of a 2xx into the caller's result. If the body is not a response of
// Seam's, problem says why. rejected is true if Seam says `"ok": false`.
//
// The body decides and not the content type, which gateways change. Only where no result is expected
// may the body be missing, and then its type decides: a captive portal sends an empty web page.
//
// It keeps the values that do not fit. If even the response as a whole does not fit the type that the
// caller gave, that is in r.mismatch: Seam has processed the call all the same.
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

// decode decodes the body into the caller's result, if it wants one.
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

// emptyBody returns what is wrong with a response without a body, "" for nothing.
func (r *response) emptyBody(c *Call) string {
	contentType := r.http.Header.Get("Content-Type")
	switch {
	case c.Response != nil:
		return "the response is empty"
	case !maybeJSON(contentType):
		return fmt.Sprintf("the response is empty and of type %q, not Seam's", redact.Shorten(contentType, redact.MaxLine))
	default:
		return ""
	}
}

// unacceptedBody says why an object is not accepted as a response of Seam's.
func unacceptedBody(v decode.Verdict) string {
	switch v.OK {
	case decode.Other:
		return `the response is not Seam's: its "ok" is not true or false`
	case decode.True:
		return `the response contradicts itself: "ok" is true beside an "error"`
	}
	if v.Refusal {
		return `the response is not Seam's: it has an "error" and no "ok"`
	}
	return `the response is not Seam's: it has neither "ok" nor the result`
}

// maybeJSON accepts a response without a content type, too.
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
