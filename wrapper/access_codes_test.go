package seam_test

import (
	"context"
	"errors"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// findCode is the loop in the comment of AccessCodesService.Create.
func findCode(ctx context.Context, client *seam.Client, params seam.AccessCodeParams) (*gen.AccessCode, error) {
	req := &gen.AccessCodesListRequest{DeviceID: &params.DeviceID, Search: &params.Name}
	for code, err := range client.AccessCodes.List(ctx, req) {
		if err != nil {
			return nil, err
		}
		if code.Name != nil && *code.Name == params.Name { // Search finds parts of names, too.
			return code, nil
		}
	}
	return nil, nil
}

// A code whose creation lost its response is created once, and is found by its name.
func TestLostAccessCode(t *testing.T) {
	srv := seamtest.NewServer()
	client, lock := srv.Client(), srv.AddDevice(seamtest.Device{})
	create := func(name string) (*gen.AccessCode, error) {
		return client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{DeviceID: lock, Name: name, NoEnd: true})
	}
	if _, err := create("stay-47110"); err != nil {
		t.Fatal(err)
	}
	lost := seam.AccessCodeParams{DeviceID: lock, Name: "stay-4711"}
	if found, err := findCode(t.Context(), client, lost); found != nil || err != nil {
		t.Errorf("found %v, %v before it was created", found, err)
	}
	srv.ResetAfterNext("/access_codes/create")
	if _, err := create("stay-4711"); !errors.Is(err, seam.ErrOutcomeUnknown) {
		t.Fatal(err)
	}
	found, err := findCode(t.Context(), client, lost)
	if err != nil || found == nil || *found.Name != "stay-4711" {
		t.Errorf("found %v, %v", found, err)
	}
	codes := 0
	for range client.AccessCodes.List(t.Context(), &gen.AccessCodesListRequest{DeviceID: &lock}) {
		codes++
	}
	if codes != 2 {
		t.Errorf("%d codes on the lock, not 2", codes)
	}
}
