package seam_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A program sets a PIN on a smart lock: it checks the PIN against the rules and the other codes of the lock,
// creates the code, and waits until the lock has it. Later it deletes the code, and waits until the lock has
// forgotten it.
func ExampleAccessCodesService_Create() {
	srv := seamtest.NewServer()
	client := srv.Client()
	lockID := srv.AddDevice(seamtest.Device{Name: "Lake House"})
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	params := seam.AccessCodeParams{
		DeviceID: lockID,
		PIN:      "4726",
		Name:     "cleaner-17", // another one for each code, to find it if the response is lost
		NoEnd:    true,         // or StartsAt and EndsAt
	}
	check, err := client.AccessCodes.CheckPIN(ctx, params)
	if err != nil {
		log.Fatal(err)
	}
	if err := check.Err(); err != nil {
		log.Fatal(err)
	}
	code, err := client.AccessCodes.Create(ctx, params)
	if err != nil {
		log.Fatal(err)
	}
	code, err = client.AccessCodes.WaitSet(ctx, code.AccessCodeID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*code.Code, code.Status)

	// The PIN works until the lock has deleted it, too.
	_, err = client.AccessCodes.Delete(ctx, &gen.AccessCodesDeleteRequest{AccessCodeID: code.AccessCodeID})
	if err != nil {
		log.Fatal(err)
	}
	if err := client.AccessCodes.WaitDeleted(ctx, code.AccessCodeID); err != nil {
		log.Fatal(err)
	}
	fmt.Println("deleted")
	// Output:
	// 4726 set
	// deleted
}

// A guest wishes for a PIN. The program shows which rules of the lock it breaks, before it creates anything.
func ExampleAccessCodesService_CheckPIN() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	lockID := srv.AddDevice(seamtest.Device{Name: "Lake House", Properties: map[string]any{
		"supported_code_lengths": []int{4, 6},
		"code_constraints":       []map[string]any{{"constraint_type": "no_zeros"}},
	}})

	for _, wish := range []string{"10240", "1815"} {
		check, err := client.AccessCodes.CheckPIN(ctx, seam.AccessCodeParams{DeviceID: lockID, PIN: wish})
		if err != nil {
			log.Fatal(err)
		}
		for _, broken := range check.Broken {
			fmt.Println(wish, broken.Rule)
		}
		fmt.Println(wish, check.Err() == nil)
	}
	// Output:
	// 10240 supported_code_lengths
	// 10240 no_zeros
	// 10240 false
	// 1815 true
}

// An operator sees what is wrong with a lock.
func ExampleIssuesOf() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	lockID := srv.AddDevice(seamtest.Device{Name: "Shed", Offline: true})

	lock, err := client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &lockID})
	if err != nil {
		log.Fatal(err)
	}
	for _, issue := range seam.IssuesOf(lock) {
		fmt.Println(lock.DisplayName, issue)
	}
	// Output: Shed error device_offline: The device cannot be reached
}

// Events of a webhook end the pauses of a wait in the same process.
func ExampleClient_Wake() {
	srv := seamtest.NewServer()
	client := srv.Client()
	lockID := srv.AddDevice(seamtest.Device{Name: "Lake House"})
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	endpoint, err := client.Webhooks.Create(ctx, &gen.WebhooksCreateRequest{URL: "https://example.com/seam"})
	if err != nil {
		log.Fatal(err)
	}
	webhook, err := seam.NewWebhook(endpoint.Secret)
	if err != nil {
		log.Fatal(err)
	}
	srv.HandleWebhooks(webhook.Handler(func(_ context.Context, event *gen.Event) error { // with Seam: http.Handle
		client.Wake(event)
		return nil
	}))

	code, err := client.AccessCodes.Create(ctx, seam.AccessCodeParams{DeviceID: lockID, PIN: "1906", NoEnd: true})
	if err != nil {
		log.Fatal(err)
	}
	code, err = client.AccessCodes.WaitSet(ctx, code.AccessCodeID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*code.Code, code.Status)
	// Output: 1906 set
}
