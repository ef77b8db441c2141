package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

// WaitIssued waits until a credential works, and returns it: a card until it has been encoded, any other
// credential until the manufacturer's system has it. It looks at once and then less and less often, at
// most 4 seconds apart; [Client.Wake] makes it look earlier.
//
// If the credential has errors, WaitIssued returns an [*IssueError], and if ctx ends before, a [*WaitError].
//
// Effect: [gen.Read].
//
// POST /acs/credentials/get
func (s *CredentialsService) WaitIssued(ctx context.Context, id string, opts ...gen.CallOption) (*Credential, error) {
	if err := checkClient(s.owner(), checkCredentialID(pathGetCredential, id)); err != nil {
		return nil, err
	}
	return waitFor(ctx, s.client, awaited{"credential", id, "issued"}, func(ctx context.Context) (*Credential, bool, error) {
		cred, err := s.Get(ctx, id, opts...)
		if err != nil {
			return nil, false, err
		}
		if err := newIssueError("credential", id, cred); err != nil {
			return cred, true, err
		}
		return cred, cred.works(), nil
	})
}

// WaitDeleted waits until a deleted credential is gone. If it has errors, WaitDeleted returns an
// [*IssueError], and if ctx ends before, a [*WaitError].
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

// works reports whether Seam says that the credential opens doors.
func (c *Credential) works() bool {
	if c.AccessMethod == AccessMethodCard {
		return c.IsIssued
	}
	synced := c.IsLatestDesiredStateSyncedWithProvider
	return c.IsIssued || synced != nil && *synced
}
