package decode_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
)

// A member that does not fit the type of an event is left out alone, although the type is decoded later.
func TestUnions(t *testing.T) {
	t.Parallel()
	const document = `{"events":[null,
		{"event_type":"access_code.scheduled_on_device","event_id":7,"code":1234,"created_at":"2030-01-02T03:04Z","occurred_at":"2030-01-02"},
		{"event_type":"access_code.delay_in_setting_on_device","event_id":"b","access_code_errors":[null,{"error_code":"e","created_at":"then"},7],"device_id":true},
		{"event_type":"brand.new","event_id":"c","occurred_at":"then","codes":[null,7]}
	]}`
	var got struct {
		Events []*gen.Event `json:"events"`
	}
	malformed, err := decode.Into([]byte(document), &got)
	if err != nil || len(got.Events) != 3 {
		t.Fatalf("%d events, %v", len(got.Events), err)
	}
	if want := `events[0]=null events[1].event_id=7 events[1].code=1234 events[1].occurred_at="2030-01-02" ` +
		`events[2].access_code_errors[0]=null events[2].access_code_errors[1].created_at="then" events[2].access_code_errors[2]=7 ` +
		`events[2].device_id=true events[3].occurred_at="then"`; listed(malformed) != want {
		t.Errorf("malformed %s", listed(malformed))
	}
	scheduled, ok := got.Events[0].Value().(*gen.AccessCodeScheduledOnDeviceEvent)
	if !ok || scheduled.Code != "1234" || scheduled.EventID != "7" || !scheduled.CreatedAt.Equal(time.Date(2030, 1, 2, 3, 4, 0, 0, time.UTC)) ||
		!scheduled.OccurredAt.Equal(time.Date(2030, 1, 2, 0, 0, 0, 0, time.UTC)) || got.Events[0].EventID != "7" {
		t.Errorf("%+v, of %s", scheduled, got.Events[0].Raw())
	}
	delayed, ok := got.Events[1].Value().(*gen.AccessCodeDelayInSettingOnDeviceEvent)
	if !ok || len(delayed.AccessCodeErrors) != 1 || delayed.AccessCodeErrors[0].ErrorCode != "e" || delayed.EventID != "b" || delayed.DeviceID != "" {
		t.Errorf("%+v, of %s", delayed, got.Events[1].Raw())
	}
	unknown, ok := got.Events[2].Value().(*gen.UnknownEvent)
	if !ok || unknown.Err != nil || !strings.Contains(string(unknown.Raw), `"codes":[null,7]`) {
		t.Errorf("%+v", unknown)
	}
}

func TestActionAttempts(t *testing.T) {
	t.Parallel()
	var got struct {
		Attempt *gen.ActionAttempt `json:"action_attempt"`
	}
	document := `{"action_attempt":{"action_attempt_id":"a","action_type":"SCAN_CREDENTIAL","status":"success","result":{"acs_credential_on_seam":{"code":1234,"errors":[null]}}}}`
	malformed, err := decode.Into([]byte(document), &got)
	if err != nil || listed(malformed) != `action_attempt.result.acs_credential_on_seam.code=1234 action_attempt.result.acs_credential_on_seam.errors[0]=null` {
		t.Fatalf("malformed %s, %v", listed(malformed), err)
	}
	if want := `"result":{"acs_credential_on_seam":{"code":"1234","errors":[]}}`; !strings.Contains(string(got.Attempt.Raw()), want) {
		t.Errorf("raw %s", got.Attempt.Raw())
	}
	if value, ok := got.Attempt.Value().(*gen.ScanCredentialActionAttempt); !ok {
		t.Errorf("%T", value)
	}
}

// FuzzUnion checks that an event of a known type is decoded as that type, however odd its members are.
func FuzzUnion(f *testing.F) {
	f.Add(`"code":1234,"created_at":"2030-01-02"`)
	f.Add(`"access_code_errors":[null,{"error_code":{},"created_at":"then","message":7}],"device_id":[]`)
	f.Add(`"event_id":1e3,"occurred_at":"2030-01-02T03:04:05+0530","x":{"y":[null,1e999]}`)
	f.Fuzz(func(t *testing.T, members string) {
		for _, kind := range []string{"access_code.scheduled_on_device", "access_code.delay_in_setting_on_device"} {
			var event gen.Event
			_, err := decode.Into([]byte(`{`+members+`,"event_type":"`+kind+`"}`), &event)
			if err != nil || string(event.EventType) != kind {
				continue
			}
			if unknown, is := event.Value().(*gen.UnknownEvent); is || !json.Valid(event.Raw()) {
				t.Errorf("%s is decoded as %+v", members, unknown)
			}
		}
	})
}

func BenchmarkEvents(b *testing.B) {
	event := `{"event_id":"0f5d4e7c-64a8-4a0e-8fd8-2d6a0a1f5c11","event_type":"access_code.scheduled_on_device","workspace_id":"0f5d4e7c-64a8-4a0e-8fd8-2d6a0a1f5c11",` +
		`"created_at":"2026-03-14T15:09:26.535Z","occurred_at":"2026-03-14T15:09:26.535Z","access_code_id":"0f5d4e7c-64a8-4a0e-8fd8-2d6a0a1f5c11","device_id":"0f5d4e7c-64a8-4a0e-8fd8-2d6a0a1f5c11",` +
		`"connected_account_id":"0f5d4e7c-64a8-4a0e-8fd8-2d6a0a1f5c11","code":"123456"}`
	document := []byte(`{"events":[` + strings.Repeat(event+",", 499) + event + `],"ok":true}`)
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		var got struct {
			Events []*gen.Event `json:"events"`
		}
		if _, err := decode.Response(document, &got, nil); err != nil {
			b.Fatal(err)
		}
	}
}
