package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// PersonalAccessToken authorizes with a personal access token ("seam_at…") for the workspace
// with the given id.
func PersonalAccessToken(token, workspaceID string) Auth {
	return workspaceToken{"PersonalAccessToken", personalAccessTokenKind, redact.NewSecret(token), redact.NewSecret(workspaceID)}
}

// ConsoleSession authorizes with a session token of the Seam Console (a JWT, "ey…") for the
// workspace with the given id.
func ConsoleSession(token, workspaceID string) Auth {
	return workspaceToken{"ConsoleSession", consoleSessionKind, redact.NewSecret(token), redact.NewSecret(workspaceID)}
}

// workspaceToken hides the workspace id as well: with swapped arguments it is the token.
type workspaceToken struct {
	constructor string
	kind        *tokenKind
	token       redact.Secret
	workspaceID redact.Secret
}

func (a workspaceToken) Authorize(_ context.Context, header http.Header) error {
	setBearer(header, a.token.Value())
	header.Set(workspaceHeader, a.workspaceID.Value())
	return nil
}

func (a workspaceToken) Validate() error {
	err := checkToken(a.constructor, a.kind, a.token)
	if bad := checkWorkspaceID(a.workspaceID.Value()); bad != nil {
		err = errors.Join(err, fmt.Errorf("%s: workspaceID: %w", a.constructor, bad))
	}
	return err
}

func (a workspaceToken) String() string   { return "seam." + a.constructor + "(redacted)" }
func (a workspaceToken) GoString() string { return a.String() }

// PersonalAccessTokenWithoutWorkspace authorizes with a personal access token ("seam_at…") where
// no workspace is chosen: to list and create workspaces.
func PersonalAccessTokenWithoutWorkspace(token string) WorkspacelessAuth {
	return workspacelessToken{"PersonalAccessTokenWithoutWorkspace", personalAccessTokenKind, redact.NewSecret(token)}
}

// ConsoleSessionWithoutWorkspace authorizes with a session token of the Seam Console (a JWT,
// "ey…") where no workspace is chosen: to list and create workspaces.
func ConsoleSessionWithoutWorkspace(token string) WorkspacelessAuth {
	return workspacelessToken{"ConsoleSessionWithoutWorkspace", consoleSessionKind, redact.NewSecret(token)}
}

type workspacelessToken struct {
	constructor string
	kind        *tokenKind
	token       redact.Secret
}

func (a workspacelessToken) AuthorizeWithoutWorkspace(_ context.Context, header http.Header) error {
	setBearer(header, a.token.Value())
	return nil
}

func (a workspacelessToken) Validate() error {
	return checkToken(a.constructor, a.kind, a.token)
}

func (a workspacelessToken) String() string   { return "seam." + a.constructor + "(redacted)" }
func (a workspacelessToken) GoString() string { return a.String() }
