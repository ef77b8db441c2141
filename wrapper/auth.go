package seam

import (
	"context"
	"errors"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/rest"
)

// The headers that carry credentials or choose the workspace.
const (
	authorizationHeader  = "Authorization"
	clientSessionHeader  = "Client-Session-Token"
	publishableKeyHeader = "Seam-Publishable-Key"
	workspaceHeader      = rest.WorkspaceHeader
)

var errNoAuth = errors.New("the auth is nil; give one such as seam.APIKey(key)")

// Auth says who calls. [APIKey], [ClientSession], [PublishableKey], [PersonalAccessToken] and
// [ConsoleSession] return one; implement it to take credentials from elsewhere, such as a vault
// that rotates them. It must be safe for concurrent use.
//
// An Auth may also have a method Validate() error, which [NewClient] calls, and may be a
// [Renewer].
type Auth interface {
	// Authorize sets the headers that authorize one request. It is called before each attempt,
	// so a rotated credential is used at once; header is empty. An error ends the call before
	// anything is sent.
	Authorize(ctx context.Context, header http.Header) error
}

// Renewer is an Auth that can get a new credential when Seam refuses the old one.
type Renewer interface {
	Auth

	// Renew is called when Seam answered 401; refused is what Authorize had set. If it returns
	// nil the request is authorized and sent once more: Seam has not carried out what it
	// answered with 401, so this is safe for every operation.
	Renew(ctx context.Context, refused http.Header) error
}

// WorkspacelessAuth says who calls where no workspace is chosen. It is a type of its own, not
// an [Auth], because only the operations on workspaces themselves accept it.
// [PersonalAccessTokenWithoutWorkspace] and [ConsoleSessionWithoutWorkspace] return one.
type WorkspacelessAuth interface {
	// AuthorizeWithoutWorkspace does what Authorize of [Auth] does.
	AuthorizeWithoutWorkspace(ctx context.Context, header http.Header) error
}

// withoutWorkspace makes an Auth of a WorkspacelessAuth, for the client that has nothing but
// workspace operations.
type withoutWorkspace struct{ WorkspacelessAuth }

func (a withoutWorkspace) Authorize(ctx context.Context, header http.Header) error {
	return a.AuthorizeWithoutWorkspace(ctx, header)
}

func (a withoutWorkspace) Validate() error { return validateAuth(a.WorkspacelessAuth) }

// validateAuth calls the Validate method of auth, if it has one.
func validateAuth(auth any) error {
	if isNil(auth) {
		return errNoAuth
	}
	if v, ok := auth.(interface{ Validate() error }); ok {
		return v.Validate()
	}
	return nil
}

func setBearer(header http.Header, token string) {
	header.Set(authorizationHeader, "Bearer "+token)
}

// constantAuth is an Auth of this package that always sets the same headers.
type constantAuth interface {
	Auth
	isConstant()
}

func (apiKey) isConstant()         {}
func (clientSession) isConstant()  {}
func (workspaceToken) isConstant() {}
