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

// hotel returns a client of a fake Seam with an access system, a door and a guest.
func hotel() (client *seam.Client, guestID string) {
	srv := seamtest.NewServer()
	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
	srv.AddEntrance(system, "Room 101")
	client = srv.Client()
	guest, err := client.ACS.Users.Create(context.Background(), &gen.ACSUsersCreateRequest{
		ACSSystemID: system, FullName: "Ada Lovelace",
	})
	if err != nil {
		log.Fatal(err)
	}
	return client, guest.ACSUserID
}

// Let a guest into a room with a PIN, wait until the PIN works, and end the stay.
func Example() {
	srv := seamtest.NewServer() // a fake Seam in memory; for the real one:
	client := srv.Client()      // client, err := seam.NewClient(seam.APIKey(key))
	room := srv.AddEntrance(srv.AddSystem(seamtest.System{Name: "Grand Hotel"}), "Room 101")

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	// Check-in: who may enter, where, how and how long.
	checkout := time.Now().Add(72 * time.Hour) // in your program, from the booking
	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:     seam.NewPerson{FullName: "Ada Lovelace", EmailAddress: "ada@example.com", Key: "guest-1815"},
		EntranceIDs: []string{room},
		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}}, // or seam.Card, seam.MobileKey, seam.CloudKey
		EndsAt:      checkout,
		Key:         "stay-4711", // your own: Create may be called again, and makes no second grant
	})
	if err != nil {
		log.Fatal(err)
	}

	// Tell the guest a PIN only when the door knows it.
	methods, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
	if err != nil {
		log.Fatal(err)
	}
	for _, method := range methods {
		fmt.Println(method.Mode, method.State(), method.PIN())
	}

	// Check-out: the PIN stops working.
	if err := client.AccessGrants.Delete(ctx, seam.GrantKey("stay-4711")); err != nil {
		log.Fatal(err)
	}
	fmt.Println("checked out")
	// Output:
	// code issued 1815
	// checked out
}

// All problems with the parameters are reported at once, before anything is sent.
func ExampleParamsError() {
	client, guestID := hotel()
	_, err := client.ACS.Credentials.Create(context.Background(), seam.CredentialParams{
		Holder:   seam.ACSUser(guestID),
		Method:   seam.Code{PIN: "12ab"},
		StartsAt: time.Date(2030, 3, 4, 0, 0, 0, 0, time.UTC),
		EndsAt:   time.Date(2030, 3, 1, 0, 0, 0, 0, time.UTC),
	})
	if params, ok := errors.AsType[*seam.ParamsError](err); ok {
		for _, p := range params.Problems {
			fmt.Println(p.Field)
		}
	}
	// Output:
	// PIN
	// EndsAt
}

// A call that Seam rejects returns a [seam.Error]. errors.Is matches the common kinds.
func ExampleError() {
	client, _ := hotel()
	_, err := client.ACS.Credentials.Get(context.Background(), "99999999-9999-9999-9999-999999999999")
	if e, ok := errors.AsType[*seam.Error](err); ok {
		fmt.Println(e.StatusCode, e.Type, errors.Is(err, seam.ErrNotFound))
	}
	// Output: 404 acs_credential_not_found true
}

// The response to a Create is lost. It may have been processed, so the program looks for the
// credential first.
func ExampleCredentialsService_Matching() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	guest, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID: srv.AddSystem(seamtest.System{Name: "Grand Hotel"}), FullName: "Ada Lovelace",
	})
	if err != nil {
		log.Fatal(err)
	}
	params := seam.CredentialParams{
		Holder: seam.ACSUser(guest.ACSUserID),
		Method: seam.Code{PIN: "824759"},
		EndsAt: time.Now().Add(72 * time.Hour),
	}
	srv.ResetAfterNext("/acs/credentials/create")
	_, err = client.ACS.Credentials.Create(ctx, params)
	if errors.Is(err, seam.ErrOutcomeUnknown) {
		fmt.Println("outcome unknown")
		for found, err := range client.ACS.Credentials.Matching(ctx, params) {
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println("found:", found.AccessMethod, found.Code)
		}
	}
	// Output:
	// outcome unknown
	// found: code 824759
}

// Operations without a hand-written method are generated, and called in the same way.
func ExampleClient() {
	client, guestID := hotel()
	user, err := client.ACS.Users.Get(context.Background(), &gen.ACSUsersGetRequest{ACSUserID: &guestID})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(user.FullName)
	// Output: Ada Lovelace
}

// A program that needs time for each page lets the client fetch the next page in the meantime.
func ExampleCallReadAhead() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	for _, name := range []string{"Ada", "Grace", "Edith", "Mary", "Hedy"} {
		if _, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: system, FullName: name}); err != nil {
			log.Fatal(err)
		}
	}
	pages := &gen.ACSUsersListRequest{ACSSystemID: &system, Limit: new(2)}
	for user, err := range client.ACS.Users.List(ctx, pages, seam.CallReadAhead()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.FullName)
	}
	// Unordered output:
	// Ada
	// Grace
	// Edith
	// Mary
	// Hedy
}
