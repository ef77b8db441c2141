package seam_test

import (
	"context"
	"fmt"
	"log"
	"net/http"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// vaultAuth is an Auth whose API key is in a vault, where it may be rotated at any time.
type vaultAuth struct {
	readKey func(ctx context.Context) (string, error)
}

func (a vaultAuth) Authorize(ctx context.Context, header http.Header) error {
	key, err := a.readKey(ctx)
	if err != nil {
		return err
	}
	header.Set("Authorization", "Bearer "+key)
	return nil
}

// Read the API key from a vault before each request.
func ExampleAuth() {
	srv := seamtest.NewServer()
	srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	auth := vaultAuth{readKey: func(context.Context) (string, error) { return srv.APIKey(), nil }}

	client, err := seam.NewClient(auth, seam.WithTransport(srv))
	if err != nil {
		log.Fatal(err)
	}
	systems, err := client.ACS.Systems.List(context.Background(), nil)
	fmt.Println(len(systems), err)
	// Output: 1 <nil>
}

// List the workspaces of a personal access token.
func ExampleNewWorkspacesClient() {
	srv := seamtest.NewServer()
	token := srv.PersonalAccessToken()

	client, err := seam.NewWorkspacesClient(seam.PersonalAccessTokenWithoutWorkspace(token), seam.WithTransport(srv))
	if err != nil {
		log.Fatal(err)
	}
	workspaces, err := client.List(context.Background())
	fmt.Println(len(workspaces), err)
	// Output: 1 <nil>
}
