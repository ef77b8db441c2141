package fake

import (
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callWorkspaces(t *testing.T, client *seam.Client) {
	got, err := client.Workspaces.Get(t.Context())
	check(t, err)
	equal(t, "id", got.WorkspaceID, workspace)
	equal(t, "name", got.Name, "My Workspace")
	equal(t, "publishable key", got.PublishableKey, publishableKey)
	equal(t, "sandbox", got.IsSandbox, true)
	equal(t, "company", got.CompanyName, "Fake Company Name")

	list, err := client.Workspaces.List(t.Context())
	check(t, err)
	equal(t, "workspaces", len(list), 1)
	equal(t, "id in the list", list[0].WorkspaceID, workspace)

	// An API key belongs to a workspace and cannot create another.
	req := &gen.WorkspacesCreateRequest{Name: "Annexe", IsSandbox: new(true)}
	req.ConnectPartnerName = new("Annexe Ltd") //nolint:staticcheck // It is deprecated, and still required.
	_, err = client.Workspaces.Create(t.Context(), req)
	refused(t, err, 401, "unauthorized")
	owner, err := seam.NewWorkspacesClient(seam.PersonalAccessTokenWithoutWorkspace(accessToken), options()...)
	check(t, err)
	made, err := owner.Create(t.Context(), req)
	check(t, err)
	equal(t, "name", made.Name, "Annexe")
	equal(t, "sandbox", made.IsSandbox, true)
}

func callWorkspacesReset(t *testing.T, client *seam.Client) {
	sandbox := clientFor(t, seam.APIKey(sandboxKey))
	attempt, err := sandbox.Workspaces.ResetSandbox(t.Context())
	check(t, err)
	attempt, err = client.WaitFor(t.Context(), attempt)
	check(t, err)
	if _, ok := attempt.Value().(*gen.ResetSandboxWorkspaceActionAttempt); !ok {
		t.Errorf("got a %T", attempt.Value())
	}
	_, err = sandbox.Locks.List(t.Context(), nil)
	refused(t, err, 401, "unauthorized")
}
