package seamtest_test

import (
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestClient(t *testing.T) {
	srv := seamtest.NewServer()
	id := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	system, err := srv.Client().ACS.Systems.Get(t.Context(), &gen.ACSSystemsGetRequest{ACSSystemID: id})
	if err != nil || system.Name != "Grand Hotel" {
		t.Fatalf("got %+v, %v", system, err)
	}
}
