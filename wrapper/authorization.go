package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// authorization is what authorizes an attempt.
type authorization struct {
	// auth is not changed any more: attempts may share it.
	auth http.Header
	// scrub keeps it out of errors.
	scrub redact.Scrubber
}

// constantAuth is an Auth of this package that always sets the same headers.
type constantAuth interface {
	Auth
	isConstant()
}

func (apiKey) isConstant()         {}
func (clientSession) isConstant()  {}
func (workspaceToken) isConstant() {}

// prepareAuth asks a constant auth once instead of before each attempt. What it set stays in a
// function, for the reason that [secret] does.
func (c *caller) prepareAuth() error {
	if _, ok := c.auth.(constantAuth); !ok {
		return nil
	}
	authorized, err := authorize(context.Background(), c.auth)
	if err != nil {
		return err
	}
	c.constant = func() authorization { return authorized }
	return nil
}

func (c *caller) authorize(ctx context.Context) (authorization, error) {
	if c.constant != nil {
		return c.constant(), nil
	}
	authorized, err := authorize(ctx, c.auth)
	if err == nil {
		c.latest.Store(&authorized.scrub)
	}
	return authorized, err
}

// knownScrubber knows the credential that was last sent, for errors that come before the next one is
// at hand, or that are not of a call.
func (c *caller) knownScrubber() redact.Scrubber {
	if c.constant != nil {
		return c.constant().scrub
	}
	if latest := c.latest.Load(); latest != nil {
		return *latest
	}
	return redact.Scrubber{}
}

func authorize(ctx context.Context, auth Auth) (authorization, error) {
	header := http.Header{}
	if err := auth.Authorize(ctx, header); err != nil {
		return authorization{}, err
	}
	if err := checkAuthHeader(header); err != nil {
		return authorization{}, err
	}
	return authorization{header, newScrubber(header, auth)}, nil
}

// checkAuthHeader finds what net/http would refuse, without repeating it.
func checkAuthHeader(auth http.Header) error {
	for name, values := range auth {
		if !isHeaderName(name) {
			return errors.New("the auth set a header with an unusable name")
		}
		for _, value := range values {
			if !isHeaderValue(value) {
				return fmt.Errorf("the auth set %s to a value with a control character", name)
			}
		}
	}
	return nil
}

// newScrubber knows the values that auth put in the headers, and those that it puts in the body of a
// request. The id of the workspace is no secret.
func newScrubber(header http.Header, auth Auth) redact.Scrubber {
	return redact.NewScrubber(func() []string {
		var secrets []string
		for name, values := range header {
			if http.CanonicalHeaderKey(name) == workspaceHeader {
				continue
			}
			for _, value := range values {
				secrets = append(secrets, redact.HeaderSecrets(value)...)
			}
		}
		if a, ok := auth.(interface{ bodySecrets() []string }); ok {
			secrets = append(secrets, a.bodySecrets()...)
		}
		return secrets
	})
}
