package rest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

const (
	// maxErrorBody bounds the part of a response in a Failure.
	maxErrorBody = 4 << 10
	// maxMessage bounds a message that is not Seam's. Seam's own are not shortened.
	maxMessage = 300
)

// newFailure returns the failure for a response that is an error or cannot be used. Its body may have any
// form.
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

// readBody reads {"error": {"type", "message", "data", "validation_errors", "request_id"}}, the form of
// Seam's errors. A body of another form comes from a framework or gateway, and readBody searches it for a
// message. It decodes each member separately, so that an unexpected type does not affect the others.
func (f *Failure) readBody(body []byte) {
	top := decode.Members(body)
	fields := decode.Members(top["error"])
	f.Type = firstText(fields["type"])
	f.Message = firstText(fields["message"])
	if f.Type == "" && f.Message == "" {
		f.Message = gatewayMessage(f.Status, body, top, fields)
	}
	if data := fields["data"]; string(data) != "null" {
		f.Data = data
	}
	if f.RequestID == "" {
		f.RequestID = redact.Shorten(firstText(fields["request_id"]), maxRequestID)
	}
	f.Fields = parseValidationErrors(fields["validation_errors"])
}

// gatewayMessage returns the message of a response that is not an error of Seam's: from JSON, such as a
// problem of RFC 9457, from the title of a web page, or from text.
func gatewayMessage(status int, body []byte, top, inError map[string]json.RawMessage) string {
	// A problem has a title and a detail; others have a message, with or without a detail.
	headline := firstText(top["title"], top["message"], top["error_description"])
	message := cmp.Or(
		firstText(inError["detail"], inError["reason"], inError["status"]),
		joinNonEmpty(": ", headline, firstText(top["detail"])),
		firstText(top["error"], top["msg"], top["reason"], top["description"]),
	)
	if message == "" {
		message = otherText(status, body)
	}
	return redact.Shorten(message, maxMessage)
}

// otherText returns the text of a body in an unknown form: the texts in JSON, or the text of a page. It
// returns nothing from JSON with the status of a success, because its texts may be data, such as a PIN.
func otherText(status int, body []byte) string {
	var value json.RawMessage
	_, err := decode.Into(body, &value)
	isJSON := err == nil || bytes.HasPrefix(body, []byte("{")) || bytes.HasPrefix(body, []byte("["))
	switch {
	case isJSON && status < 400, bytes.ContainsRune(body, 0):
		return ""
	case err == nil:
		return joinNonEmpty("; ", textsIn(value, 0)...)
	default:
		return pageText(status, beginning(body, maxPage))
	}
}

// These bound the search for text in a body.
const (
	maxTexts     = 3
	maxTextDepth = 4
	maxPage      = 16 << 10
)

// textsIn returns the first texts in a JSON value, under any keys.
func textsIn(raw json.RawMessage, depth int) []string {
	if text := firstText(raw); text != "" || depth > maxTextDepth {
		return []string{text}
	}
	var texts []string
	var items []json.RawMessage
	if _, err := decode.Into(raw, &items); err != nil {
		members := decode.Members(raw)
		for _, key := range slices.Sorted(maps.Keys(members)) {
			items = append(items, members[key])
		}
	}
	for _, item := range items[:min(len(items), 100)] {
		texts = append(texts, textsIn(item, depth+1)...)
		if len(texts) >= maxTexts {
			return texts[:maxTexts]
		}
	}
	return texts
}

// pageText returns the title or first heading of a web page, or all its text if both only repeat the status.
func pageText(status int, page string) string {
	for _, tag := range []string{"title", "h1"} {
		title := oneSpace(withoutTags(element(page, tag)))
		if title != "" && !strings.Contains(title, strconv.Itoa(status)) {
			return title
		}
	}
	return oneSpace(withoutTags(page))
}

// element returns the content of the first element with a tag.
func element(page, tag string) string {
	_, content, _ := strings.Cut(page, "<"+tag)
	content, _, _ = strings.Cut(content, "</"+tag)
	_, content, _ = strings.Cut(content, ">")
	return content
}

// withoutTags returns the text of a page without tags, styles, scripts and comments.
func withoutTags(page string) string {
	var text strings.Builder
	for page != "" {
		before, tag, found := strings.Cut(page, "<")
		text.WriteString(before)
		if !found {
			break
		}
		page = afterTag(tag)
		text.WriteByte(' ')
	}
	return text.String()
}

// afterTag returns the text behind a tag, of which the "<" was read, or behind the whole element if that is a
// style, script or comment.
func afterTag(tag string) string {
	end := ">"
	switch {
	case strings.HasPrefix(tag, "!--"):
		tag, end = tag[len("!--"):], "-->"
	case strings.HasPrefix(tag, "style"):
		end = "</style>"
	case strings.HasPrefix(tag, "script"):
		end = "</script>"
	}
	_, after, _ := strings.Cut(tag, end)
	return after
}

// oneSpace joins the words of a text with single spaces.
func oneSpace(text string) string { return strings.Join(strings.Fields(text), " ") }

// firstText returns the first of the values that is a string and not empty, or "".
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

// beginning returns the first n bytes of a body as text.
func beginning(body []byte, n int) string {
	return strings.ToValidUTF8(string(body[:min(len(body), n)]), "?")
}
