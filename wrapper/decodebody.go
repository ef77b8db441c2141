package seam

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// decodeBody reads the body of a 2xx into the caller's result. rejected is true if Seam says
// `"ok": false`; otherwise problem says why this is not a response of Seam's, "" if it is.
//
// The body decides and not the content type, which gateways change. Only a body that is missing is
// judged by its type: a captive portal sends an empty web page.
func (a *answer) decodeBody(inv *invocation) (problem string, rejected bool) {
	if len(bytes.TrimSpace(a.body)) == 0 {
		return a.emptyBody(inv), false
	}
	var verdict decode.Verdict
	var err error
	if inv.response == nil {
		verdict, err = decode.Check(a.body, inv.op.Key)
	} else {
		verdict, err = decode.Response(a.body, inv.response, inv.foreign)
	}
	mismatch := errors.Is(err, decode.ErrWrongType)
	if err != nil && !mismatch {
		return "the response is " + err.Error(), false
	}
	switch {
	case verdict.OK == decode.False:
		return "", true
	case !verdict.Accepted():
		return foreignBody(verdict), false
	}
	a.malformed = verdict.Malformed
	if mismatch {
		a.mismatch = err
	}
	a.decoded = !mismatch
	return "", false
}

// emptyBody is what is wrong with a response without a body.
func (a *answer) emptyBody(inv *invocation) string {
	contentType := a.response.Header.Get("Content-Type")
	switch {
	case inv.response != nil:
		return "the response is empty"
	case !isJSON(contentType):
		return fmt.Sprintf("the response is empty and of type %q, not Seam's", shortened(contentType, maxLine))
	default:
		return ""
	}
}

// foreignBody says why an object is not taken for a response of Seam's.
func foreignBody(v decode.Verdict) string {
	switch v.OK {
	case decode.Other:
		return `the response is not Seam's: its "ok" is not true or false`
	case decode.True:
		return `the response contradicts itself: "ok" is true beside an "error"`
	default:
		return `the response is not Seam's: it has neither "ok" nor the result`
	}
}

// isJSON accepts a response that does not say what it is.
func isJSON(contentType string) bool {
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
