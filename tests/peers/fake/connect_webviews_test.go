package fake

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callConnectWebviews(t *testing.T, client *seam.Client) {
	made, err := client.ConnectWebviews.Create(t.Context(), &gen.ConnectWebviewsCreateRequest{
		AcceptedProviders: []gen.ProviderKey{"august"},
		CustomRedirectURL: new("https://hotel.example/done"),
	})
	check(t, err)
	equal(t, "status", made.Status, gen.ConnectWebviewStatusPending)
	equal(t, "providers", slices.Equal(made.AcceptedProviders, []gen.ProviderKey{"august"}), true)
	equalPointer(t, "redirect", made.CustomRedirectURL, "https://hotel.example/done")

	got, err := client.ConnectWebviews.Get(t.Context(), &gen.ConnectWebviewsGetRequest{ConnectWebviewID: made.ConnectWebviewID})
	check(t, err)
	equal(t, "url", got.URL, made.URL)

	list := all(t, client.ConnectWebviews.List(t.Context(), nil))
	equal(t, "webviews", len(list), 2)
	equal(t, "the first is of the seed", list[0].Status, gen.ConnectWebviewStatusAuthorized)
	equalPointer(t, "its account", list[0].ConnectedAccountID, johnsAccount)
	equal(t, "the second is ours", list[1].ConnectWebviewID, made.ConnectWebviewID)
}
