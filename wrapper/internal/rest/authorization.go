package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// authorization holds the headers that authorize an attempt.
type authorization struct {
	// auth is not changed any more: attempts may share it.
	auth http.Header
	// scrub keeps their values out of errors.
	scrub redact.Scrubber
}

// prepareAuth asks a constant auth once instead of before each attempt. A function keeps the result, so
// that no output shows it: see [redact.Secret].
func (cl *Client) prepareAuth() error {
	authorized, err := cl.askAuth(context.Background())
	if err != nil {
		return err
	}
	cl.constant = func() authorization { return authorized }
	return nil
}

func (cl *Client) authorize(ctx context.Context) (authorization, error) {
	if cl.constant != nil {
		return cl.constant(), nil
	}
	authorized, err := cl.askAuth(ctx)
	if err == nil {
		cl.latest.Store(&authorized.scrub)
	}
	return authorized, err
}

// Scrubber returns one that knows the credential that was last sent. It is for errors that come before
// the next credential is known, or that belong to no call.
func (cl *Client) Scrubber() redact.Scrubber {
	if cl.constant != nil {
		return cl.constant().scrub
	}
	if latest := cl.latest.Load(); latest != nil {
		return *latest
	}
	return redact.Scrubber{}
}

func (cl *Client) askAuth(ctx context.Context) (authorization, error) {
	header := http.Header{}
	if err := cl.auth.Authorize(ctx, header); err != nil {
		return authorization{}, err
	}
	if err := checkAuthHeader(header); err != nil {
		return authorization{}, err
	}
	return authorization{header, newScrubber(header, cl.bodySecrets)}, nil
}

// checkAuthHeader returns an error for headers that net/http would refuse. It does not repeat values.
func checkAuthHeader(auth http.Header) error {
	for name, values := range auth {
		if !IsHeaderName(name) {
			return errors.New("the auth set a header with an unusable name")
		}
		for _, value := range values {
			if !IsHeaderValue(value) {
				return fmt.Errorf("the auth set %s to a value with a control character", name)
			}
		}
	}
	return nil
}

// WorkspaceHeader is the header that chooses the workspace. Its value is no secret.
const WorkspaceHeader = "Seam-Workspace"

// newScrubber returns a scrubber that knows the values of headers and the secrets in bodies; bodySecrets
// may be nil.
func newScrubber(header http.Header, bodySecrets func() []string) redact.Scrubber {
	return redact.NewScrubber(func() []string {
		var secrets []string
		for name, values := range header {
			if http.CanonicalHeaderKey(name) == WorkspaceHeader {
				continue
			}
			for _, value := range values {
				secrets = append(secrets, redact.HeaderSecrets(value)...)
			}
		}
		if bodySecrets != nil {
			secrets = append(secrets, bodySecrets()...)
		}
		return secrets
	})
}
