package fake

import (
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callConnectedAccounts(t *testing.T, client *seam.Client) {
	got, err := client.ConnectedAccounts.Get(t.Context(), &gen.ConnectedAccountsGetRequest{ConnectedAccountID: new(johnsAccount)})
	check(t, err)
	equal(t, "name", got.DisplayName, "john@example.com")
	equal(t, "manages new devices", got.AutomaticallyManageNewDevices, true)

	updated, err := client.ConnectedAccounts.Update(t.Context(), &gen.ConnectedAccountsUpdateRequest{
		ConnectedAccountID: johnsAccount, AutomaticallyManageNewDevices: new(false),
	})
	check(t, err)
	equal(t, "id", updated.ConnectedAccountID, johnsAccount)
	equal(t, "manages new devices", updated.AutomaticallyManageNewDevices, false)

	// One to a page: the fake binds each cursor to the parameters.
	req := &gen.ConnectedAccountsListRequest{Limit: new(1)}
	accounts := map[string]bool{}
	for _, account := range all(t, client.ConnectedAccounts.List(t.Context(), req)) {
		accounts[account.ConnectedAccountID] = true
	}
	equal(t, "accounts", len(accounts), 3)
	equal(t, "John's", accounts[johnsAccount], true)
	equal(t, "Jane's", accounts[janesAccount], true)
}

func callConnectedAccountsDelete(t *testing.T, client *seam.Client) {
	check(t, client.ConnectedAccounts.Delete(t.Context(), &gen.ConnectedAccountsDeleteRequest{ConnectedAccountID: janesAccount}))
	_, err := client.ConnectedAccounts.Get(t.Context(), &gen.ConnectedAccountsGetRequest{ConnectedAccountID: new(janesAccount)})
	refused(t, err, 404, "connected_account_not_found")
	_, err = client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(schlageLock)})
	refused(t, err, 404, "device_not_found")
}
