package fake

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// Every kind of credential gives access to its workspace.
func TestAuth(t *testing.T) {
	tests := map[string]seam.Auth{
		"API key":               seam.APIKey(apiKey),
		"client session":        seam.ClientSession(clientSession),
		"publishable key":       seam.PublishableKey(publishableKey, johnsKey),
		"personal access token": seam.PersonalAccessToken(accessToken, workspace),
		"console session":       seam.ConsoleSession(consoleSession(), workspace),
	}
	for name, auth := range tests {
		t.Run(name, func(t *testing.T) {
			client := clientFor(t, auth)
			got, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(augustLock)})
			check(t, err)
			equal(t, "workspace", got.WorkspaceID, workspace)
		})
	}
}

func TestAuthWithoutWorkspace(t *testing.T) {
	tests := map[string]seam.WorkspacelessAuth{
		"personal access token": seam.PersonalAccessTokenWithoutWorkspace(accessToken),
		"console session":       seam.ConsoleSessionWithoutWorkspace(consoleSession()),
	}
	for name, auth := range tests {
		t.Run(name, func(t *testing.T) {
			client, err := seam.NewWorkspacesClient(auth, options()...)
			check(t, err)
			list, err := client.List(t.Context())
			check(t, err)
			equal(t, "workspaces", len(list), 1)
			equal(t, "id", list[0].WorkspaceID, workspace)
		})
	}
}

// A client session sees only its own resources.
func TestClientSessionSeesItsOwn(t *testing.T) {
	client := clientFor(t, seam.ClientSession(clientSession))
	_, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(schlageLock)})
	if !errors.Is(err, seam.ErrUnauthorized) && !errors.Is(err, seam.ErrNotFound) {
		t.Errorf("got %v for a device of another account", err)
	}
	for _, account := range all(t, client.ConnectedAccounts.List(t.Context(), nil)) {
		equal(t, "account", account.ConnectedAccountID, johnsAccount)
	}
}

func TestUnknownCredentialsAreRefused(t *testing.T) {
	tests := map[string]seam.Auth{
		"API key":               seam.APIKey("seam_apikey9_token"),
		"client session":        seam.ClientSession("seam_cst1_nobody"),
		"personal access token": seam.PersonalAccessToken("seam_at1_nobody", workspace),
		"another workspace":     seam.ConsoleSession(consoleSession(), "seed_workspace_2"),
	}
	for name, auth := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := clientFor(t, auth).Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(augustLock)})
			if !errors.Is(err, seam.ErrUnauthorized) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// consoleSession returns the console session of John, signed as the fake expects.
func consoleSession() string {
	encode := base64.RawURLEncoding.EncodeToString
	token := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(`{"user_id":"john_user_id","key":"john_user_key"}`))
	mac := hmac.New(sha256.New, []byte("secret"))
	mac.Write([]byte(token))
	return token + "." + encode(mac.Sum(nil))
}
