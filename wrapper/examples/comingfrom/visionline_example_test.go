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

// A hotel with Visionline puts a key on the phone of a guest: the seven steps of Seam's example for
// the Go client of 2024. Example_visionlineGrant does steps 2 to 7 in one call.
func Example_visionline() {
	srv := seamtest.NewServer()
	hotel := srv.AddHotel()
	client, ctx := srv.Client(), context.Background()
	checkin := time.Now()
	checkout := checkin.Add(24 * time.Hour)

	// Step 1, once for a hotel: people connect the systems in Connect Webviews.
	for _, provider := range []gen.ProviderKey{gen.ProviderKeyAssaAbloyCredentialService, gen.ProviderKeyVisionline} {
		webview := must(client.ConnectWebviews.Create(ctx, &gen.ConnectWebviewsCreateRequest{
			AcceptedProviders: []gen.ProviderKey{provider},
		}))
		fmt.Println(webview.AcceptedProviders[0], webview.URL != "")
	}

	// Step 2, for each guest from here on: a person.
	person := must(client.UserIdentities.Create(ctx, &gen.UserIdentitiesCreateRequest{
		EmailAddress: gen.Value("jane@example.com"),
	}))

	// Step 3, the enrollment of the person's phones: step 6 names the system that manages keys on phones.
	systems := map[gen.ACSSystemExternalType]*gen.ACSSystem{}
	for _, system := range must(client.ACS.Systems.List(ctx, nil)) {
		systems[system.ExternalType] = system
	}
	visionline := systems[gen.ACSSystemExternalTypeVisionlineSystem]
	manager := systems[gen.ACSSystemExternalTypeAssaAbloyCredentialService]

	// Step 4: the person as a user of Visionline.
	user := must(client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID:    visionline.ACSSystemID,
		UserIdentityID: &person.UserIdentityID,
		FullName:       "Jane Doe",
	}))

	// Step 5: the doors. The program chooses them; here it is the room.
	err := client.ACS.Entrances.GrantAccess(ctx, &gen.ACSEntrancesGrantAccessRequest{
		ACSUserID:     &user.ACSUserID,
		ACSEntranceID: hotel.RoomID,
	})
	if err != nil {
		log.Fatal(err)
	}

	// Step 6: the key.
	credential, err := client.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder: seam.ACSUser(user.ACSUserID),
		Method: seam.MobileKey{
			MultiPhoneSync:      true,
			CredentialManagerID: manager.ACSSystemID,
			Metadata:            seam.Visionline{CardFormat: seam.CardFormatRFID48},
		},
		StartsAt: checkin,
		EndsAt:   checkout,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(credential.AccessMethod, credential.EndsAt.Sub(credential.StartsAt))

	// Step 7: a session for the guest's app.
	session := must(client.ClientSessions.Create(ctx, &gen.ClientSessionsCreateRequest{
		UserIdentityID: &person.UserIdentityID,
		ExpiresAt:      &checkout,
	}))
	fmt.Println(session.Token != "")
	// Output:
	// assa_abloy_credential_service true
	// visionline true
	// mobile_key 24h0m0s
	// true
}

// The same with an access grant: Seam creates the user, the credential and a link that puts the key on
// a phone.
func Example_visionlineGrant() {
	srv := seamtest.NewServer()
	hotel := srv.AddHotel()
	client, ctx := srv.Client(), context.Background()
	checkout := time.Now().Add(24 * time.Hour)

	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: "Jane Doe", EmailAddress: "jane@example.com", Key: "guest-1815"},
		EntranceIDs:    []string{hotel.RoomID},
		Methods:        []seam.GrantMethod{seam.MobileKey{}},
		EndsAt:         checkout,
		Key:            "stay-4711",
		ReservationKey: "stay-4711",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(grant.InstantKeyURL != "") // send it to the guest
	// Output: true
}
