package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A customer connects an account with locks. The first login fails.
func ExampleConnectWebviewsService_WaitAuthorized() {
	client, showCustomer := fakeCustomer()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Minute) // A person needs minutes.
	defer cancel()

	accountID, err := connectAccount(ctx, client, showCustomer)
	if err != nil {
		log.Fatal(err)
	}
	for device, err := range client.Devices.List(ctx, &gen.DevicesListRequest{ConnectedAccountID: &accountID}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(device.DisplayName)
	}
	// Output:
	// The login failed. Try again.
	// Front Door
}

// connectAccount returns the ID of the account on which the customer logs in. It shows another Connect Webview
// after each failed login, until ctx ends.
func connectAccount(ctx context.Context, client *seam.Client, show func(*gen.ConnectWebview)) (string, error) {
	for {
		webview, err := client.ConnectWebviews.Create(ctx, &gen.ConnectWebviewsCreateRequest{
			AcceptedProviders:     []gen.ProviderKey{gen.ProviderKeyAugust},
			WaitForDeviceCreation: new(true), // so that the list of devices is complete after the wait
			CustomerKey:           new("acme"),
		})
		if err != nil {
			return "", err
		}
		show(webview)
		webview, err = client.ConnectWebviews.WaitAuthorized(ctx, webview.ConnectWebviewID)
		if _, failed := errors.AsType[*seam.LoginFailedError](err); failed {
			fmt.Println("The login failed. Try again.")
			continue
		}
		if err != nil {
			return "", err
		}
		return *webview.ConnectedAccountID, nil
	}
}

// fakeCustomer returns a client of a fake Seam, and a customer who cannot log in at first, and then connects an
// account with one lock. A real program sends the customer to the URL of the webview.
func fakeCustomer() (*seam.Client, func(*gen.ConnectWebview)) {
	srv := seamtest.NewServer()
	tries := 0
	return srv.Client(), func(webview *gen.ConnectWebview) {
		if tries++; tries == 1 {
			srv.FailWebview(webview.ConnectWebviewID)
			return
		}
		account := srv.AuthorizeWebview(webview.ConnectWebviewID, seamtest.Account{Type: "august"})
		srv.AddDevice(seamtest.Device{Name: "Front Door", AccountID: account})
	}
}
