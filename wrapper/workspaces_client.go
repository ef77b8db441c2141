package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

// WorkspacesClient calls the operations that need no workspace. Use it to choose a workspace or to
// create one. Create it with [NewWorkspacesClient]; it is safe for concurrent use.
type WorkspacesClient struct {
	service *gen.WorkspacesService
}

// NewWorkspacesClient returns a client that authorizes its requests with auth, such as
// [PersonalAccessTokenWithoutWorkspace]. It sends nothing. The error lists every problem with auth
// and opts, one a line.
func NewWorkspacesClient(auth WorkspacelessAuth, opts ...Option) (*WorkspacesClient, error) {
	caller, err := newWorkspacelessCaller(auth, opts)
	if err != nil {
		return nil, err
	}
	return &WorkspacesClient{gen.NewClient(caller).Workspaces}, nil
}

// Create creates a workspace and returns it. After [ErrOutcomeUnknown], check List before you call
// Create again.
//
// Effect: [gen.Write].
//
// POST /workspaces/create
func (c *WorkspacesClient) Create(ctx context.Context, req *gen.WorkspacesCreateRequest, opts ...gen.CallOption) (*gen.Workspace, error) {
	return c.service.Create(ctx, req, opts...)
}

// List returns the workspaces that the token can access.
//
// Effect: [gen.Read].
//
// POST /workspaces/list
func (c *WorkspacesClient) List(ctx context.Context, opts ...gen.CallOption) ([]*gen.Workspace, error) {
	return c.service.List(ctx, opts...)
}
