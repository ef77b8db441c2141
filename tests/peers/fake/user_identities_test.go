package fake

import (
	"errors"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// The fake responds to these two operations with 500 "Not implemented!". The outcome of both is
// unknown, and only the idempotent one is repeated.
func callUserIdentities(t *testing.T, client *seam.Client) {
	var info seam.ResponseInfo
	_, err := client.UserIdentities.Create(t.Context(), &gen.UserIdentitiesCreateRequest{}, seam.CallInfo(&info))
	refused(t, err, 500, "")
	equal(t, "outcome unknown", errors.Is(err, seam.ErrOutcomeUnknown), true)
	equal(t, "attempts", info.Attempts, 1)

	err = client.UserIdentities.AddACSUser(t.Context(), &gen.UserIdentitiesAddACSUserRequest{
		UserIdentityID: new("1f0e3b1c-0c3f-4d9a-9b1f-2f1f6c0a5a01"), ACSUserID: "1f0e3b1c-0c3f-4d9a-9b1f-2f1f6c0a5a02",
	}, seam.CallInfo(&info))
	refused(t, err, 500, "")
	equal(t, "outcome unknown", errors.Is(err, seam.ErrOutcomeUnknown), true)
	equal(t, "attempts", info.Attempts, 3)
}
