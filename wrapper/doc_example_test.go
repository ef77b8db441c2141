package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// The code of the package documentation is copied from this file; TestDocCode compares the two.

// hotelWorld is a fake hotel with one guest, who is a user identity and an ACS user.
type hotelWorld struct {
	srv                          *seamtest.Server
	client                       *seam.Client
	systemID, entranceID, lockID string
	person                       *gen.UserIdentity
	user                         *gen.ACSUser
	checkout                     time.Time
}

func newHotelWorld() hotelWorld {
	srv := seamtest.NewServer()
	w := hotelWorld{srv: srv, client: srv.Client(), checkout: time.Now().Add(72 * time.Hour)}
	w.systemID = srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	w.entranceID = srv.AddEntrance(w.systemID, "Front Door")
	w.lockID = srv.AddDevice(seamtest.Device{Name: "Back Door"})
	ctx := context.Background()
	var err error
	w.person, err = w.client.UserIdentities.Create(ctx, &gen.UserIdentitiesCreateRequest{FullName: gen.Value("Grace Hopper")})
	if err != nil {
		log.Fatal(err)
	}
	w.user, err = w.client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: w.systemID, FullName: "Grace Hopper"})
	if err != nil {
		log.Fatal(err)
	}
	return w
}

// List the devices of a workspace. This is not run, because it needs an API key.
func Example_firstProgram() {
	client, err := seam.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	for device, err := range client.Devices.List(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(device.DeviceID, device.DisplayName)
	}
}

// Let a person into places. Seam creates the codes, cards and keys.
func Example_accessGrant() {
	world, ctx := newHotelWorld(), context.Background()
	client, person, entranceID, checkout := world.client, world.person, world.entranceID, world.checkout

	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:     seam.UserIdentity(person.UserIdentityID), // or seam.NewPerson
		EntranceIDs: []string{entranceID},
		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}}, // or seam.Card, seam.MobileKey, seam.CloudKey
		EndsAt:      checkout,
		Key:         "stay-4711",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(grant.AccessMethodIDs))
	// Output: 1
}

// Create a credential of one access system.
func Example_credential() {
	world, ctx := newHotelWorld(), context.Background()
	client, user, checkout := world.client, world.user, world.checkout

	credential, err := client.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder: seam.ACSUser(user.ACSUserID),
		Method: seam.Code{PIN: "824759"}, // or seam.Card, seam.MobileKey, seam.CloudKey
		EndsAt: checkout,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(credential.AccessMethod, credential.Code)
	// Output: code 824759
}

// Set an optional field, change a value and remove a value.
func Example_optionalFields() {
	world, ctx := newHotelWorld(), context.Background()
	client, systemID, person := world.client, world.systemID, world.person

	user, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID:  systemID,
		FullName:     "Ada Lovelace",
		EmailAddress: new("ada@example.com"),
	})
	if err != nil {
		log.Fatal(err)
	}
	err = client.UserIdentities.Update(ctx, &gen.UserIdentitiesUpdateRequest{
		UserIdentityID: person.UserIdentityID,
		FullName:       gen.Value("Ada King"),
		PhoneNumber:    gen.Null[string](),
	})
	fmt.Println(user.EmailAddress, err)
	// Output: ada@example.com <nil>
}

// Read a list item by item.
func Example_list() {
	world, ctx := newHotelWorld(), context.Background()
	client, systemID := world.client, world.systemID

	for user, err := range client.ACS.Users.List(ctx, &gen.ACSUsersListRequest{ACSSystemID: &systemID}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.FullName)
	}
	// Output: Grace Hopper
}

// Read a list page by page, and store the cursor to continue later.
func ExampleCredentialsService_ListPages() {
	world, ctx := newHotelWorld(), context.Background()
	client, cursor := world.client, ""

	for page, err := range client.ACS.Credentials.ListPages(ctx, seam.CredentialFilter{Cursor: cursor}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(len(page.Items))
		cursor = page.NextPageCursor // store it
	}
	fmt.Printf("%q\n", cursor)
	// Output:
	// 0
	// ""
}

// Unlock a door, and wait until it is unlocked.
func ExampleClient_WaitFor() {
	world, ctx := newHotelWorld(), context.Background()
	client, lockID := world.client, world.lockID

	attempt, err := client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lockID})
	if err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	attempt, err = client.WaitFor(ctx, attempt)
	if err != nil {
		log.Fatal(err) // attempt is nil.
	}
	fmt.Println(attempt.Status)
	// Output: success
}

// Match the common kinds of errors.
func Example_errors() {
	client, ctx := newHotelWorld().client, context.Background()
	_, err := client.ACS.Credentials.Get(ctx, "99999999-9999-9999-9999-999999999999")

	if e, ok := errors.AsType[*seam.Error](err); ok {
		fmt.Println(e.StatusCode, e.Type)
	}
	// Output: 404 acs_credential_not_found
}

// Receive events. This is not run, because it registers a handler for all tests.
func Example_webhooks() {
	secret := "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

	webhook, err := seam.NewWebhook(secret)
	if err != nil {
		log.Fatal(err)
	}
	http.Handle("/seam", webhook.Handler(func(ctx context.Context, event *gen.Event) error {
		switch e := event.Value().(type) {
		case *gen.LockUnlockedEvent:
			fmt.Println("unlocked:", e.DeviceID)
		}
		return nil
	}))
}

func TestDocTesting(t *testing.T) {
	ctx := t.Context()

	srv := seamtest.NewServer()
	client := srv.Client()
	systemID := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})

	srv.ResetAfterNext("/acs/users/create") // processes the next call and loses the response
	_, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: systemID, FullName: "Ada Lovelace"})
	if !errors.Is(err, seam.ErrOutcomeUnknown) {
		t.Error(err)
	}
}

// The code of the module's root, which has no examples of its own.
func TestRootCode(t *testing.T) {
	srv, ctx := seamtest.NewServer(), t.Context()
	socket := httptest.NewServer(srv)
	t.Cleanup(socket.Close)
	t.Setenv("SEAM_API_KEY", srv.APIKey())
	t.Setenv("SEAM_ENDPOINT", socket.URL)
	roomID := srv.AddEntrance(srv.AddSystem(seamtest.System{Name: "Grand Hotel"}), "Room 101")
	checkout := time.Now().Add(72 * time.Hour)

	client, err := seam.FromEnv() // the API key is in SEAM_API_KEY
	if err != nil {
		log.Fatal(err)
	}
	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:     seam.NewPerson{FullName: "Ada Lovelace", Key: "guest-1815"},
		EntranceIDs: []string{roomID},
		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}},
		EndsAt:      checkout,
		Key:         "stay-4711",
	})
	if err != nil {
		log.Fatal(err)
	}
	methods, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
	if err != nil || len(methods) != 1 || methods[0].PIN() != "1815" {
		t.Errorf("methods %v, error %v", methods, err)
	}
}
