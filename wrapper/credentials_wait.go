package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

// WaitIssued waits until the state of a credential is [CredentialIssued], and returns it. A card works once it is
// encoded, and any other credential once the manufacturer's system has it. WaitIssued sends a request at once, and
// repeats it at growing intervals of at most 4 seconds. [Client.Wake] makes it send the next one earlier.
//
// If the credential has errors, WaitIssued returns an [*IssueError]. If ctx ends first, it returns a
// [*WaitError].
//
// Effect: [gen.Read].
//
// POST /acs/credentials/get
func (s *CredentialsService) WaitIssued(ctx context.Context, id string, opts ...gen.CallOption) (*Credential, error) {
	if err := checkClient(s.owner(), checkCredentialID(pathGetCredential, id)); err != nil {
		return nil, err
	}
	return waitFor(ctx, s.client, awaited{resource: "credential", id: id, state: "issued"}, func(ctx context.Context) (*Credential, bool, error) {
		var malformed []MalformedValue
		cred, err := s.Get(ctx, id, withOption(opts, keepMalformed(&malformed))...)
		if err != nil {
			return nil, false, err
		}
		if err := newIssueError("credential", id, cred); err != nil {
			return cred, true, err
		}
		err = checkMalformed(pathGetCredential, id, malformed, "acs_credential.errors", "acs_credential.access_method",
			"acs_credential.is_issued", "acs_credential.is_latest_desired_state_synced_with_provider")
		return cred, err == nil && cred.State() == CredentialIssued, err
	})
}

// WaitDeleted waits until a deleted credential is gone. If the credential has errors, WaitDeleted returns an
// [*IssueError]. If ctx ends first, it returns a [*WaitError].
//
// Effect: [gen.Read].
//
// POST /acs/credentials/get
func (s *CredentialsService) WaitDeleted(ctx context.Context, id string, opts ...gen.CallOption) error {
	if err := checkClient(s.owner(), checkCredentialID(pathGetCredential, id)); err != nil {
		return err
	}
	return waitDeleted(ctx, s.client, "credential", id, func(ctx context.Context) (any, error) {
		return s.Get(ctx, id, opts...)
	})
}
