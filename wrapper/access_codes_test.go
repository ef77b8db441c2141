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
