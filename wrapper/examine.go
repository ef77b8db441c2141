package seam

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// examine reads the body of a success into what the caller gave for it: failed if it is an error
// in truth, otherwise problem says why it cannot be used, "" if it can. Only where no result is
// wanted may it be empty.
func (a *answer) examine(inv *invocation) (problem string, failed bool) {
	if len(bytes.TrimSpace(a.body)) == 0 {
		if inv.response != nil {
			return "the answer is empty", false
		}
		return "", false
	}
	contentType := a.response.Header.Get("Content-Type")
	if !isJSON(contentType) {
		return fmt.Sprintf("the answer is %q, not JSON", contentType), false
	}
	var verdict decode.Verdict
	var err error
	if inv.response == nil {
		verdict, err = decode.Check(a.body, "")
	} else {
		verdict, err = decode.Response(a.body, inv.response, inv.foreign)
		a.misfits = verdict.Malformed
	}
	failed = verdict.OK == decode.False || verdict.Error
	switch {
	case errors.Is(err, decode.ErrWrongType):
		a.misfit = err
	case err != nil:
		return "the answer is " + err.Error(), false
	}
	a.decoded = !failed && a.misfit == nil
	return "", failed
}

// isJSON accepts an answer that does not say what it is: reading it will tell.
func isJSON(contentType string) bool {
	switch contentType {
	case "", "application/json", "application/json; charset=utf-8": // Seam's, not worth parsing.
		return true
	}
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(contentType, ";")
	}
	return media == "application/json" || media == "text/json" || strings.HasSuffix(media, "+json")
}
