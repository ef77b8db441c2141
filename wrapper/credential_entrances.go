package seam

import (
	"context"

	"github.com/seam-go/seam/gen"
)

const pathAccessibleEntrances = "/acs/credentials/list_accessible_entrances"

// AccessibleEntrances returns the entrances that a credential opens.
//
// POST /acs/credentials/list_accessible_entrances
func (s *CredentialsService) AccessibleEntrances(ctx context.Context, id string, opts ...gen.CallOption) ([]*gen.ACSEntrance, error) {
	if err := checkCredentialID(pathAccessibleEntrances, id); err != nil {
		return nil, err
	}
	var answer struct {
		Result []*gen.ACSEntrance `json:"acs_entrances"`
	}
	if err := s.call(ctx, pathAccessibleEntrances, credentialRequest{ACSCredentialID: id}, &answer, opts); err != nil {
		return nil, err
	}
	if answer.Result == nil {
		return nil, &gen.MissingResultError{Operation: pathAccessibleEntrances, Key: "acs_entrances"}
	}
	return withoutNil(answer.Result), nil
}
