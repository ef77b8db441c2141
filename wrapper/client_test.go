package seam_test

import (
	"errors"
	"strings"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestCall(t *testing.T) {
	srv := seamtest.NewServer()
	id := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	client := srv.Client()
	var out struct {
		System struct{ Name string } `json:"acs_system"`
	}
	in := map[string]string{"acs_system_id": id}
	if err := client.Call(t.Context(), "/acs/systems/get", in, &out); err != nil || out.System.Name != "Grand Hotel" {
		t.Errorf("got %+v, %v", out, err)
	}
	rejected, ok := errors.AsType[*seam.Error](client.Call(t.Context(), "/not/yet/known", nil, nil))
	if !ok || rejected.StatusCode != 404 || rejected.Operation != "/not/yet/known" {
		t.Errorf("got %v", rejected)
	}
	before := len(srv.Requests())
	for _, path := range []string{"", "acs/systems/get", "https://elsewhere.example/", "/acs/systems/get?x=1"} {
		if err := client.Call(t.Context(), path, nil, nil); !errors.Is(err, seam.ErrInvalidInput) {
			t.Errorf("%q: got %v", path, err)
		}
	}
	if err := new(seam.Client).Call(t.Context(), "/acs/systems/get", nil, nil); err == nil || !strings.Contains(err.Error(), "NewClient") {
		t.Errorf("got %v", err)
	}
	if len(srv.Requests()) != before {
		t.Error("sent a request to an invalid path")
	}
}
