package comingfrom_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// must returns value. It ends the example if err is not nil.
func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

// Somebody connects an account with devices in a Connect Webview.
func Example_connectWebviews() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()

	webview := must(client.ConnectWebviews.Create(ctx, &gen.ConnectWebviewsCreateRequest{
		AcceptedProviders: []gen.ProviderKey{gen.ProviderKeyAugust},
	}))
	fmt.Println(webview.URL != "", webview.Status)

	account := srv.AuthorizeWebview(webview.ConnectWebviewID, seamtest.Account{Type: "august"}) // a person does
	srv.AddDevice(seamtest.Device{Name: "Front Door", AccountID: account})

	webview = must(client.ConnectWebviews.Get(ctx, &gen.ConnectWebviewsGetRequest{ConnectWebviewID: webview.ConnectWebviewID}))
	for device, err := range client.Devices.List(ctx, &gen.DevicesListRequest{ConnectWebviewID: &webview.ConnectWebviewID}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(webview.Status, device.DisplayName)
	}
	// Output:
	// true pending
	// authorized Front Door
}

// A smart lock is found, unlocked and locked, and gets a PIN.
func Example_locks() {
	srv := seamtest.NewServer()
	lockID := srv.AddDevice(seamtest.Device{Name: "Front Door"})
	client := srv.Client()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	checkin := time.Now()
	checkout := checkin.Add(72 * time.Hour)

	devices := must(seam.Collect(client.Devices.List(ctx, &gen.DevicesListRequest{DeviceType: new(gen.DeviceTypeAugustLock)})))
	lock := must(client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &lockID}))
	locks := must(client.Locks.List(ctx, nil))
	kind := "august_lock" // from a database, say
	fmt.Println(len(devices), len(locks), lock.DisplayName, lock.DeviceType == gen.DeviceType(kind))

	attempt := must(client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lockID}))
	attempt = must(client.WaitFor(ctx, attempt))
	fmt.Println(attempt.ActionType, attempt.Status)

	attempt = must(client.Locks.LockDoor(ctx, &gen.LocksLockDoorRequest{DeviceID: lockID}))
	attempt = must(client.ActionAttempts.Get(ctx, &gen.ActionAttemptsGetRequest{ActionAttemptID: attempt.ActionAttemptID}))
	attempt = must(client.ResumeAttempt(attempt.ActionAttemptID).Wait(ctx))
	fmt.Println(attempt.ActionType, attempt.Status)

	code := must(client.AccessCodes.Create(ctx, seam.AccessCodeParams{
		DeviceID: lockID,
		Name:     "Ada Lovelace",
		PIN:      "1815",
		StartsAt: checkin,
		EndsAt:   checkout,
	}))
	code = must(client.AccessCodes.WaitSet(ctx, code.AccessCodeID))
	code = must(client.AccessCodes.Get(ctx, &gen.AccessCodesGetRequest{AccessCodeID: &code.AccessCodeID}))
	codes := must(seam.Collect(client.AccessCodes.List(ctx, &gen.AccessCodesListRequest{DeviceID: &lockID})))
	fmt.Println(len(codes), *code.Code, code.Status)
	// Output:
	// 1 1 Front Door true
	// UNLOCK_DOOR success
	// LOCK_DOOR success
	// 1 1815 set
}

// A guest gets a credential of an access system.
func Example_accessSystem() {
	srv := seamtest.NewServer()
	hotel := srv.AddHotel()
	client, ctx := srv.Client(), context.Background()
	checkout := time.Now().Add(72 * time.Hour)

	systems := must(client.ACS.Systems.List(ctx, nil))
	system := must(client.ACS.Systems.Get(ctx, &gen.ACSSystemsGetRequest{ACSSystemID: hotel.StaffSystemID}))
	entrances := must(seam.Collect(client.ACS.Entrances.List(ctx, &gen.ACSEntrancesListRequest{ACSSystemID: &system.ACSSystemID})))
	encoders := must(seam.Collect(client.ACS.Encoders.List(ctx, &gen.ACSEncodersListRequest{ACSSystemID: &system.ACSSystemID})))
	fmt.Println(len(systems), len(entrances), len(encoders))

	person := must(client.UserIdentities.Create(ctx, &gen.UserIdentitiesCreateRequest{
		FullName:     gen.Value("Ada Lovelace"),
		EmailAddress: gen.Value("ada@example.com"),
	}))
	user := must(client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID:    system.ACSSystemID,
		UserIdentityID: &person.UserIdentityID,
		FullName:       "Ada Lovelace",
		EmailAddress:   new("ada@example.com"),
	}))
	err := client.ACS.Users.AddToAccessGroup(ctx, &gen.ACSUsersAddToAccessGroupRequest{
		ACSUserID:        user.ACSUserID,
		ACSAccessGroupID: hotel.AccessGroupID,
	})
	if err != nil {
		log.Fatal(err)
	}
	credential := must(client.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder: seam.ACSUser(user.ACSUserID),
		Method: seam.Code{PIN: "824759"},
		EndsAt: checkout,
	}))
	session := must(client.ClientSessions.Create(ctx, &gen.ClientSessionsCreateRequest{UserIdentityID: &person.UserIdentityID}))
	fmt.Println(credential.AccessMethod, session.Token != "")
	// Output:
	// 3 1 1
	// code true
}

// An access grant lets a person into places, whatever controls their doors.
func Example_accessGrant() {
	srv := seamtest.NewServer()
	lockID := srv.AddDevice(seamtest.Device{Name: "Front Door"})
	client := srv.Client()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	checkout := time.Now().Add(72 * time.Hour)

	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:   seam.NewPerson{FullName: "Ada Lovelace", EmailAddress: "ada@example.com", Key: "guest-1815"},
		DeviceIDs: []string{lockID},
		Methods:   []seam.GrantMethod{seam.Code{PIN: "1815"}}, // or seam.Card, seam.MobileKey, seam.CloudKey
		EndsAt:    checkout,
		Key:       "stay-4711",
	})
	if err != nil {
		log.Fatal(err)
	}
	methods, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(methods[0].State(), methods[0].PIN())

	listed := must(client.AccessMethods.List(ctx, &gen.AccessMethodsListRequest{AccessGrantID: &grant.AccessGrantID}))
	fmt.Println(len(listed), listed[0].State())
	// Output:
	// issued 1815
	// 1 issued
}
