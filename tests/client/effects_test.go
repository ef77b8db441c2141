package client

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
)

// The operation table says which operations may be repeated.
func TestEffects(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]gen.Effect{
		"/access_codes/create_multiple":              gen.Write, // It has a PUT form, and creates codes each time.
		"/client_sessions/create":                    gen.Write, // The same for sessions.
		"/client_sessions/get_or_create":             gen.Idempotent,
		"/customers/push_data":                       gen.Idempotent,
		"/access_codes/pull_backup_access_code":      gen.Idempotent,
		"/access_codes/create":                       gen.Write,
		"/client_sessions/grant_access":              gen.Write,
		"/thermostats/daily_programs/update":         gen.Write,
		"/access_codes/unmanaged/convert_to_managed": gen.Write,
		"/webhooks/update":                           gen.Idempotent,
		"/spaces/add_devices":                        gen.Idempotent,
		"/devices/get":                               gen.Read,
	} {
		if op := gen.LookupOperation(path); op.Effect != want {
			t.Errorf("%s: %v, want %v", path, op.Effect, want)
		}
	}
}

// Only the error code of its own resource makes a deletion or removal count as done.
func TestGone(t *testing.T) {
	t.Parallel()
	for path, want := range map[string][]string{
		"/acs/credentials/delete":                {"acs_credential_not_found"},
		"/acs/credentials/unassign":              nil,
		"/access_codes/delete":                   {"access_code_not_found"},
		"/access_codes/unmanaged/delete":         {"access_code_not_found"},
		"/noise_sensors/noise_thresholds/delete": {"noise_threshold_not_found"},
		"/thermostats/delete_climate_preset":     {"climate_preset_not_found"},
		"/acs/users/remove_from_access_group":    {"acs_user_not_found", "acs_access_group_not_found"},
		"/spaces/remove_devices":                 {"space_not_found"},
		"/customers/delete_data":                 nil,
		"/access_codes/update":                   nil,
	} {
		if op := gen.LookupOperation(path); !slices.Equal(op.Gone, want) {
			t.Errorf("%s: %v, want %v", path, op.Gone, want)
		}
	}
	for _, op := range gen.Operations() {
		if len(op.Gone) > 0 && (op.Effect != gen.Idempotent || slices.Contains(op.Gone, "workspace_not_found")) {
			t.Errorf("%s: %v, %v", op.Path, op.Effect, op.Gone)
		}
	}
	// Operations returns copies.
	for _, op := range gen.Operations() {
		if len(op.Gone) > 0 {
			op.Gone[0] = "changed"
		}
	}
	if gone := gen.LookupOperation("/acs/credentials/delete").Gone; gone[0] != "acs_credential_not_found" {
		t.Errorf("the table was changed to %v", gone)
	}
}
