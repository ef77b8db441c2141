package handwritten

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
)

// ours reads the package seam of this module.
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
		"field of a separately decoded type":          {"acs_credential_visionline_metadata", "card_id", []string{"seam.VisionlineMetadata.CardID"}},
		"value with a constant here":                  {"acs_credential_external_type", "hid_credential", []string{"seam.CredentialExternalTypeHIDCredential"}},
		"operation":                                   {"/acs/credentials/delete", "", []string{"seam.CredentialsService.Delete"}},
		"hand-written request":                        {"acs_credentials_create_request", "code", []string{"seam.CredentialsService.Create", "seam.createCredentialRequest.Code"}},
		"part of a hand-written request":              {"acs_credentials_create_request_visionline_metadata", "override", []string{"seam.visionlineRequest.Override"}},
		"generated request that is filled here":       {"acs_encoders_scan_credential_request", "acs_encoder_id", []string{"seam.EncodersService.Scan"}},
		"generated request of typed parameters":       {"access_codes_create_request", "code", []string{"seam.AccessCodeParams.request", "seam.AccessCodesService.Create"}},
		"generated field that is read here":           {"action_attempt", "status", []string{"seam.ActionPendingError.Error", "seam.Attempt.Status", "seam.outcomeOf"}},
		"generated result that is handed on":          {"acs_entrance", "display_name", []string{"seam.CanUnlock", "seam.CannotUnlock", "seam.CredentialsService.ListAccessibleEntrances"}},
		"operation of access grants":                  {"/access_grants/update", "", []string{"seam.AccessGrantsService.Update"}},
		"operation that a wait sends":                 {"/connect_webviews/get", "", []string{"seam.ConnectWebviewsService.WaitAuthorized"}},
		"field that a wait reads":                     {"connect_webview", "connected_account_id", []string{"seam.isConnected"}},
		"value that a wait ends with":                 {"connect_webview_status", "failed", []string{"seam.ConnectWebviewsService.WaitAuthorized"}},
		"rule of a device":                            {"code_constraint_type", "no_zeros", []string{"seam.pinRule"}},
		"generated value with another name here":      {"scan_warning_code", "acs_credential_on_encoder_out_of_sync", []string{"seam.ScanWarningOutOfSync"}},
		"result of an action":                         {"scan_credential_action_attempt_result", "warnings", []string{"seam.ScanResult.Warnings"}},
		"only generated":                              {"thermostat_schedule", "name", nil},
		"operation that is only generated":            {"/thermostats/list", "", nil},
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

// The report lists the hand-written types and constants that no compiler would miss.
func TestMarkListsChangesByHand(t *testing.T) {
	t.Parallel()
	p, err := ours()
	if err != nil {
		t.Fatal(err)
	}
	report := &drift.Report{Changes: []drift.Change{
		{Kind: drift.ResponseFieldAdded, In: "acs_credential", Name: "colour", Source: drift.Additive},
		{Kind: drift.ResponseFieldRemoved, In: "acs_credential", Name: "card_number", Source: drift.Breaks},
		{Kind: drift.DocsChanged, In: "acs_credential", Name: "code"},
		{Kind: drift.ResponseValueAdded, In: "acs_credential_external_type", Name: "new_credential", Source: drift.Additive},
		{Kind: drift.ResponseFieldAdded, In: "acs_credential", Name: "size", Source: drift.Additive},
		{Kind: drift.ResponseFieldAdded, In: "thermostat_schedule", Name: "size", Source: drift.Additive},
	}}
	p.Mark(report)
	want := map[string][]int{"seam.Credential": {0, 4}, "seam.Credential.CardNumber": {1}, "seam.CredentialExternalType": {3}}
	got := map[string][]int{}
	for _, h := range report.ByHand {
		got[h.Symbol] = h.Changes
		if !strings.HasPrefix(h.File, "wrapper/") || h.Line == 0 {
			t.Errorf("%s is at %s:%d", h.Symbol, h.File, h.Line)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	p, err := ours()
	if err != nil {
		t.Fatal(err)
	}
	report := &drift.Report{
		Changes: []drift.Change{
			{Kind: drift.OperationRemoved, In: "/acs/encoders/scan_credential", Source: drift.Breaks},
			{Kind: drift.ResponseFieldRemoved, In: "acs_user", Name: "full_name", Source: drift.Breaks},
			{Kind: drift.ResponseFieldRemoved, In: "acs_user", Name: "hid_acs_system_id", Source: drift.Breaks},
		},
		Compiled: &drift.Compiled{Breaks: []drift.Break{
			{Text: "s.generated().ScanCredential undefined (type *gen.ACSEncodersService has no field or method ScanCredential)"},
			{Text: "user.FullName undefined (type gen.ACSUser has no field or method FullName)"},
			{Text: "undefined: gen.Elsewhere"},
		}},
	}
	p.Explain(report)
	for i, want := range [][]int{{0}, {1}, nil} {
		if got := report.Compiled.Breaks[i].Changes; !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", report.Compiled.Breaks[i].Text, got, want)
		}
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
		"EncodersService.ResumeEncode": nil, // it names an operation and sends no call
		"Attempt.Wait":                 {"/action_attempts/get"},
		"Client.Call":                  nil, // the caller chooses the operation
	} {
		if got, known := calls[name]; !known || !slices.Equal(got, want) {
			t.Errorf("%s calls %q, want %q", name, got, want)
		}
	}
}
