package seam

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
)

// actionStart is a call that starts an action, and the request that it should send.
type actionStart struct {
	start      func(t *testing.T, c *Client) error
	path, body string
}

func actionStarts() map[string]actionStart {
	return map[string]actionStart{
		"encode": {func(t *testing.T, c *Client) error {
			_, err := newEncodersService(c).Encode(t.Context(), "enc_1", "cred_1")
			return err
		}, "/acs/encoders/encode_credential", `{"acs_credential_id":"cred_1","acs_encoder_id":"enc_1"}`},
		"scan": {func(t *testing.T, c *Client) error {
			_, err := newEncodersService(c).Scan(t.Context(), "enc_1")
			return err
		}, "/acs/encoders/scan_credential", `{"acs_encoder_id":"enc_1"}`},
		"scan to assign to a user": {func(t *testing.T, c *Client) error {
			_, err := newEncodersService(c).ScanToAssign(t.Context(), "enc_1", ACSUser("user_1"))
			return err
		}, "/acs/encoders/scan_to_assign_credential", `{"acs_encoder_id":"enc_1","acs_user_id":"user_1"}`},
		"scan to assign to an identity": {func(t *testing.T, c *Client) error {
			_, err := newEncodersService(c).ScanToAssign(t.Context(), "enc_1", UserIdentity("id_1"))
			return err
		}, "/acs/encoders/scan_to_assign_credential", `{"acs_encoder_id":"enc_1","user_identity_id":"id_1"}`},
		"encode an access method": {func(t *testing.T, c *Client) error {
			_, err := newAccessMethodsService(c).Encode(t.Context(), "enc_1", "am_1")
			return err
		}, "/access_methods/encode", `{"access_method_id":"am_1","acs_encoder_id":"enc_1"}`},
		"assign a card": {func(t *testing.T, c *Client) error {
			_, err := newAccessMethodsService(c).AssignCard(t.Context(), "am_1", "0042")
			return err
		}, "/access_methods/assign_card", `{"access_method_id":"am_1","card_number":"0042"}`},
	}
}

func TestActionRequests(t *testing.T) {
	for name, tt := range actionStarts() {
		t.Run(name, func(t *testing.T) {
			a := &actionServer{t: t}
			if err := tt.start(t, a.client()); err != nil {
				t.Fatal(err)
			}
			if a.path != tt.path || a.body != tt.body || a.started.Load() != 1 || a.polls.Load() != 0 {
				t.Errorf("sent %s %s, started %d times, polled %d times", a.path, a.body, a.started.Load(), a.polls.Load())
			}
		})
	}
}

// Starting an action is a write: it is not repeated if it may have been processed.
func TestActionNotRepeated(t *testing.T) {
	for name, tt := range actionStarts() {
		t.Run(name, func(t *testing.T) {
			sent := 0
			c := &Client{Client: gen.NewClient(failingCaller(t, &sent))}
			err := tt.start(t, c)
			if e, ok := errors.AsType[*Error](err); !ok || e.Operation != tt.path || !errors.Is(err, ErrOutcomeUnknown) || sent != 1 {
				t.Errorf("sent %d times, %v", sent, err)
			}
		})
	}
}

func TestActionParams(t *testing.T) {
	sent := 0
	c := &Client{Client: gen.NewClient(failingCaller(t, &sent))}
	encoders, methods := newEncodersService(c), newAccessMethodsService(c)
	var noEncoders *EncodersService
	var noMethods *AccessMethodsService
	tests := map[string]struct {
		err  func() error
		text string
	}{
		"encode": {func() error { _, err := encoders.Encode(t.Context(), "", " "); return err },
			"seam: /acs/encoders/encode_credential: ACSEncoderID: empty; ACSCredentialID: empty"},
		"scan": {func() error { _, err := encoders.Scan(t.Context(), ""); return err },
			"seam: /acs/encoders/scan_credential: ACSEncoderID: empty"},
		"scan to assign": {func() error { _, err := encoders.ScanToAssign(t.Context(), "", ACSUser("")); return err },
			"seam: /acs/encoders/scan_to_assign_credential: ACSEncoderID: empty; ACSUserID: empty"},
		"scan to assign to nobody": {func() error { _, err := encoders.ScanToAssign(t.Context(), "enc_1", nil); return err },
			"seam: /acs/encoders/scan_to_assign_credential: Holder: nil; set a holder, for example seam.ACSUser(id)"},
		"encode an access method": {func() error { _, err := methods.Encode(t.Context(), "", ""); return err },
			"seam: /access_methods/encode: ACSEncoderID: empty; AccessMethodID: empty"},
		"get an access method": {func() error { _, err := methods.Get(t.Context(), ""); return err },
			"seam: /access_methods/get: AccessMethodID: empty"},
		"assign a card": {func() error { _, err := methods.AssignCard(t.Context(), "", ""); return err },
			"seam: /access_methods/assign_card: AccessMethodID: empty; CardNumber: empty"},
		"no service": {func() error { _, err := noEncoders.Scan(t.Context(), "enc_1"); return err }, errServiceWithoutClient.Error()},
		"zero service": {func() error { _, err := new(EncodersService).Encode(t.Context(), "enc_1", "cred_1"); return err },
			errServiceWithoutClient.Error()},
		"no methods": {func() error { _, err := noMethods.AssignCard(t.Context(), "am_1", "0042"); return err },
			errServiceWithoutClient.Error()},
		"get from no methods": {func() error { _, err := noMethods.Get(t.Context(), "am_1"); return err },
			errServiceWithoutClient.Error()},
		"list of no methods": {func() error { _, err := new(AccessMethodsService).List(t.Context(), nil); return err },
			errServiceWithoutClient.Error()},
		"resumed by no service": {func() error { _, err := noEncoders.ResumeScan("aa_1").Wait(t.Context()); return err },
			errAttemptWithoutClient.Error()},
		"resumed by no methods": {func() error { _, err := noMethods.ResumeEncode("aa_1").Wait(t.Context()); return err },
			errAttemptWithoutClient.Error()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if err := tt.err(); err == nil || err.Error() != tt.text {
				t.Errorf("%v, want %q", err, tt.text)
			}
		})
	}
	if sent != 0 {
		t.Errorf("sent %d requests", sent)
	}
}

