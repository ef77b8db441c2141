package document_test

import (
	"reflect"
	"slices"
	"testing"
)

// base has some of the required fields of a credential.
type base struct {
	ID          string  `json:"acs_credential_id"`
	SystemID    string  `json:"acs_system_id"`
	DisplayName string  `json:"display_name"`
	CreatedAt   *string `json:"created_at"`
}

// complete has all required fields of a credential.
type complete struct {
	base
	AccessMethod string   `json:"access_method"`
	WorkspaceID  string   `json:"workspace_id"`
	IsManaged    bool     `json:"is_managed"`
	AccountID    string   `json:"connected_account_id"`
	Errors       []string `json:"errors,omitempty"`
	Warnings     []any    `json:"warnings"`
}

func TestLacks(t *testing.T) {
	t.Parallel()
	op := lookup(t, "/acs/credentials/list")
	var null *complete
	for name, c := range map[string]struct {
		list any
		want bool
	}{
		"no credential":              {[]complete{}, false},
		"a type with all fields":     {[]complete{{}}, false},
		"a type without some fields": {[]*base{{}}, true},
		"null":                       {[]*complete{null}, false},
		"the second of several":      {[]any{complete{}, base{}}, true},
		"a map without a field":      {[]any{map[string]any{}}, true},
		"not an array":               {"text", false},
	} {
		if got := op.Lacks(map[string]any{"acs_credentials": c.list, "pagination": nil}); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if !op.Lacks(map[string]any{"pagination": nil}) {
		t.Error("a response without the list lacks nothing")
	}
}

func TestFill(t *testing.T) {
	t.Parallel()
	response := map[string]any{"pagination": nil, "acs_credentials": []any{map[string]any{"display_name": "Card", "warnings": nil}}}
	filled := lookup(t, "/acs/credentials/list").Fill(response, source())
	got := response["acs_credentials"].([]any)[0].(map[string]any)
	want := map[string]any{
		"display_name": "Card", "warnings": nil, // as they were
		"access_method": "code", "acs_credential_id": "00000000-0000-4000-8000-000000000001",
		"acs_system_id": "00000000-0000-4000-8000-000000000003", "connected_account_id": "00000000-0000-4000-8000-000000000002",
		"created_at": "2024-02-01T10:00:00.000Z", "errors": []any{}, "is_managed": true,
		"workspace_id": "00000000-0000-4000-8000-000000000004",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if len(filled) != 8 || !slices.Contains(filled, "workspace_id") {
		t.Errorf("filled %v", filled)
	}
}

// Fill adds the fields of the selected variant. It changes nothing if no variant matches.
func TestFillVariant(t *testing.T) {
	t.Parallel()
	op := lookup(t, "/action_attempts/get")
	for kind, want := range map[string]bool{"UNLOCK_DOOR": true, "SOMETHING_ELSE": false} {
		attempt := map[string]any{"action_type": kind}
		response := map[string]any{"action_attempt": attempt}
		if op.Lacks(response) != want {
			t.Errorf("%s: lacks %v", kind, !want)
		}
		op.Fill(response, source())
		if _, given := attempt["action_attempt_id"]; given != want {
			t.Errorf("%s: %v", kind, attempt)
		}
	}
}
