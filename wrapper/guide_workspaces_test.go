package seam_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A program works in two workspaces, such as those of two customers. A client belongs to one workspace: that
// of its API key, or the one that is named together with a personal access token. So the program has a client
// for each, chooses it by the workspace ID, and has no default.
//
// With a swapped key, the program would open the doors of the other customer, without any error. So it checks
// at its start that each credential belongs to the workspace that it is meant for. To list the workspaces of
// a personal access token, use [seam.NewWorkspacesClient].
func Example_twoWorkspaces() {
	north := seamtest.NewServer() // a fake Seam with two workspaces
	south := north.AddWorkspace("South")
	southLock := south.AddDevice(seamtest.Device{Name: "Boat House"})
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	clients, err := openWorkspaces(ctx, map[string]seam.Auth{
		north.WorkspaceID(): seam.APIKey(north.APIKey()),
		south.WorkspaceID(): seam.PersonalAccessToken(south.PersonalAccessToken(), south.WorkspaceID()),
	}, north)
	if err != nil {
		fmt.Println(err)
		return
	}
	name, err := clients.lockName(ctx, south.WorkspaceID(), southLock)
	fmt.Println(name, err)
	_, err = clients.lockName(ctx, north.WorkspaceID(), southLock)
	fmt.Println("lock of the other workspace:", errors.Is(err, seam.ErrNotFound))
	_, err = clients.lockName(ctx, "", southLock)
	fmt.Println("no workspace:", err)
	_, err = openWorkspaces(ctx, map[string]seam.Auth{south.WorkspaceID(): seam.APIKey(north.APIKey())}, north)
	fmt.Println("swapped key:", errors.Is(err, errOtherWorkspace))
	// Output:
	// Boat House <nil>
	// lock of the other workspace: true
	// no workspace: unknown workspace ""
	// swapped key: true
}

var (
	errOtherWorkspace   = errors.New("the credential belongs to another workspace")
	errUnknownWorkspace = errors.New("unknown workspace")
)

// workspaceClients holds a client for each workspace by its ID. It is safe for concurrent use.
type workspaceClients map[string]*seam.Client

// openWorkspaces returns the clients, after a call with each. They share the connections of the transport;
// clients without [seam.WithTransport] share those of the package.
func openWorkspaces(ctx context.Context, auths map[string]seam.Auth, transport http.RoundTripper) (workspaceClients, error) {
	clients := workspaceClients{}
	for workspaceID, auth := range auths {
		client, err := seam.NewClient(auth, seam.WithTransport(transport))
		if err != nil {
			return nil, fmt.Errorf("workspace %s: %w", workspaceID, err)
		}
		workspace, err := client.Workspaces.Get(ctx)
		if err != nil {
			return nil, fmt.Errorf("workspace %s: %w", workspaceID, err)
		}
		if workspace.WorkspaceID != workspaceID {
			return nil, fmt.Errorf("workspace %s: %w, %s", workspaceID, errOtherWorkspace, workspace.WorkspaceID)
		}
		clients[workspaceID] = client
	}
	return clients, nil
}

// client returns the client of a workspace, for example that of event.WorkspaceID in a webhook.
func (c workspaceClients) client(workspaceID string) (*seam.Client, error) {
	client, ok := c[workspaceID]
	if !ok {
		return nil, fmt.Errorf("%w %q", errUnknownWorkspace, workspaceID)
	}
	return client, nil
}

// lockName returns the name of a lock in a workspace.
func (c workspaceClients) lockName(ctx context.Context, workspaceID, lockID string) (string, error) {
	client, err := c.client(workspaceID)
	if err != nil {
		return "", err
	}
	lock, err := client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &lockID})
	if err != nil {
		return "", err
	}
	return lock.DisplayName, nil
}
