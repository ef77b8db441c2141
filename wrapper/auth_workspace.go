package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// PersonalAccessToken authorizes with a personal access token ("seam_at…") for the workspace
// with the given id.
func PersonalAccessToken(token, workspaceID string) Auth {
	return workspaceToken{"PersonalAccessToken", personalAccessTokenKind, newSecret(token), newSecret(workspaceID)}
}

// ConsoleSession authorizes with a session token of the Seam Console (a JWT, "ey…") for the
// workspace with the given id.
func ConsoleSession(token, workspaceID string) Auth {
	return workspaceToken{"ConsoleSession", consoleSessionKind, newSecret(token), newSecret(workspaceID)}
}

// workspaceToken hides the workspace id as well: with swapped arguments it is the token.
type workspaceToken struct {
	constructor string
	kind        *tokenKind
	token       secret
	workspaceID secret
}

func (a workspaceToken) Authorize(_ context.Context, header http.Header) error {
	setBearer(header, a.token.value())
	header.Set(workspaceHeader, a.workspaceID.value())
	return nil
}

func (a workspaceToken) Validate() error {
	err := checkToken(a.constructor, a.kind, a.token)
	if bad := checkWorkspaceID(a.workspaceID.value()); bad != nil {
		err = errors.Join(err, fmt.Errorf("%s: workspaceID: %w", a.constructor, bad))
	}
	return err
}

func (a workspaceToken) String() string   { return "seam." + a.constructor + "(redacted)" }
func (a workspaceToken) GoString() string { return a.String() }

// PersonalAccessTokenWithoutWorkspace authorizes with a personal access token ("seam_at…") where
// no workspace is chosen: to list and create workspaces.
func PersonalAccessTokenWithoutWorkspace(token string) WorkspacelessAuth {
	return workspacelessToken{"PersonalAccessTokenWithoutWorkspace", personalAccessTokenKind, newSecret(token)}
}

// ConsoleSessionWithoutWorkspace authorizes with a session token of the Seam Console (a JWT,
// "ey…") where no workspace is chosen: to list and create workspaces.
func ConsoleSessionWithoutWorkspace(token string) WorkspacelessAuth {
	return workspacelessToken{"ConsoleSessionWithoutWorkspace", consoleSessionKind, newSecret(token)}
}

type workspacelessToken struct {
	constructor string
	kind        *tokenKind
	token       secret
}

func (a workspacelessToken) AuthorizeWithoutWorkspace(_ context.Context, header http.Header) error {
	setBearer(header, a.token.value())
	return nil
}

func (a workspacelessToken) Validate() error {
	return checkToken(a.constructor, a.kind, a.token)
}

func (a workspacelessToken) String() string   { return "seam." + a.constructor + "(redacted)" }
func (a workspacelessToken) GoString() string { return a.String() }
