package seamtest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// Any HTTP client can use a server as its Transport.
func ExampleNewServer() {
	srv := seamtest.NewServer(seamtest.WithClock(func() time.Time {
		return time.Date(2024, 2, 1, 10, 0, 0, 0, time.UTC)
	}))
	hotel := srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
	client := &http.Client{Transport: srv}

	req, err := http.NewRequest(http.MethodPost, "https://connect.getseam.com/acs/users/create",
		strings.NewReader(`{"acs_system_id": "`+hotel+`", "full_name": ""}`))
	if err != nil {
		panic(err)
	}
	req.Header.Set("Authorization", "Bearer "+srv.APIKey())
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(resp.Status)
	fmt.Println(string(body))
	// Output:
	// 400 Bad Request
	// {"error":{"message":"Must not be empty for \"full_name\"","type":"invalid_input","validation_errors":{"_errors":[],"full_name":{"_errors":["Must not be empty"]}}},"ok":false}
}

// A jammed door: the action attempt begins, and fails at its end.
func ExampleServer_FailNextAction() {
	srv := seamtest.NewServer()
	lock := srv.AddDevice(seamtest.Device{Name: "Back Door"})
	srv.FailNextAction("UNLOCK_DOOR", "jammed", "The bolt is jammed")

	ctx := context.Background()
	client := srv.Client()
	attempt, err := client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lock})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.WaitFor(ctx, attempt)
	if failed, ok := errors.AsType[*seam.ActionError](err); ok {
		fmt.Println(failed.Type)
	}
	// Output: jammed
}

// A list that fails in the middle: two pages succeed, and the third fails.
func ExampleServer_PassNext() {
	srv := seamtest.NewServer()
	hotel := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	for range 6 {
		srv.AddEntrance(hotel, "")
	}
	srv.PassNext("/acs/entrances/list", 2)
	srv.FailNext("/acs/entrances/list", 403, "forbidden", "The key was withdrawn")

	pages := &gen.ACSEntrancesListRequest{ACSSystemID: &hotel, Limit: new(2)}
	for door, err := range srv.Client().ACS.Entrances.List(context.Background(), pages) {
		if err != nil {
			failed, _ := errors.AsType[*seam.Error](err)
			fmt.Println(failed.StatusCode, failed.Type)
			break
		}
		fmt.Println(door.DisplayName)
	}
	// Output:
	// Entrance 1
	// Entrance 2
	// Entrance 3
	// Entrance 4
	// 403 forbidden
}

// A credential with a field that Seam does not document yet.
func ExampleServer_ChangeNext() {
	srv := seamtest.NewServer()
	hotel := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	client, ctx := srv.Client(), context.Background()
	guest, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: hotel, FullName: "Ada Lovelace"})
	if err != nil {
		log.Fatal(err)
	}
	made, err := client.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder: seam.ACSUser(guest.ACSUserID), Method: seam.Code{PIN: "824759"},
	})
	if err != nil {
		log.Fatal(err)
	}
	srv.ChangeNext("/acs/credentials/get", func(response map[string]any) {
		credential := response["acs_credential"].(map[string]any)
		credential["floor"] = 7
	})

	found, err := client.ACS.Credentials.Get(ctx, made.ACSCredentialID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n", found.Unknown())
	// Output: map[floor:7]
}

// A connection that breaks after Seam has processed the call.
func ExampleServer_ResetAfterNext() {
	srv := seamtest.NewServer()
	srv.ResetAfterNext("/user_identities/create")

	_, err := srv.Client().UserIdentities.Create(context.Background(), &gen.UserIdentitiesCreateRequest{})
	fmt.Println(errors.Is(err, seam.ErrOutcomeUnknown))
	for _, call := range srv.Requests() {
		fmt.Println(call.Operation.Path, call.Status)
	}
	// Output:
	// true
	// /user_identities/create 200
}

// A handler receives webhooks in memory, with the signatures that Seam sends.
func ExampleServer_HandleWebhooks() {
	srv := seamtest.NewServer()
	ctx := context.Background()
	made, err := srv.Client().Webhooks.Create(ctx, &gen.WebhooksCreateRequest{URL: "https://example.com/hook"})
	if err != nil {
		log.Fatal(err)
	}
	hook, err := seam.NewWebhook(made.Secret)
	if err != nil {
		log.Fatal(err)
	}
	srv.HandleWebhooks(hook.Handler(func(_ context.Context, event *gen.Event) error {
		fmt.Println(event.EventType)
		return nil
	}))
	srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	// Output:
	// connected_account.connected
	// acs_system.added
	// acs_system.connected
}
