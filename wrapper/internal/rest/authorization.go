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
	// auth is never modified: attempts may share it.
	auth http.Header
	// scrub removes their values from errors.
	scrub redact.Scrubber
}

// prepareAuth calls a constant auth once for all attempts. A function holds the result, so that no output
// shows it: see [redact.Secret].
func (cl *Client) prepareAuth() error {
	authorized, err := cl.callAuth(context.Background())
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
	authorized, err := cl.callAuth(ctx)
	if err == nil {
		cl.latest.Store(&authorized.scrub)
	}
	return authorized, err
}

// Scrubber returns a scrubber that knows the credential that was last sent. It is for errors that occur
// before the next credential is known, or outside calls.
func (cl *Client) Scrubber() redact.Scrubber {
	if cl.constant != nil {
		return cl.constant().scrub
	}
	if latest := cl.latest.Load(); latest != nil {
		return *latest
	}
	return redact.Scrubber{}
}

func (cl *Client) callAuth(ctx context.Context) (authorization, error) {
	header := http.Header{}
	if err := cl.auth.Authorize(ctx, header); err != nil {
		return authorization{}, err
	}
	if err := checkAuthHeader(header); err != nil {
		return authorization{}, err
	}
	return authorization{header, newScrubber(header, cl.bodySecrets)}, nil
}

// checkAuthHeader returns an error for headers that net/http would reject. It does not quote values.
func checkAuthHeader(auth http.Header) error {
	for name, values := range auth {
		if !IsHeaderName(name) {
			return errors.New("the auth set a header with an invalid name")
		}
		for _, value := range values {
			if !IsHeaderValue(value) {
				return fmt.Errorf("the auth set %s to a value with a control character", name)
			}
		}
	}
	return nil
}

// WorkspaceHeader names the workspace of a request. Its value is not a secret.
const WorkspaceHeader = "Seam-Workspace"

// newScrubber returns a scrubber that knows the values of headers and the secrets in bodies. bodySecrets may
// be nil.
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
