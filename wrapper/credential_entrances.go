package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

const pathAccessibleEntrances = "/acs/credentials/list_accessible_entrances"

// ListAccessibleEntrances returns the entrances that a credential opens.
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list_accessible_entrances
func (s *CredentialsService) ListAccessibleEntrances(ctx context.Context, id string, opts ...gen.CallOption) ([]*gen.ACSEntrance, error) {
	if err := checkCredentialID(pathAccessibleEntrances, id); err != nil {
		return nil, err
	}
	if s == nil || s.caller == nil {
		return nil, errForeignService
	}
	// The generated operation has a decoder for entrances.
	generated := gen.NewClient(s.caller).ACS.Credentials
	entrances, err := generated.ListAccessibleEntrances(ctx, &gen.ACSCredentialsListAccessibleEntrancesRequest{ACSCredentialID: id}, opts...)
	if err != nil {
		return nil, err
	}
	return withoutNil(entrances), nil
}