func TestScan(t *testing.T) {
	const found = `{
		"acs_credential_on_encoder": {"card_number": "0042", "created_at": "yesterday", "is_issued": true},
		"acs_credential_on_seam": {"acs_credential_id": "cred_1", "created_at": "yesterday"},
		"warnings": [{"warning_code": "acs_credential_on_encoder_out_of_sync", "warning_message": "differs"}, {"warning_code": "new"}]}`
	synctest.Test(t, func(t *testing.T) {
		a := &actionServer{t: t, kind: "SCAN_CREDENTIAL"}
		a.poll = a.pendingFor(7e9, a.attempt("success", found, "null"))
		encoders := newEncodersService(a.client())
		attempt, err := encoders.Scan(t.Context(), "enc_1")
		if err != nil {
			t.Fatal(err)
		}
		for _, attempt := range []*Attempt[*ScanResult]{attempt, encoders.ResumeScan("aa_1")} {
			scan, err := attempt.Wait(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			checkScan(t, scan)
		}
	})
}

// checkScan checks a scan. Its invalid dates must not affect the other members.
func checkScan(t *testing.T, scan *ScanResult) {
	t.Helper()
	card := scan.OnCard
	if card == nil || card.CardNumber == nil || *card.CardNumber != "0042" || card.IsIssued == nil || card.CreatedAt != nil {
		t.Errorf("on the card: %+v", card)
	}
	if scan.OnSeam == nil || scan.OnSeam.ACSCredentialID != "cred_1" {
		t.Errorf("on Seam: %v", scan.OnSeam)
	}
	if len(scan.Warnings) != 2 || scan.Warnings[0].WarningCode != ScanWarningOutOfSync || scan.Warnings[1].WarningCode != "new" {
		t.Errorf("warnings: %v", scan.Warnings)
	}
}

func TestScanUnknownCard(t *testing.T) {
	a := &actionServer{t: t, kind: "SCAN_CREDENTIAL"}
	a.poll = alwaysAttempt(a.attempt("success", `{"acs_credential_on_encoder":{"card_number":"0042"},"acs_credential_on_seam":null,`+
		`"warnings":[{"warning_code":"acs_credential_on_seam_not_found"}]}`, "null"))
	scan, err := newEncodersService(a.client()).ResumeScan("aa_1").Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if scan.OnSeam != nil || scan.OnCard == nil || len(scan.Warnings) != 1 || scan.Warnings[0].WarningCode != ScanWarningNotOnSeam {
		t.Errorf("%+v", scan)
	}
}

func TestScanToAssign(t *testing.T) {
	a := &actionServer{t: t, kind: "SCAN_TO_ASSIGN_CREDENTIAL"}
	a.poll = alwaysAttempt(a.attempt("success", `{"acs_credential_id":"cred_1","acs_user_id":"user_1"}`, "null"))
	encoders := newEncodersService(a.client())
	attempt, err := encoders.ScanToAssign(t.Context(), "enc_1", ACSUser("user_1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, attempt := range []*Attempt[*Credential]{attempt, encoders.ResumeScanToAssign("aa_1")} {
		credential, err := attempt.Wait(t.Context())
		if err != nil || credential.ACSCredentialID != "cred_1" {
			t.Errorf("%v, %v", credential, err)
		}
	}
}

func TestAccessMethodCards(t *testing.T) {
	a := &actionServer{t: t, kind: "ENCODE_CREDENTIAL"}
	a.poll = alwaysAttempt(a.attempt("success", issuedCredential, "null"))
	methods := newAccessMethodsService(a.client())
	encode, err := methods.Encode(t.Context(), "enc_1", "am_1")
	if err != nil {
		t.Fatal(err)
	}
	for _, attempt := range []*Attempt[*Credential]{encode, methods.ResumeEncode("aa_1")} {
		credential, err := attempt.Wait(t.Context())
		if err != nil || credential.ACSCredentialID != "cred_1" {
			t.Errorf("%v, %v", credential, err)
		}
	}
	a.kind = "ASSIGN_CREDENTIAL"
	a.poll = alwaysAttempt(a.attempt("success", `{"access_method_id":"am_1","is_issued":true}`, "null"))
	assign, err := methods.AssignCard(t.Context(), "am_1", "0042")
	if err != nil {
		t.Fatal(err)
	}
	for _, attempt := range []*Attempt[*GrantedMethod]{assign, methods.ResumeAssignCard("aa_1")} {
		method, err := attempt.Wait(t.Context())
		if err != nil || method.AccessMethodID != "am_1" {
			t.Errorf("%v, %v", method, err)
		}
	}
}

// failingCaller returns a caller that counts the requests and responds to each with a 500.
func failingCaller(t *testing.T, sent *int) *caller {
	t.Helper()
	return stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		*sent++
		return newResponse(500, ""), nil
	})
}
