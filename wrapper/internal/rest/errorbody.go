package rest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

const (
	// maxErrorBody is how much of a response a Failure keeps.
	maxErrorBody = 4 << 10
	// maxMessage bounds a message that is not Seam's; Seam's own arrive whole.
	maxMessage = 300
)

// newFailure returns the failure for a response that is an error, or that cannot be used. The body may
// have any form.
func newFailure(c *Call, r *response) *Failure {
	body := c.scrub.Body(r.body[:min(len(r.body), maxErrorBytes)])
	f := &Failure{
		Path:       c.Path,
		Status:     r.status,
		RequestID:  r.requestID,
		RetryAfter: parseRetryAfter(r.http.Header.Get("Retry-After"), time.Now()),
		Body:       beginning(body, maxErrorBody),
	}
	f.readBody(body)
	f.Foreign = f.Type == "" && r.requestID == ""
	return f
}

// readBody reads {"error": {"type", "message", "data", "validation_errors", "request_id"}}, the form
// of Seam's errors. Anything else comes from a framework or gateway, and readBody reads its message. Each
// field is decoded alone, so that one of an unexpected type does not affect the others.
func (f *Failure) readBody(body []byte) {
	top := decode.Members(body)
	fields := decode.Members(top["error"])
	f.Type = firstText(fields["type"])
	f.Message = firstText(fields["message"])
	if f.Type == "" && f.Message == "" {
		f.Message = gatewayMessage(body, top, fields)
	}
	if data := fields["data"]; string(data) != "null" {
		f.Data = data
	}
	if f.RequestID == "" {
		f.RequestID = redact.Shorten(firstText(fields["request_id"]), maxRequestID)
	}
	f.Fields = parseValidationErrors(fields["validation_errors"])
}

// gatewayMessage returns the reason in a response that is not an error of Seam's: in JSON, such as a
// problem of RFC 9457, as the title of a web page, or as text.
func gatewayMessage(body []byte, top, inError map[string]json.RawMessage) string {
	switch {
	case top != nil:
		message := joinNonEmpty(": ", firstText(top["title"]), firstText(top["detail"]))
		message = cmp.Or(
			firstText(inError["detail"], inError["reason"], inError["status"]),
			firstText(top["message"], top["error_description"]),
			message,
			firstText(top["error"], top["msg"], top["reason"], top["description"]),
			listedMessages(top["errors"]),
		)
		return redact.Shorten(message, maxMessage)
	case isText(body):
		return redact.Shorten(pageTitle(string(body)), maxMessage)
	default:
		return ""
	}
}

// isText reports whether the body is worth showing: neither JSON without a message nor binary.
func isText(body []byte) bool {
	var value json.RawMessage
	if _, err := decode.Into(body, &value); err == nil || bytes.HasPrefix(body, []byte("{")) || bytes.HasPrefix(body, []byte("[")) {
		return false
	}
	return !bytes.ContainsRune(body, 0)
}

// listedMessages returns the messages of {"errors": [...]}, whose items are texts or objects.
func listedMessages(raw json.RawMessage) string {
	const most = 3
	var items []json.RawMessage
	if _, err := decode.Into(raw, &items); err != nil {
		return firstText(raw)
	}
	var messages []string
	for _, item := range items[:min(len(items), most)] {
		fields := decode.Members(item)
		messages = append(messages, cmp.Or(firstText(item),
			firstText(fields["message"], fields["detail"], fields["title"], fields["code"])))
	}
	return joinNonEmpty("; ", messages...)
}

// pageTitle returns the title of a web page, or else its text.
func pageTitle(text string) string {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text // Some letters change their length; then only the usual spelling is found.
	}
	for _, tag := range []string{"title", "h1"} {
		begin := strings.Index(lower, "<"+tag)
		if begin < 0 {
			continue
		}
		opened := strings.IndexByte(lower[begin:], '>')
		if opened < 0 {
			continue
		}
		begin += opened + 1
		if end := strings.Index(lower[begin:], "<"); end >= 0 {
			return oneSpace(text[begin : begin+end])
		}
	}
	return oneSpace(withoutTags(beginning([]byte(text), maxErrorBody)))
}

// withoutTags returns the text of a page that has no title.
func withoutTags(page string) string {
	var text strings.Builder
	for page != "" {
		before, tag, found := strings.Cut(page, "<")
		text.WriteString(before)
		if !found {
			break
		}
		_, page, _ = strings.Cut(tag, ">")
		text.WriteByte(' ')
	}
	return text.String()
}

// oneSpace joins the words of a text with single spaces.
func oneSpace(text string) string { return strings.Join(strings.Fields(text), " ") }

// firstText returns the first of the values that is a string and not empty.
func firstText(values ...json.RawMessage) string {
	for _, raw := range values {
		if !bytes.HasPrefix(raw, []byte(`"`)) {
			continue
		}
		var s string
		if malformed, err := decode.Into(raw, &s); err == nil && malformed == nil && s != "" {
			return s
		}
	}
	return ""
}

func joinNonEmpty(separator string, texts ...string) string {
	var present []string
	for _, text := range texts {
		if text != "" {
			present = append(present, text)
		}
	}
	return strings.Join(present, separator)
}

// beginning returns at most the first n bytes of a text.
func beginning(body []byte, n int) string {
	return strings.ToValidUTF8(string(body[:min(len(body), n)]), "?")
}
