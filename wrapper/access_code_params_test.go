package seam

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

// stubCodes records the bodies of requests, and sends this response to each.
func stubCodes(t *testing.T, response string) (*AccessCodesService, *[]sentRequest) {
	t.Helper()
	var sent []sentRequest
	client := clientOver(stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		sent = append(sent, sentRequest{req.URL.Path, string(body)})
		return newResponse(200, response), nil
	}))
	return &AccessCodesService{client.Client.AccessCodes, client}, &sent
}

func TestCreateAccessCodeOnTheWire(t *testing.T) {
	from := time.Date(2025, 7, 13, 15, 0, 0, 0, time.FixedZone("", -7*3600))
	to := from.Add(72 * time.Hour)
	for name, tt := range map[string]struct {
		params AccessCodeParams
		want   string
	}{
		"no end": {AccessCodeParams{DeviceID: "d", NoEnd: true}, `{"device_id":"d"}`},
		"a PIN, times and everything else": {
			AccessCodeParams{
				DeviceID: "d", PIN: "4726", Name: "Ada", StartsAt: from, EndsAt: to, CommonCodeKey: "suite",
				AllowExternalModification: true, UseBackupPool: true, NoNativeScheduling: true,
			},
			`{"device_id":"d","code":"4726","name":"Ada","starts_at":"2025-07-13T22:00:00Z","ends_at":"2025-07-16T22:00:00Z","common_code_key":"suite",
			"is_external_modification_allowed":true,"use_backup_access_code_pool":true,"prefer_native_scheduling":false}`,
		},
		"a length": {AccessCodeParams{DeviceID: "d", PreferredLength: 6, NoEnd: true}, `{"device_id":"d","preferred_code_length":6}`},
		"offline, for days": {
			AccessCodeParams{DeviceID: "d", StartsAt: from, EndsAt: to, Offline: true, Daily: true},
			`{"device_id":"d","starts_at":"2025-07-13T22:00:00Z","ends_at":"2025-07-16T22:00:00Z","is_offline_access_code":true,"max_time_rounding":"1d"}`,
		},
		"offline, once": {
			AccessCodeParams{DeviceID: "d", StartsAt: from, Offline: true, OneTime: true},
			`{"device_id":"d","starts_at":"2025-07-13T22:00:00Z","is_offline_access_code":true,"is_one_time_use":true}`,
		},
	} {
		s, sent := stubCodes(t, `{"access_code":{"access_code_id":"c","device_id":"d","code":"4726","status":"setting"},"action_attempt":{"action_attempt_id":"a"},"ok":true}`)
		got, err := s.Create(t.Context(), tt.params)
		want := &gen.AccessCode{AccessCodeID: "c", DeviceID: "d", Code: new("4726"), Status: gen.AccessCodeStatusSetting}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %+v, %v", name, got, err)
		}
		if len(*sent) != 1 || (*sent)[0].path != "/access_codes/create" {
			t.Fatalf("%s: sent %v", name, *sent)
		}
		sameJSON(t, name, (*sent)[0].body, tt.want)
	}
}

// A response without an access code is an error, also if it has an action attempt: without its ID, nobody
// could delete the code.
func TestCreateAccessCodeWithoutResult(t *testing.T) {
	for _, response := range []string{
		`{"ok":true}`,
		`{"access_code":null,"ok":true}`,
		`{"access_code":{},"ok":true}`,
		`{"action_attempt":{"action_attempt_id":"a","status":"pending"},"ok":true}`,
	} {
		s, _ := stubCodes(t, response)
		code, err := s.Create(t.Context(), AccessCodeParams{DeviceID: "d", NoEnd: true})
		missing, ok := errors.AsType[*gen.MissingResultError](err)
		if code != nil || !ok || missing.Key != "access_code" {
			t.Errorf("%s: %v, %v", response, code, err)
		}
	}
}

// Create and Validate report every problem, and nothing is sent.
func TestAccessCodeParamsProblems(t *testing.T) {
	from := time.Date(2025, 7, 13, 15, 0, 0, 0, time.UTC)
	to := from.Add(time.Hour)
	for name, tt := range map[string]struct {
		params AccessCodeParams
		want   string
	}{
		"zero":                 {AccessCodeParams{}, "DeviceID: empty; EndsAt: zero; set StartsAt and EndsAt, or set NoEnd for a code without an end"},
		"letters":              {AccessCodeParams{DeviceID: "d", PIN: "12a4", NoEnd: true}, "PIN: digits only"},
		"short":                {AccessCodeParams{DeviceID: "d", PIN: "123", NoEnd: true}, "PIN: 3 digits; use 4 to 12, or none to let Seam choose"},
		"long":                 {AccessCodeParams{DeviceID: "d", PIN: "1234567890123", NoEnd: true}, "PIN: 13 digits; use 4 to 12, or none to let Seam choose"},
		"a PIN and its length": {AccessCodeParams{DeviceID: "d", PIN: "1234", PreferredLength: 4, NoEnd: true}, "PreferredLength: set together with PIN; set only one of them"},
		"a negative length":    {AccessCodeParams{DeviceID: "d", PIN: "1234", PreferredLength: -1, NoEnd: true}, "PreferredLength: negative"},
		"only a start":         {AccessCodeParams{DeviceID: "d", StartsAt: from}, "EndsAt: zero; set it together with StartsAt"},
		"only an end":          {AccessCodeParams{DeviceID: "d", EndsAt: to}, "StartsAt: zero; set it together with EndsAt"},
		"reversed":             {AccessCodeParams{DeviceID: "d", StartsAt: to, EndsAt: from}, "EndsAt: before StartsAt"},
		"an end and no end":    {AccessCodeParams{DeviceID: "d", StartsAt: from, EndsAt: to, NoEnd: true}, "NoEnd: set together with StartsAt or EndsAt; a code without an end starts at once"},
		"everything": {
			AccessCodeParams{PIN: "1", PreferredLength: 4, StartsAt: from, NoEnd: true, Offline: true},
			"DeviceID: empty; PIN: 1 digits; use 4 to 12, or none to let Seam choose; PreferredLength: set together with PIN; set only one of them; " +
				"NoEnd: set together with StartsAt or EndsAt; a code without an end starts at once; PIN: set together with Offline; the device computes the PIN of an offline code",
		},
		"online": {
			AccessCodeParams{DeviceID: "d", NoEnd: true, OneTime: true, Daily: true},
			"OneTime: only for offline codes; set Offline, too; Daily: only for offline codes; set Offline, too",
		},
	} {
		s, sent := stubCodes(t, `{"ok":true}`)
		_, err := s.Create(t.Context(), tt.params)
		if want := "seam: /access_codes/create: " + tt.want; err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", name, err, want)
		}
		if problem := tt.params.Validate(); !reflect.DeepEqual(problem, err) || !errors.Is(err, ErrInvalidInput) {
			t.Errorf("%s: Validate returns %v", name, problem)
		}
		if len(*sent) > 0 {
			t.Errorf("%s: sent %v", name, *sent)
		}
	}
}

func TestAccessCodeParamsPrint(t *testing.T) {
	params := AccessCodeParams{DeviceID: "d", PIN: "824759", Name: "Ada", NoEnd: true}
	for _, text := range []string{fmt.Sprint(params), fmt.Sprintf("%#v", &params), params.LogValue().String(), jsonText(params)} {
		if strings.Contains(text, "824759") || !strings.Contains(text, "Ada") {
			t.Error(text)
		}
	}
}
