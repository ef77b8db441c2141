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

// A program sets a PIN on a smart lock: it checks the PIN against the rules of the lock, creates the code, and
// waits until the lock has it.
func ExampleAccessCodesService_Create() {
	srv := seamtest.NewServer()
	client := srv.Client()
	lockID := srv.AddDevice(seamtest.Device{Name: "Lake House"})
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	lock, err := client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &lockID})
	if err != nil {
		log.Fatal(err)
	}
	params := seam.AccessCodeParams{
		DeviceID: lockID,
		PIN:      "4726",
		Name:     "stay-4711", // another one for each code, to find it if the response is lost
		StartsAt: time.Now(),
		EndsAt:   time.Now().Add(72 * time.Hour),
	}
	if err := seam.CheckPIN(lock, params).Err(); err != nil {
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
	// Output: 4726 set
}

// A guest wishes for a PIN. The program shows which rules of the lock it breaks, before it sends anything.
func ExampleCheckPIN() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	lockID := srv.AddDevice(seamtest.Device{Name: "Lake House", Properties: map[string]any{
		"supported_code_lengths": []int{4, 6},
		"code_constraints":       []map[string]any{{"constraint_type": "no_zeros"}},
	}})

	lock, err := client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &lockID})
	if err != nil {
		log.Fatal(err)
	}
	var current []*gen.AccessCode
	for code, err := range client.AccessCodes.List(ctx, &gen.AccessCodesListRequest{DeviceID: &lockID}) {
		if err != nil {
			log.Fatal(err)
		}
		if code.EndsAt == nil || code.EndsAt.After(time.Now()) {
			current = append(current, code)
		}
	}
	for _, wish := range []string{"10240", "1815"} {
		check := seam.CheckPIN(lock, seam.AccessCodeParams{PIN: wish}, current...)
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
