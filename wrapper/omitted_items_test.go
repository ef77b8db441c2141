package seam_test

import (
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A program that must not miss an item learns that one was left out, on whichever page.
func TestOmitsItems(t *testing.T) {
	devices := func(response map[string]any) []any { return response["devices"].([]any) }
	tests := map[string]struct {
		change  func(response map[string]any)
		items   int
		omitted bool
	}{
		"nothing":        {func(map[string]any) {}, 4, false},
		"null item":      {func(r map[string]any) { devices(r)[1] = nil }, 3, true},
		"text for item":  {func(r map[string]any) { devices(r)[0] = "gone" }, 3, true},
		"bad field":      {func(r map[string]any) { devices(r)[0].(map[string]any)["created_at"] = "soon" }, 4, false},
		"bad inner item": {func(r map[string]any) { devices(r)[0].(map[string]any)["errors"] = []any{7} }, 4, false},
		"too many to know": {func(r map[string]any) {
			devices(r)[0].(map[string]any)["errors"] = make([]any, 2000)
		}, 4, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			srv := seamtest.NewServer()
			for range 4 {
				srv.AddDevice(seamtest.Device{Name: "Door"})
			}
			srv.ChangeNext("/devices/list", test.change)
			var info seam.ResponseInfo
			found, err := seam.Collect(srv.Client().Devices.List(t.Context(), &gen.DevicesListRequest{Limit: new(2)}, seam.CallInfo(&info)))
			if err != nil || len(found) != test.items || info.OmitsItems() != test.omitted {
				t.Errorf("%d items, omitted %v, error %v; malformed %.200v", len(found), info.OmitsItems(), err, info.Malformed)
			}
		})
	}
}
