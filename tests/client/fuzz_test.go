package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// FuzzUnion decodes arbitrary bytes as both unions. A decoded union has a value, and encodes as the
// JSON that it was decoded from.
func FuzzUnion(f *testing.F) {
	for _, seed := range []string{
		`{"action_type":"UNLOCK_DOOR","status":"success","result":{}}`,
		`{"action_type":"UNLOCK_DOOR","status":7}`,
		`{"action_type":"ENCODE_CREDENTIAL","status":"error","error":{"type":"x","message":null}}`,
		`{"action_type":"OPEN_SESAME","result":[1e400]}`,
		`{"action_type":null}`, `{}`, `null`, `[]`, `{"result":{"warnings":[null,{}]}}`,
		`{"event_type":"device.connected","occurred_at":"2026-01-02T03:04:05Z","device_id":"d"}`,
		`{"event_type":"lock.unlocked","method":"telepathy","occurred_at":"0000-00-00T00:00:00Z"}`,
		`{"event_type":"acs_credential.issued","event_type":"x"}`,
		`{"EVENT_TYPE":"access_code.created","code":"\ud800"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var attempt gen.ActionAttempt
		if json.Unmarshal(text, &attempt) == nil {
			checkUnion(t, text, attempt, attempt.Raw(), attempt.Value())
		}
		var event gen.Event
		if json.Unmarshal(text, &event) == nil {
			checkUnion(t, text, event, event.Raw(), event.Value())
		}
	})
}

func checkUnion(t *testing.T, text []byte, union any, raw json.RawMessage, value any) {
	t.Helper()
	if v := reflect.ValueOf(value); !v.IsValid() || v.IsNil() {
		t.Errorf("%T has no value", union)
	}
	trimmed := bytes.TrimSpace(text)
	if bytes.Equal(trimmed, []byte("null")) {
		return // encoding/json does not always pass null to UnmarshalJSON.
	}
	if !bytes.Equal(raw, trimmed) {
		t.Errorf("%T was read from %s and keeps %s", union, trimmed, raw)
	}
	written, err := json.Marshal(union)
	if err != nil {
		t.Fatalf("%T was read from %s and cannot be written: %v", union, trimmed, err)
	}
	if !jsonEqual(written, trimmed) {
		t.Errorf("%T was read from %s and written as %s", union, trimmed, written)
	}
}

// jsonEqual reports whether two documents are equal. It returns true for numbers too large for a
// float64, which it cannot compare.
func jsonEqual(a, b []byte) bool {
	var left, right any
	if json.Unmarshal(a, &left) != nil || json.Unmarshal(b, &right) != nil {
		return true
	}
	return reflect.DeepEqual(left, right)
}

// FuzzTimestamp responds with arbitrary timestamps. The client decodes the time, perhaps from a form
// that encoding/json rejects, or reports the text as malformed. Either way it decodes the rest of
// the response.
func FuzzTimestamp(f *testing.F) {
	for _, seed := range []string{
		"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123456789+14:00", "2026-01-02 03:04:05", "2026-01-02", "0000-01-01T00:00:00Z",
		"9999-12-31T23:59:60Z", "10000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-02T03:04:05z", "2026-01-02T03:04:05,5Z", "", "never", "\x00\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		stamp, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		client, _ := clientOf(t, fmt.Sprintf(`{"acs_users":[{"acs_user_id":"a","created_at":%s},{"acs_user_id":"b"}],"pagination":{"has_next_page":false},"ok":true}`, stamp))
		var info seam.ResponseInfo
		page, err := client.ACS.Users.ListPage(t.Context(), nil, seam.CallInfo(&info))
		if err != nil || len(page.Items) != 2 || page.Items[0].ACSUserID != "a" || page.Items[1].ACSUserID != "b" {
			t.Fatalf("%q cost more than itself: %v", text, err)
		}
		var want time.Time
		if json.Unmarshal(stamp, &want) == nil {
			if got := page.Items[0].CreatedAt; !got.Equal(want) || len(info.Malformed) != 0 {
				t.Errorf("%q was read as %v, %v", text, got, info.Malformed)
			}
			return
		}
		if len(info.Malformed) == 0 {
			if got := page.Items[0].CreatedAt; got.IsZero() && !strings.HasPrefix(text, "000") {
				t.Errorf("%q was lost and not reported", text)
			}
			return
		}
		if len(info.Malformed) != 1 || !strings.HasSuffix(info.Malformed[0].Path, "[0].created_at") || !jsonEqual(info.Malformed[0].Raw, stamp) {
			t.Errorf("%q was reported as %v", text, info.Malformed)
		}
	})
}
