package seam

import (
	"errors"
	"fmt"
	"strings"
)

// tokenKind is a kind of credential that Seam issues. Kinds differ by their prefix, so a wrong kind
// is reported before anything is sent.
type tokenKind struct {
	prefix      string
	noun        string
	constructor string
}

var (
	apiKeyKind = &tokenKind{"seam_", "an API key", "APIKey"}

	personalAccessTokenKind = &tokenKind{"seam_at", "a personal access token", "PersonalAccessToken"}
	clientSessionKind       = &tokenKind{"seam_cst", "a client session token", "ClientSession"}
	publishableKeyKind      = &tokenKind{"seam_pk", "a publishable key", "PublishableKey"}
	consoleSessionKind      = &tokenKind{"ey", "a console session token", "ConsoleSession"}
)

// tokenKinds lists the API key after the other kinds that begin with "seam_", because its prefix is
// a prefix of theirs.
var tokenKinds = []*tokenKind{
	personalAccessTokenKind, clientSessionKind, publishableKeyKind, apiKeyKind, consoleSessionKind,
}

// kindOf returns the kind of a token, or nil if its prefix is unknown.
func kindOf(token string) *tokenKind {
	for _, kind := range tokenKinds {
		if strings.HasPrefix(token, kind.prefix) {
			return kind
		}
	}
	return nil
}

// check returns an error unless token is a credential of this kind. The error never repeats the
// token.
func (k *tokenKind) check(token string) error {
	if err := checkHeaderText(token); err != nil {
		return err
	}
	switch got := kindOf(token); got {
	case k:
		return nil
	case nil:
		return fmt.Errorf("this is not %s, which begins with %q", k.noun, k.prefix)
	default:
		return fmt.Errorf("this is %s; use %s", got.noun, got.constructor)
	}
}

// checkWorkspaceID accepts any ID, not only UUIDs: Seam's own test servers use other IDs.
func checkWorkspaceID(id string) error {
	if err := checkHeaderText(id); err != nil {
		return err
	}
	if kind := kindOf(id); kind != nil && kind != consoleSessionKind {
		return fmt.Errorf("this is %s, not a workspace ID", kind.noun)
	}
	return nil
}

// checkHeaderText rejects text that is not a single word of a header. The usual cause is a line
// break at the end of a key that was read from a file.
func checkHeaderText(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("it is empty")
	}
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\r' || r == '\n':
			return errors.New("it contains white space or a line break")
		case r < ' ' || r == 0x7f:
			return errors.New("it contains a control character")
		case r > '~':
			return errors.New("it contains a character that is not ASCII")
		}
	}
	return nil
}
