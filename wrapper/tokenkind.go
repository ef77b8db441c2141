package seam

import (
	"errors"
	"fmt"
	"strings"
)

// tokenKind is one of the kinds of credential that Seam gives out. They differ by prefix, so a
// mix-up can be named before anything is sent.
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

// tokenKinds has the API key last among those that begin with seam_, because its prefix is a
// prefix of theirs.
var tokenKinds = []*tokenKind{
	personalAccessTokenKind, clientSessionKind, publishableKeyKind, apiKeyKind, consoleSessionKind,
}

// kindOf is nil for a token of no known kind.
func kindOf(token string) *tokenKind {
	for _, kind := range tokenKinds {
		if strings.HasPrefix(token, kind.prefix) {
			return kind
		}
	}
	return nil
}

// check returns what is wrong with token as a credential of this kind. The message never
// repeats the token.
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

// checkWorkspaceID accepts any id, not just a UUID: Seam's own test servers use other ids.
func checkWorkspaceID(id string) error {
	if err := checkHeaderText(id); err != nil {
		return err
	}
	if kind := kindOf(id); kind != nil && kind != consoleSessionKind {
		return fmt.Errorf("this is %s, not the id of a workspace", kind.noun)
	}
	return nil
}

// checkHeaderText refuses what cannot stand in a header as one word. A line break at the end of
// a key, read from a file, is the usual reason.
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
