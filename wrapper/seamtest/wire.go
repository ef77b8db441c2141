package seamtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// answer is what a successful call returns, beside "ok".
type answer map[string]any

// refusal is a call that failed, and left everything as it was.
type refusal struct {
	status   int
	kind     string
	message  string
	problems *problems   // set when the request itself is at fault
	header   http.Header // what the answer carries besides
}

func refuse(status int, kind, message string) *refusal {
	return &refusal{status: status, kind: kind, message: message}
}

// reply is a whole HTTP answer.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// reply puts an answer into Seam's envelope.
func (result answer) reply() *reply {
	envelope := answer{"ok": true}
	maps.Copy(envelope, result)
	return newReply(http.StatusOK, http.Header{}, envelope)
}

// reply puts a refusal into Seam's envelope.
func (no *refusal) reply() *reply {
	header := http.Header{}
	maps.Copy(header, no.header)
	return newReply(no.status, header, answer{"error": no.body(), "ok": false})
}

func newReply(status int, header http.Header, envelope answer) *reply {
	body := mustMarshal(envelope)
	header.Set("Content-Type", "application/json; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	return &reply{status, header, body}
}

// mustMarshal writes what has a JSON form, as all that this package makes has.
func mustMarshal(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("seamtest: not JSON: %v", err))
	}
	return text
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
	return refuse(http.StatusNotFound, kind+"_not_found", "There is no such "+kind)
}

// conflict refuses a call that is right in itself but not now.
func conflict(kind, message string) *refusal {
	return refuse(http.StatusConflict, kind, message)
}

// issue is an element of an object's errors or warnings.
type issue struct {
	CreatedAt   string `json:"created_at"`
	ErrorCode   string `json:"error_code,omitzero"`
	Message     string `json:"message"`
	WarningCode string `json:"warning_code,omitzero"`

	IsAccessCodeError       *bool `json:"is_access_code_error,omitzero"`
	IsBridgeError           *bool `json:"is_bridge_error,omitzero"`
	IsConnectedAccountError *bool `json:"is_connected_account_error,omitzero"`
	IsDeviceError           *bool `json:"is_device_error,omitzero"`
}

// noIssues is written as [], which Seam sends where there is nothing to say.
var noIssues = []issue{}

// timestamp writes a time as Seam does: UTC, to the millisecond.
func timestamp(t time.Time) string {
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

// listed is a copy for the wire: an empty list is [], never null.
func listed[T any](elements []T) []T { return append([]T{}, elements...) }

// mapped is a copy for the wire: an empty map is {}, never null.
func mapped(fields map[string]any) map[string]any {
	fresh := map[string]any{}
	maps.Copy(fresh, fields)
	return fresh
}

// title makes a name to show of one of Seam's values: "august_lock" becomes "August Lock".
func title(value string) string {
	words := strings.Split(value, "_")
	for i, word := range words {
		if word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, " ")
}

// ordinal makes a name for one more object: "Device 3" beside two others.
func ordinal[T any](noun string, others []T) string {
	return fmt.Sprintf("%s %d", noun, len(others)+1)
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
