package seam

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// Matching yields the credentials that a Create with these parameters may have created.
func TestMatching(t *testing.T) {
	end := time.Date(2030, 6, 1, 12, 0, 0, 123456789, time.UTC)
	params := CredentialParams{Holder: ACSUser("u"), Method: Code{PIN: "1234"}, EndsAt: end}
	const same = `"acs_user_id":"u","access_method":"code","code":"1234","ends_at":"2030-06-01T12:00:00.123Z"`
	list := `{"acs_credential_id":"same",` + same + `},` +
		`{"acs_credential_id":"without PIN","acs_user_id":"u","access_method":"code","code":null,"ends_at":"2030-06-01T12:00:00.123Z"},` +
		`{"acs_credential_id":"with a start",` + same + `,"starts_at":"2030-05-01T12:00:00Z"},` +
		`{"acs_credential_id":"another user",` + strings.Replace(same, `"u"`, `"v"`, 1) + `},` +
		`{"acs_credential_id":"another PIN",` + strings.Replace(same, "1234", "9999", 1) + `},` +
		`{"acs_credential_id":"another method",` + strings.Replace(same, `"code"`, `"card"`, 1) + `},` +
		`{"acs_credential_id":"another end",` + strings.Replace(same, "123Z", "124Z", 1) + `},` +
		`{"acs_credential_id":"no end","acs_user_id":"u","access_method":"code","code":"1234"}`
	s, sent := stubCredentials(t, `{"acs_credentials":[`+list+`],"pagination":{"has_next_page":false},"ok":true}`)
	var got []string
	for c, err := range s.Matching(t.Context(), params) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c.ACSCredentialID)
	}
	if want := "same, without PIN, with a start"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %s", got, want)
	}
	if len(*sent) != 1 || (*sent)[0].body != `{"acs_user_id":"u"}` {
		t.Errorf("sent %v", *sent)
	}
}

// Invalid parameters and failed calls are errors, not an empty list.
func TestMatchingFails(t *testing.T) {
	s, sent := stubCredentials(t, `{"ok":false}`)
	for name, params := range map[string]CredentialParams{
		"bad": {}, "rejected": {Holder: UserIdentityIn("i", "s"), Method: CloudKey{}},
	} {
		failed := false
		for c, err := range s.Matching(t.Context(), params) {
			failed = err != nil && c == nil
		}
		if !failed {
			t.Errorf("%s: no error", name)
		}
	}
	if len(*sent) != 1 || (*sent)[0].body != `{"acs_system_id":"s","user_identity_id":"i"}` {
		sameJSON(t, "the request", (*sent)[0].body, `{"acs_system_id":"s","user_identity_id":"i"}`)
	}
}

// If the first response to an assignment is lost and the second attempt is rejected, the credential
// is fetched.
func TestAssignmentIsConfirmed(t *testing.T) {
	held := `{"ok":true,"acs_credential":{"acs_credential_id":"c","acs_user_id":"u"}}`
	unassigned := `{"ok":true,"acs_credential":{"acs_credential_id":"c","acs_user_id":""}}`
	malformed := `{"ok":true,"acs_credential":{"acs_credential_id":"c","acs_user_id":{}}}`
	byIdentity := `{"ok":true,"acs_credential":{"acs_credential_id":"c","user_identity_id":"i"}}`
	assign, unassign := (*CredentialsService).Assign, (*CredentialsService).Unassign
	for name, tt := range map[string]struct {
		do        func(*CredentialsService, context.Context, string, Holder, ...gen.CallOption) (*Credential, error)
		fetched   step
		confirmed bool
	}{
		"assigned":                {assign, respond(200, held), true},
		"not assigned":            {assign, respond(200, unassigned), false},
		"unassigned":              {unassign, respond(200, unassigned), true},
		"still held":              {unassign, respond(200, held), false},
		"malformed holder":        {unassign, respond(200, malformed), false},
		"holder not shown":        {unassign, respond(200, byIdentity), false},
		"cannot be fetched":       {unassign, respond(403, seamRejection), false},
		"gone":                    {unassign, respond(404, `{"error":{"type":"acs_credential_not_found"}}`), false},
		"not in the response":     {unassign, respond(200, `{"ok":true}`), false},
		"another server responds": {unassign, respond(200, `{}`), false},
	} {
		synctest.Test(t, func(t *testing.T) {
			steps := []step{loseResponse, respond(409, `{"error":{"type":"acs_credential_not_assigned"}}`), tt.fetched}
			s := newCredentialsService(clientOver(stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
				return steps[min(n, len(steps))-1]()
			})))
			c, err := tt.do(s, t.Context(), "c", ACSUser("u"))
			if tt.confirmed && (err != nil || c == nil || c.ACSCredentialID != "c") {
				t.Errorf("%s: %v, %v", name, c, err)
			}
			if !tt.confirmed && (c != nil || !errors.Is(err, ErrOutcomeUnknown)) {
				t.Errorf("%s: %v, %v, want ErrOutcomeUnknown", name, c, err)
			}
			if _, isMade := errors.AsType[*gen.MissingResultError](err); isMade {
				t.Errorf("%s: %v says that the assignment was made", name, err)
			}
		})
	}
}

// Matching uses the parameters as they were when the loop began.
func TestMatchingKeepsItsParameters(t *testing.T) {
	const found = `{"acs_credential_id":"c","acs_user_id":"u","access_method":"code","code":"1234"}`
	s, _ := stubCredentials(t,
		`{"acs_credentials":[`+found+`],"pagination":{"has_next_page":true,"next_page_cursor":"c2"},"ok":true}`,
		`{"acs_credentials":[`+found+`],"pagination":{"has_next_page":false},"ok":true}`)
	method := &Code{PIN: "1234"}
	n := 0
	for _, err := range s.Matching(t.Context(), CredentialParams{Holder: ACSUser("u"), Method: method}) {
		if err != nil {
			t.Fatal(err)
		}
		method.PIN = "9999"
		n++
	}
	if n != 2 {
		t.Errorf("found %d of 2", n)
	}
}
