package comingfrom_test

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// Each way to authenticate makes a client.
func Example_authentication() {
	srv := seamtest.NewServer()
	session := must(srv.Client().ClientSessions.Create(context.Background(), &gen.ClientSessionsCreateRequest{}))
	key, workspaceID, sessionToken := srv.APIKey(), srv.WorkspaceID(), session.Token
	accessToken, publishableKey, userKey := srv.PersonalAccessToken(), srv.PublishableKey(), "ada"

	client, err := seam.NewClient(seam.APIKey(key))
	fmt.Println(client != nil, err)
	client, err = seam.NewClient(seam.PersonalAccessToken(accessToken, workspaceID))
	fmt.Println(client != nil, err)
	client, err = seam.NewClient(seam.ClientSession(sessionToken))
	fmt.Println(client != nil, err)
	client, err = seam.NewClient(seam.PublishableKey(publishableKey, userKey))
	fmt.Println(client != nil, err)
	workspaces, err := seam.NewWorkspacesClient(seam.PersonalAccessTokenWithoutWorkspace(accessToken))
	fmt.Println(workspaces != nil, err)
	// Output:
	// true <nil>
	// true <nil>
	// true <nil>
	// true <nil>
	// true <nil>
}

// A client with another address, HTTP client, number of retries and timeout.
func Example_options() {
	srv := seamtest.NewServer()
	key, httpClient := srv.APIKey(), &http.Client{Transport: srv}

	client, err := seam.NewClient(seam.APIKey(key),
		seam.WithEndpoint("https://seam.example.com"),
		seam.WithHTTPClient(httpClient),
		seam.WithRetries(1),
		seam.WithAttemptTimeout(10*time.Second),
	)
	fmt.Println(client != nil, err)

	devices, err := seam.Collect(client.Devices.List(context.Background(), nil, seam.CallHeader("X-Trace", "4711")))
	fmt.Println(len(devices), err)
	// Output:
	// true <nil>
	// 0 <nil>
}
