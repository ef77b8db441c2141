package seam

import (
	"encoding/json"
	"testing"
)

func TestPINOn(t *testing.T) {
	const (
		// The method m was created for the PIN 1906. The lock "taken" has 4348 instead, since a second try.
		requested = `{"access_grant_id":"g","requested_access_methods":[
			{"mode":"code","code":"1906","created_access_method_ids":["m"]},
			{"mode":"code","code":"1852","created_access_method_ids":["later"]},
			{"mode":"code","created_access_method_ids":["chosen by Seam"]}],
		"warnings":[
			{"warning_code":"requested_code_unavailable","device_id":"taken","original_code":"1906","new_code":"4348","created_at":"2026-03-02T00:00:00Z"},
			{"warning_code":"requested_code_unavailable","device_id":"taken","original_code":"1906","new_code":"7777","created_at":"2026-03-01T00:00:00Z"},
			{"warning_code":"requested_code_unavailable","device_id":"also taken","original_code":"1906","new_code":"5511"},
			{"warning_code":"of tomorrow","device_id":"free","original_code":"1906","new_code":"8888"}]}`
		withoutRequests = `{"warnings":[{"warning_code":"requested_code_unavailable","device_id":"taken","original_code":"1906","new_code":"4348"}]}`
		backup          = `,"warnings":[{"warning_code":"pulled_backup_access_code","original_access_method_id":"old"}]`
	)
	for name, tt := range map[string]struct{ grant, method, device, want string }{
		"the lock has the PIN":             {requested, `"access_method_id":"m","code":"1906"`, "free", "1906"},
		"the lock has another PIN":         {requested, `"access_method_id":"m","code":"1906"`, "taken", "4348"},
		"every lock has another PIN":       {requested, `"access_method_id":"m","code":"4348"`, "also taken", "5511"},
		"a method of another request":      {requested, `"access_method_id":"later","code":"1852"`, "taken", "1852"},
		"a PIN of Seam that is replaced":   {requested, `"access_method_id":"chosen by Seam","code":"1906"`, "taken", "4348"},
		"a PIN of Seam that is free":       {requested, `"access_method_id":"chosen by Seam","code":"2222"`, "taken", "2222"},
		"a grant that lists no requests":   {withoutRequests, `"access_method_id":"m","code":"1906"`, "taken", "4348"},
		"a backup code":                    {requested, `"access_method_id":"m","code":"9999"` + backup, "taken", "9999"},
		"no PIN yet":                       {requested, `"access_method_id":"m"`, "taken", ""},
		"a device that is not the grant's": {requested, `"access_method_id":"m","code":"1906"`, "elsewhere", "1906"},
	} {
		t.Run(name, func(t *testing.T) {
			var grant AccessGrant
			var method GrantedMethod
			if err := json.Unmarshal([]byte(tt.grant), &grant); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(`{`+tt.method+`}`), &method); err != nil {
				t.Fatal(err)
			}
			if got := grant.PINOn(tt.device, &method); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
