package seam_test

import (
	"errors"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A code whose creation lost its response is created once, and the loop in the comment of
// AccessCodesService.Create finds it.
func TestLostAccessCode(t *testing.T) {
	srv := seamtest.NewServer()
	client := srv.Client()
	params := seam.AccessCodeParams{DeviceID: srv.AddDevice(seamtest.Device{}), Name: "stay-4711", NoEnd: true}
	find := func() (found []string) {
		t.Helper()
		req := &gen.AccessCodesListRequest{DeviceID: &params.DeviceID, Search: &params.Name}
		for code, err := range client.AccessCodes.List(t.Context(), req) {
			if err != nil {
				t.Fatal(err)
			}
			if code.Name != nil && *code.Name == params.Name {
				found = append(found, code.AccessCodeID)
			}
		}
		return found
	}
	longer := params
	longer.Name += "0"
	if _, err := client.AccessCodes.Create(t.Context(), longer); err != nil {
		t.Fatal(err)
	}
	if found := find(); len(found) != 0 {
		t.Errorf("found %v before the code was created", found)
	}
	srv.ResetAfterNext("/access_codes/create")
	if _, err := client.AccessCodes.Create(t.Context(), params); !errors.Is(err, seam.ErrOutcomeUnknown) {
		t.Fatal(err)
	}
	if found := find(); len(found) != 1 {
		t.Errorf("found %v", found)
	}
}

// AccessCodesService.CheckPIN accepts a PIN exactly if Seam does: also next to a PIN that people have set in the
// app of the lock, and on devices that take no PIN.
func TestCheckPINAsSeamDoes(t *testing.T) {
	srv := seamtest.NewServer()
	client := srv.Client()
	lockID := srv.AddDevice(seamtest.Device{})
	for _, pin := range []string{"1815", "1906"} {
		if _, err := client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{DeviceID: lockID, PIN: pin, NoEnd: true}); err != nil {
			t.Fatal(err)
		}
	}
	owner := &gen.AccessCodesSimulateCreateUnmanagedAccessCodeRequest{DeviceID: lockID, Code: "7391", Name: "Owner"}
	if _, err := client.AccessCodes.Simulate.CreateUnmanagedAccessCode(t.Context(), owner); err != nil {
		t.Fatal(err)
	}
	noCodes := map[string]bool{"program_online_access_codes": false}
	for _, tt := range []struct{ deviceID, pin, broken string }{
		{lockID, "4726", ""},
		{lockID, "1906", "unique"},
		{lockID, "7391", "unique"},
		{srv.AddDevice(seamtest.Device{Can: noCodes}), "4726", "can_program_online_access_codes"},
		{srv.AddDevice(seamtest.Device{Type: gen.DeviceTypeEcobeeThermostat}), "4726", "can_program_online_access_codes"},
	} {
		params := seam.AccessCodeParams{DeviceID: tt.deviceID, PIN: tt.pin, NoEnd: true}
		check, err := client.AccessCodes.CheckPIN(t.Context(), params)
		if err != nil {
			t.Fatal(err)
		}
		if got := brokenRules(check); got != tt.broken {
			t.Errorf("%s: broken rules %q, want %q", tt.pin, got, tt.broken)
		}
		if _, err := client.AccessCodes.Create(t.Context(), params); (err == nil) != (check.Err() == nil) {
			t.Errorf("%s: CheckPIN says %v, Seam %v", tt.pin, check.Err(), err)
		}
	}
}

// No check is better than one that has not seen all codes.
func TestCheckPINErrors(t *testing.T) {
	srv := seamtest.NewServer()
	client := srv.Client()
	if check, err := client.AccessCodes.CheckPIN(t.Context(), seam.AccessCodeParams{PIN: "1815"}); check != nil || !errors.Is(err, seam.ErrInvalidInput) {
		t.Error(check, err)
	}
	unknown := seam.AccessCodeParams{DeviceID: "276baffe-bd06-46d7-b8f9-7f9200fb65e6", PIN: "1815"}
	if check, err := client.AccessCodes.CheckPIN(t.Context(), unknown); check != nil || !errors.Is(err, seam.ErrNotFound) {
		t.Error(check, err)
	}
	lockID := srv.AddDevice(seamtest.Device{})
	for _, path := range []string{"/devices/get", "/access_codes/list", "/access_codes/unmanaged/list"} {
		srv.FailNext(path, 403, "forbidden", "No")
		if check, err := client.AccessCodes.CheckPIN(t.Context(), seam.AccessCodeParams{DeviceID: lockID, PIN: "1815"}); check != nil || err == nil {
			t.Errorf("%s: %v, %v", path, check, err)
		}
	}
}
