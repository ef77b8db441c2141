package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

// WorkspacesClient calls the operations that need no workspace, for programs
// that have yet to choose or create one.
type WorkspacesClient struct {
	service *gen.WorkspacesService
}

// NewWorkspacesClient returns a client that auth authorizes, such as
// [PersonalAccessTokenWithoutWorkspace]. The error names everything that is
// wrong with auth and opts.
func NewWorkspacesClient(auth WorkspacelessAuth, opts ...Option) (*WorkspacesClient, error) {
	caller, err := newWorkspacelessCaller(auth, opts)
	if err != nil {
		return nil, err
	}
	return &WorkspacesClient{gen.NewClient(caller).Workspaces}, nil
}

// Create creates a workspace.
//
// Effect: [gen.Write].
//
// POST /workspaces/create
func (c *WorkspacesClient) Create(ctx context.Context, req *gen.WorkspacesCreateRequest, opts ...gen.CallOption) (*gen.Workspace, error) {
	return c.service.Create(ctx, req, opts...)
}

// List returns the workspaces that the token may use.
//
// Effect: [gen.Read].
//
// POST /workspaces/list
func (c *WorkspacesClient) List(ctx context.Context, opts ...gen.CallOption) ([]*gen.Workspace, error) {
	return c.service.List(ctx, opts...)
}
