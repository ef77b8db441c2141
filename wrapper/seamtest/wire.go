package seamtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"time"
)

// answer is what a successful call returns, beside "ok".
type answer map[string]any

// refusal is a call that failed, and left everything as it was.
type refusal struct {
	status   int
	kind     string
	message  string
	problems *problems // set when the request itself is at fault
}

// reply is a whole HTTP answer.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// newReply puts an answer or a refusal into Seam's envelope.
func newReply(result answer, no *refusal) *reply {
	status, envelope := http.StatusOK, answer{"ok": true}
	maps.Copy(envelope, result)
	if no != nil {
		status, envelope = no.status, answer{"error": no.body(), "ok": false}
	}
	body, err := json.Marshal(envelope)
	if err != nil {
		panic(fmt.Sprintf("seamtest: answer is not JSON: %v", err)) // Every answer is made of this package's own types.
	}
	header := http.Header{}
	header.Set("Content-Type", "application/json; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	return &reply{status, header, body}
}

func (no *refusal) body() map[string]any {
	body := map[string]any{"type": no.kind, "message": no.message}
	if no.problems != nil {
		body["validation_errors"] = no.problems
	}
	return body
}

// notFound refuses a call about an object that does not exist; kind is the object's name on the
// wire, such as "acs_user".
func notFound(kind string) *refusal {
	return &refusal{http.StatusNotFound, kind + "_not_found", "There is no such " + kind, nil}
}

// conflict refuses a call that is right in itself but not now.
func conflict(kind, message string) *refusal {
	return &refusal{http.StatusConflict, kind, message, nil}
}

// invalid refuses a call for one field, or for the request as a whole when field is "".
func invalid(field, problem string) *refusal {
	p := newParams(nil)
	p.wrong(field, problem)
	return p.refusal()
}

// issue is an element of an object's errors or warnings.
type issue struct {
	CreatedAt   string `json:"created_at"`
	ErrorCode   string `json:"error_code,omitzero"`
	Message     string `json:"message"`
	WarningCode string `json:"warning_code,omitzero"`
}

// noIssues is written as [], which Seam sends where there is nothing to say.
var noIssues = []issue{}

// timestamp writes a time as Seam does: UTC, to the millisecond.
func timestamp(t time.Time) string {
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

// optionalTime is nil, and so left out of a response or null in it, for a time that is not set.
func optionalTime(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return optional(timestamp(t))
}

// optional is nil for an empty string.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func statusLine(status int) string {
	return fmt.Sprintf("%d %s", status, http.StatusText(status))
}
