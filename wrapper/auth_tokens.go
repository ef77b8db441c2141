package seam

import (
	"context"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// APIKey authorizes with an API key ("seam_…"), which belongs to one workspace. Keep it on
// servers.
func APIKey(key string) Auth { return apiKey{redact.NewSecret(key)} }

type apiKey struct{ key redact.Secret }

func (a apiKey) Authorize(_ context.Context, header http.Header) error {
	setBearer(header, a.key.Value())
	return nil
}

func (a apiKey) Validate() error { return checkToken("APIKey", apiKeyKind, a.key) }

func (apiKey) String() string   { return "seam.APIKey(redacted)" }
func (apiKey) GoString() string { return "seam.APIKey(redacted)" }

// ClientSession authorizes with the token of a client session ("seam_cst…"), which reaches only
// what its user may see.
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

// checkToken names the constructor in its error, because that is what the caller wrote.
func checkToken(constructor string, kind *tokenKind, token redact.Secret) error {
	if err := kind.check(token.Value()); err != nil {
		return fmt.Errorf("%s: %w", constructor, err)
	}
	return nil
}
