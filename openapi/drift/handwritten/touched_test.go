package handwritten

import (
	"context"
	"slices"
	"sync"
	"testing"
)

// ours is package seam as it stands.
var ours = sync.OnceValues(func() (*Package, error) { return Read(context.Background(), "../../..") })

func TestTouched(t *testing.T) {
	t.Parallel()
	p, err := ours()
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		in, name string
		want     []string
	}{
		"field of a type that stands for a component": {"acs_credential", "code", []string{"seam.Credential.Code"}},
		"field that has no line here yet":             {"acs_credential", "colour", []string{"seam.Credential"}},
		"field of what is decoded apart":              {"acs_credential_visionline_metadata", "card_id", []string{"seam.VisionlineMetadata.CardID"}},
		"value with a constant here":                  {"acs_credential_external_type", "hid_credential", []string{"seam.CredentialExternalTypeHIDCredential"}},
		"operation":                                   {"/acs/credentials/delete", "", []string{"seam.CredentialsService.Delete"}},
		"request by hand":                             {"acs_credentials_create_request", "code", []string{"seam.CredentialsService.Create", "seam.createCredentialRequest.Code"}},
		"part of a request by hand":                   {"acs_credentials_create_request_visionline_metadata", "override", []string{"seam.visionlineRequest.Override"}},
		"generated request that is filled here":       {"acs_encoders_scan_credential_request", "acs_encoder_id", []string{"seam.EncodersService.Scan"}},
		"generated field that is read here":           {"action_attempt", "status", []string{"seam.ActionPendingError.Error", "seam.Attempt.Status", "seam.outcomeOf"}},
		"generated result that is handed on":          {"acs_entrance", "display_name", []string{"seam.CannotUnlock", "seam.CredentialsService.ListAccessibleEntrances"}},
		"operation of access grants":                  {"/access_grants/update", "", []string{"seam.AccessGrantsService.Update"}},
		"rule of a device":                            {"code_constraint_type", "no_zeros", []string{"seam.pinRule"}},
		"generated value with another name here":      {"scan_warning_code", "acs_credential_on_encoder_out_of_sync", []string{"seam.ScanWarningOutOfSync"}},
		"result of an action":                         {"scan_credential_action_attempt_result", "warnings", []string{"seam.ScanResult.Warnings"}},
		"what is generated alone":                     {"thermostat_schedule", "name", nil},
		"operation that is generated alone":           {"/thermostats/list", "", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := p.Touched(test.in, test.name); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestMethods(t *testing.T) {
	t.Parallel()
	p, err := ours()
	if err != nil {
		t.Fatal(err)
	}
	calls := map[string][]string{}
	for _, m := range p.Methods() {
		calls[m.Name] = m.Calls
		if m.File == "" || m.Line == 0 {
			t.Errorf("%s has no place", m.Name)
		}
	}
	for name, want := range map[string][]string{
		"CredentialsService.Update":    {"/acs/credentials/get", "/acs/credentials/update"},
		"CredentialsService.List":      {"/acs/credentials/list"},
		"EncodersService.Scan":         {"/acs/encoders/scan_credential"},
		"EncodersService.ResumeEncode": nil, // it names an operation, and sends none
		"Attempt.Wait":                 {"/action_attempts/get"},
		"Client.Call":                  nil, // the caller says which
	} {
		if got, known := calls[name]; !known || !slices.Equal(got, want) {
			t.Errorf("%s calls %q, want %q", name, got, want)
		}
	}
}
