package fake

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callClientSessions(t *testing.T, client *seam.Client) {
	made, err := client.ClientSessions.Create(t.Context(), &gen.ClientSessionsCreateRequest{
		UserIdentifierKey: new("ada"), ConnectedAccountIDs: []string{johnsAccount},
	})
	check(t, err)
	equalPointer(t, "user identifier key", made.UserIdentifierKey, "ada")
	equal(t, "accounts", slices.Equal(made.ConnectedAccountIDs, []string{johnsAccount}), true)
	if made.Token == "" || !made.ExpiresAt.After(made.CreatedAt) {
		t.Errorf("the session is of no use: %d characters of token, from %v until %v", len(made.Token), made.CreatedAt, made.ExpiresAt)
	}

	got, err := client.ClientSessions.Get(t.Context(), &gen.ClientSessionsGetRequest{ClientSessionID: &made.ClientSessionID})
	check(t, err)
	equal(t, "token", got.Token, made.Token)
	equalPointer(t, "devices", got.DeviceCount, 4)

	// The fake accepts this only with a publishable key; a client with one does it automatically.
	req := &gen.ClientSessionsGetOrCreateRequest{UserIdentifierKey: new("ada")}
	_, err = client.ClientSessions.GetOrCreate(t.Context(), req)
	refused(t, err, 400, "publishable_key_header_required")
	browser := clientFor(t, seam.PublishableKey(publishableKey, "ada"))
	mine, err := browser.ClientSessions.Get(t.Context(), nil)
	check(t, err)
	equal(t, "the same session", mine.ClientSessionID, made.ClientSessionID)
}
