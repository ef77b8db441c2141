package seam

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"
)

// envelope is what may stand beside the result, or instead of it. Both are raw, because an answer
// in which they have some other type is still one.
type envelope struct {
	OK    json.RawMessage `json:"ok"`
	Error json.RawMessage `json:"error"`
}

// failed is true for an error that was sent with the status of a success.
func (e envelope) failed() bool {
	return string(e.OK) == "false" || bytes.HasPrefix(e.Error, []byte("{"))
}

// examine looks at the body of a success: failed if it is an error in truth, otherwise problem
// says why it cannot be used, "" if it can. Only where no result is wanted may it be empty.
func (a *answer) examine(wanted bool) (problem string, failed bool) {
	if len(bytes.TrimSpace(a.body)) == 0 {
		if wanted {
			return "the answer is empty", false
		}
		return "", false
	}
	contentType := a.response.Header.Get("Content-Type")
	if !isJSON(contentType) {
		return fmt.Sprintf("the answer is %q, not JSON", contentType), false
	}
	var e envelope
	if err := json.Unmarshal(a.body, &e); err != nil {
		return jsonProblem(err), false
	}
	if !bytes.HasPrefix(bytes.TrimSpace(a.body), []byte("{")) {
		return "the answer is not a JSON object", false
	}
	return "", e.failed()
}

// jsonProblem does not quote the body, which may be anything.
func jsonProblem(err error) string {
	if _, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return "the answer is not a JSON object"
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "unexpected end of JSON input") {
		return "the answer is JSON that breaks off"
	}
	return "the answer is not JSON"
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
