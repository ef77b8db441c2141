package seam

import (
	"context"
	"encoding/json"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

const pathGetConnectWebview = "/connect_webviews/get"

// ConnectWebviewsService adds WaitAuthorized to the generated operations below /connect_webviews: see
// [gen.ConnectWebviewsService].
//
// A Connect Webview is a page of Seam on which a person, such as your customer, logs in to the account of
// their locks or their access system. Seam then adds the account and its devices to the workspace. Create one
// for each login:
//
//	webview, err := client.ConnectWebviews.Create(ctx, &gen.ConnectWebviewsCreateRequest{
//		AcceptedProviders:     []gen.ProviderKey{gen.ProviderKeyAugust},
//		WaitForDeviceCreation: new(true),
//	})
//	if err != nil {
//		return err
//	}
//	show(webview.URL) // to the person who logs in, and to nobody else
//	webview, err = client.ConnectWebviews.WaitAuthorized(ctx, webview.ConnectWebviewID)
//	if err != nil {
//		return err
//	}
//	fmt.Println(*webview.ConnectedAccountID)
type ConnectWebviewsService struct {
	*gen.ConnectWebviewsService
	client *Client
}

// WaitAuthorized waits until a person has logged in on a Connect Webview, and returns the webview. Its
// ConnectedAccountID is set then.
//
// The devices of the account exist by then only if the webview was created with WaitForDeviceCreation.
// Otherwise Seam adds them later, and sends the event [gen.EventTypeConnectedAccountCompletedFirstSync] when
// all are there. If the webview was created with AutomaticallyManageNewDevices set to false, list them
// with client.Devices.Unmanaged.List.
//
// WaitAuthorized sends a request at once, and repeats it at growing intervals of at most 4 seconds.
// [Client.Wake] makes it send the next one earlier. A person may never log in, and Seam documents no time after
// which a webview expires: set a deadline on ctx. A later call with the same ID continues the wait, also in
// another process.
//
// If the login failed, WaitAuthorized returns a [*LoginFailedError]. If ctx ends first, or a request fails for
// good, it returns a [*WaitError]; if the webview was deleted, the error also matches [ErrNotFound]. An outage or
// a rate limit does not end the wait. With an error it also returns the last webview that it received, or nil.
//
// Effect: [gen.Read].
//
// POST /connect_webviews/get
func (s *ConnectWebviewsService) WaitAuthorized(ctx context.Context, connectWebviewID string, opts ...gen.CallOption) (*gen.ConnectWebview, error) {
	if err := s.check(connectWebviewID); err != nil {
		return nil, err
	}
	of := awaited{resource: "Connect Webview", id: connectWebviewID, state: "authorized"}
	return waitFor(ctx, s.client, of, func(ctx context.Context) (*gen.ConnectWebview, bool, error) {
		webview, err := s.Get(ctx, &gen.ConnectWebviewsGetRequest{ConnectWebviewID: connectWebviewID}, opts...)
		if err != nil {
			return nil, false, err
		}
		if webview.Status == gen.ConnectWebviewStatusFailed {
			return webview, true, &LoginFailedError{connectWebviewID}
		}
		return webview, isConnected(webview), nil
	})
}

// isConnected reports whether a webview is authorized and the ID of its account is known. A caller that filtered
// devices by an empty ID would get those of every account.
func isConnected(webview *gen.ConnectWebview) bool {
	return webview.Status == gen.ConnectWebviewStatusAuthorized && orEmpty(webview.ConnectedAccountID) != ""
}

func (s *ConnectWebviewsService) check(connectWebviewID string) error {
	var found problems
	found.id("ConnectWebviewID", connectWebviewID)
	return checkClient(s.owner(), found.err(pathGetConnectWebview))
}

func (s *ConnectWebviewsService) owner() *Client {
	if s == nil {
		return nil
	}
	return s.client
}

// LoginFailedError reports that the login on a Connect Webview failed. Seam does not say why. Create another
// webview, because each one serves one login.
type LoginFailedError struct {
	// ConnectWebviewID is the ID of the webview.
	ConnectWebviewID string
}

// Error returns one line with the ID of the webview.
func (e *LoginFailedError) Error() string {
	return redact.OneLine("seam: the login on Connect Webview " + e.ConnectWebviewID + " failed: create another webview for the next try")
}

// MarshalJSON encodes the text of the error.
func (e *LoginFailedError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }
