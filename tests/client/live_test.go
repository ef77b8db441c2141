package client

import (
	"errors"
	"net"
	"os"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// TestLive reads from Seam with the key in SEAM_API_KEY. It changes nothing.
func TestLive(t *testing.T) {
	if os.Getenv("SEAM_API_KEY") == "" {
		t.Skip("SKIP: SEAM_API_KEY is not set: Seam itself is not asked")
	}
	client, err := seam.FromEnv()
	if err != nil {
		t.Fatal(err)
	}
	workspace, err := client.Workspaces.Get(t.Context())
	if _, unreachable := errors.AsType[*net.OpError](err); unreachable {
		t.Skipf("SKIP: Seam is out of reach: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if workspace.WorkspaceID == "" {
		t.Errorf("got %+v", workspace)
	}
	for entrance, err := range client.ACS.Entrances.List(t.Context(), &gen.ACSEntrancesListRequest{Limit: new(10)}) {
		if err != nil {
			t.Fatal(err)
		}
		if entrance.ACSEntranceID == "" || entrance.CreatedAt.IsZero() {
			t.Errorf("got %+v", entrance)
		}
		break
	}
	_, err = client.ACS.Credentials.Get(t.Context(), "00000000-0000-4000-8000-000000000000")
	if refusal, ok := errors.AsType[*seam.Error](err); !ok || !errors.Is(err, seam.ErrNotFound) || refusal.RequestID == "" {
		t.Errorf("got %v for a credential that does not exist", err)
	}
}
