package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/redact"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// The headers that carry credentials or choose the workspace.
const (
	authorizationHeader  = "Authorization"
	clientSessionHeader  = "Client-Session-Token"
	publishableKeyHeader = "Seam-Publishable-Key"
	workspaceHeader      = rest.WorkspaceHeader
)

var errNilAuth = errors.New("the auth is nil; pass one such as seam.APIKey(key)")

// Auth authorizes requests. [APIKey], [ClientSession], [PublishableKey], [PersonalAccessToken] and
// [ConsoleSession] return one. Implement it to read credentials from elsewhere, such as a vault
// that rotates them. It must be safe for concurrent use.
//
// An Auth may have a method Validate() error, which [NewClient] calls. It may implement [Renewer].
type Auth interface {
	// Authorize sets the headers that authorize one request; header is empty. It is called before
	// each attempt, so a rotated credential is used at once. An error ends the call, and this
	// attempt is not sent.
	Authorize(ctx context.Context, header http.Header) error
}

// Renewer is an Auth that can get a new credential after Seam rejected the old one.
type Renewer interface {
	Auth

	// Renew is called after a 401. rejected holds the headers that Authorize had set. If Renew
	// returns nil, the request is authorized and sent once more. This is safe for every operation,
	// because Seam does not process a request that it rejects with 401.
	Renew(ctx context.Context, rejected http.Header) error
}

// WorkspacelessAuth authorizes requests before a workspace is chosen; see [NewWorkspacesClient]. It
// is not an [Auth], because only the operations on workspaces accept it.
// [PersonalAccessTokenWithoutWorkspace] and [ConsoleSessionWithoutWorkspace] return one.
type WorkspacelessAuth interface {
	// AuthorizeWithoutWorkspace sets the headers that authorize one request, like Authorize of
	// [Auth].
	AuthorizeWithoutWorkspace(ctx context.Context, header http.Header) error
}

// withoutWorkspace adapts a WorkspacelessAuth to Auth for a [WorkspacesClient].
type withoutWorkspace struct{ WorkspacelessAuth }

func (a withoutWorkspace) Authorize(ctx context.Context, header http.Header) error {
	return a.AuthorizeWithoutWorkspace(ctx, header)
}

func (a withoutWorkspace) Validate() error { return validateAuth(a.WorkspacelessAuth) }

// validateAuth calls the Validate method of auth, if auth has one.
func validateAuth(auth any) error {
	if isNil(auth) {
		return errNilAuth
	}
	if v, ok := auth.(interface{ Validate() error }); ok {
		return v.Validate()
	}
	return nil
}

func setBearer(header http.Header, token string) {
	header.Set(authorizationHeader, "Bearer "+token)
}

// constantAuth is an Auth of this package that sets the same headers for every request.
type constantAuth interface {
	Auth
	isConstant()
}

func (apiKey) isConstant()         {}
func (clientSession) isConstant()  {}
func (workspaceToken) isConstant() {}

// APIKey authorizes with an API key ("seam_…"), which belongs to one workspace. Use it on servers
// only.
func APIKey(key string) Auth { return apiKey{redact.NewSecret(key)} }

type apiKey struct{ key redact.Secret }

func (a apiKey) Authorize(_ context.Context, header http.Header) error {
	setBearer(header, a.key.Value())
	return nil
}

func (a apiKey) Validate() error { return checkToken("APIKey", apiKeyKind, a.key) }

func (apiKey) String() string   { return "seam.APIKey(redacted)" }
func (apiKey) GoString() string { return "seam.APIKey(redacted)" }

// ClientSession authorizes with the token of a client session ("seam_cst…"), which can access only
// the resources of its user.
func ClientSession(token string) Auth { return clientSession{redact.NewSecret(token)} }

type clientSession struct{ token redact.Secret }

func (a clientSession) Authorize(_ context.Context, header http.Header) error {
	setClientSession(header, a.token.Value())
	return nil
}

func (a clientSession) Validate() error {
	return checkToken("ClientSession", clientSessionKind, a.token)
}

func (clientSession) String() string   { return "seam.ClientSession(redacted)" }
func (clientSession) GoString() string { return "seam.ClientSession(redacted)" }

func setClientSession(header http.Header, token string) {
	setBearer(header, token)
	header.Set(clientSessionHeader, token)
}

// checkToken checks the token, and names in the error the constructor that the caller used.
func checkToken(constructor string, kind *tokenKind, token redact.Secret) error {
	if err := kind.check(token.Value()); err != nil {
		return fmt.Errorf("%s: %w", constructor, err)
	}
	return nil
}

// PersonalAccessToken authorizes with a personal access token ("seam_at…") for the workspace with
// this ID.
func PersonalAccessToken(token, workspaceID string) Auth {
	return workspaceToken{"PersonalAccessToken", personalAccessTokenKind, redact.NewSecret(token), redact.NewSecret(workspaceID)}
}

// ConsoleSession authorizes with a session token of the Seam Console (a JWT, "ey…") for the
// workspace with this ID.
func ConsoleSession(token, workspaceID string) Auth {
	return workspaceToken{"ConsoleSession", consoleSessionKind, redact.NewSecret(token), redact.NewSecret(workspaceID)}
}

// workspaceToken keeps the workspace ID secret, too: if the arguments are swapped, the ID is the
// token.
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

// PersonalAccessTokenWithoutWorkspace authorizes with a personal access token ("seam_at…") and no
// workspace. Use it with [NewWorkspacesClient] to list and create workspaces.
func PersonalAccessTokenWithoutWorkspace(token string) WorkspacelessAuth {
	return workspacelessToken{"PersonalAccessTokenWithoutWorkspace", personalAccessTokenKind, redact.NewSecret(token)}
}

// ConsoleSessionWithoutWorkspace authorizes with a session token of the Seam Console (a JWT, "ey…")
// and no workspace. Use it with [NewWorkspacesClient] to list and create workspaces.
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
