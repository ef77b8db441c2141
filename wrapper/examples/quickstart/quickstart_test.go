package main

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestFake(t *testing.T) {
	t.Setenv("SEAM_API_KEY", "")
	var out strings.Builder
	if err := run(t.Context(), "", false, strings.NewReader(""), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"fake Seam", `code "PIN Code"`, "PIN 824759", `card "Card"`, "waiting_to_be_issued", "mobile_key", "checked out", source, "Next:"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
	if got := strings.Count(out.String(), "  deleted "); got != 3 {
		t.Errorf("deleted %d credentials, want 3", got)
	}
}

// realSeam serves a fake Seam on a socket, with an API key, in place of Seam.
func realSeam(t *testing.T) *seamtest.Server {
	srv := seamtest.NewServer()
	hotel := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	srv.AddEntrance(hotel, "Front Door")
	socket := httptest.NewServer(srv)
	t.Cleanup(socket.Close)
	t.Setenv("SEAM_API_KEY", srv.APIKey())
	t.Setenv("SEAM_ENDPOINT", socket.URL)
	return srv
}

func TestAsksBeforeChanges(t *testing.T) {
	srv := realSeam(t)
	for _, reply := range []string{"", "n\n", "no\n"} {
		if err := run(t.Context(), "", false, strings.NewReader(reply), &strings.Builder{}); err == nil {
			t.Errorf("%q counts as yes", reply)
		}
	}
	if sent := srv.Requests(); len(sent) != 0 {
		t.Fatalf("sent %d requests without a yes", len(sent))
	}
	if err := run(t.Context(), "", false, strings.NewReader("y\n"), &strings.Builder{}); err != nil {
		t.Error(err)
	}
	if err := run(t.Context(), "", true, strings.NewReader(""), &strings.Builder{}); err != nil {
		t.Error(err)
	}
}

func TestGuestIsDeletedAfterFailure(t *testing.T) {
	srv := realSeam(t)
	srv.FailNext("/acs/credentials/update", 409, "conflict", "no")
	if err := run(t.Context(), "", true, strings.NewReader(""), &strings.Builder{}); err == nil {
		t.Fatal("the failure was swallowed")
	}
	var paths []string
	for _, r := range srv.Requests() {
		paths = append(paths, r.Path)
	}
	if !slices.Contains(paths, "/acs/users/delete") {
		t.Errorf("the guest was left behind: %v", paths)
	}
}
