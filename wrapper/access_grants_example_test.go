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

// A hotel gives a guest the lobby and a room, with a PIN and a card, and lets the guest stay a night longer.
//
// Seam makes what the hardware of the doors needs. With [seam.CredentialsService] the program would have to
// create and update one credential for each access system and method. Choose that only for options of one
// manufacturer, such as which cards a card overrides.
func ExampleAccessGrantsService_hotel() {
	srv := seamtest.NewServer()
	hotel := srv.AddHotel()
	client := srv.Client()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	checkIn := time.Now()
	stay, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: "Ada Lovelace", Key: "guest-1815"},
		EntranceIDs:    []string{hotel.FrontDoorID, hotel.RoomID},
		Methods:        []seam.GrantMethod{seam.Code{PIN: "1815"}, seam.Card{}},
		StartsAt:       checkIn,
		EndsAt:         checkIn.Add(48 * time.Hour),
		Key:            "stay-4711",
		ReservationKey: "reservation-4711",
	})
	if err != nil {
		log.Fatal(err)
	}
	issued := encodeCards(ctx, client, stay, hotel.EncoderID)
	fmt.Println(issued[0].PIN(), issued[1].State())

	// One more night: the PIN stays the same, and the card has to be encoded again.
	err = client.AccessGrants.Update(ctx, seam.GrantKey("stay-4711"), seam.AccessGrantUpdate{EndsAt: checkIn.Add(72 * time.Hour)})
	if err != nil {
		log.Fatal(err)
	}
	srv.PlaceCard(hotel.EncoderID, hotel.CardNumber)
	issued = encodeCards(ctx, client, stay, hotel.EncoderID)
	fmt.Println(issued[0].PIN(), issued[1].State())

	// Check-out.
	if err := client.AccessGrants.Delete(ctx, seam.GrantKey("stay-4711")); err != nil {
		log.Fatal(err)
	}
	fmt.Println(client.AccessGrants.WaitDeleted(ctx, seam.GrantKey("stay-4711")))
	// Output:
	// 1815 issued
	// 1815 issued
	// <nil>
}

// encodeCards waits until a grant is issued, and encodes the cards that it needs.
func encodeCards(ctx context.Context, client *seam.Client, grant *seam.AccessGrant, encoderID string) []*seam.GrantedMethod {
	for {
		methods, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
		waiting, ok := errors.AsType[*seam.CardRequiredError](err)
		if err == nil {
			return methods
		}
		if !ok {
			log.Fatal(err)
		}
		for _, card := range waiting.Encode {
			attempt, err := client.AccessMethods.Encode(ctx, encoderID, card.AccessMethodID)
			if err != nil {
				log.Fatal(err)
			}
			if _, err := attempt.Wait(ctx); err != nil { // while somebody presents the card
				log.Fatal(err)
			}
		}
	}
}

// A gym lets its members in with their phones for as long as they are members.
//
// Without access grants, the program creates a multi-phone sync credential for each member in each access
// system, and an instant key with client.UserIdentities.GenerateInstantKey.
func ExampleAccessGrantsService_gym() {
	srv := seamtest.NewServer()
	system := srv.AddSystem(seamtest.System{Name: "Gym", ExternalType: "salto_ks_site"})
	door := srv.AddEntrance(system, "Front Door")
	client := srv.Client()
	ctx := context.Background()

	gym, err := client.Spaces.Create(ctx, &gen.SpacesCreateRequest{
		Name: "Gym", SpaceKey: new("gym"), ACSEntranceIDs: []string{door},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, member := range []string{"Mary Somerville", "Emmy Noether"} {
		joined, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
			Grantee:  seam.NewPerson{FullName: member, Key: "member-" + member},
			SpaceIDs: []string{gym.SpaceID},
			Methods:  []seam.GrantMethod{seam.MobileKey{InstantKeyMaxUses: 2}}, // phone and watch
			NoEnd:    true,
			Key:      "membership-" + member,
		})
		if err != nil {
			log.Fatal(err)
		}
		// The link may be sent at once, before the key is issued.
		fmt.Println(member, joined.InstantKeyURL != "", *joined.RequestedAccessMethods[0].InstantKeyMaxUseCount)
	}

	// A member leaves.
	if err := client.AccessGrants.Delete(ctx, seam.GrantKey("membership-Emmy Noether")); err != nil {
		log.Fatal(err)
	}
	for grant, err := range client.AccessGrants.List(ctx, seam.AccessGrantFilter{SpaceID: gym.SpaceID}) {
		fmt.Println(grant.AccessGrantKey, err)
	}
	// Output:
	// Mary Somerville true 2
	// Emmy Noether true 2
	// membership-Mary Somerville <nil>
}

// A guest has lost the card. Afterwards the lost card opens no door, and the PIN still works.
func ExampleAccessGrantsService_RequestAccessMethods() {
	srv := seamtest.NewServer()
	hotel := srv.AddHotel()
	client := srv.Client()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	stay, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: "Ada Lovelace"},
		EntranceIDs:    []string{hotel.RoomID},
		Methods:        []seam.GrantMethod{seam.Code{}, seam.Card{}},
		EndsAt:         time.Now().Add(48 * time.Hour),
		Key:            "stay-4712",
		ReservationKey: "reservation-4712",
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range encodeCards(ctx, client, stay, hotel.EncoderID) {
		if m.Mode != seam.AccessMethodCard {
			continue
		}
		if err := client.AccessMethods.Delete(ctx, &gen.AccessMethodsDeleteRequest{AccessMethodID: &m.AccessMethodID}); err != nil {
			log.Fatal(err)
		}
	}
	if _, err := client.AccessGrants.RequestAccessMethods(ctx, seam.GrantKey("stay-4712"), []seam.GrantMethod{seam.Card{}}); err != nil {
		log.Fatal(err)
	}
	srv.PlaceCard(hotel.EncoderID, srv.AddCard(seamtest.Card{})) // A new card lies on the encoder.
	for _, m := range encodeCards(ctx, client, stay, hotel.EncoderID) {
		fmt.Println(m.Mode, m.State())
	}
	// Output:
	// code issued
	// card issued
}

// A guest moves to another room. The grants of one reservation open the same doors, so the old ones go
// before the new one is created.
func ExampleAccessGrantsService_List() {
	srv := seamtest.NewServer()
	hotel := srv.AddHotel()
	suite := srv.AddEntrance(hotel.SystemID, "Suite 201")
	client := srv.Client()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	stay := seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: "Ada Lovelace", Key: "guest-1815"},
		EntranceIDs:    []string{hotel.RoomID},
		Methods:        []seam.GrantMethod{seam.Card{}},
		EndsAt:         time.Now().Add(48 * time.Hour),
		Key:            "stay-4713-101",
		ReservationKey: "reservation-4713",
	}
	if _, err := client.AccessGrants.Create(ctx, stay); err != nil {
		log.Fatal(err)
	}

	for old, err := range client.AccessGrants.List(ctx, seam.AccessGrantFilter{ReservationKey: stay.ReservationKey}) {
		if err != nil {
			log.Fatal(err)
		}
		id := seam.GrantID(old.AccessGrantID)
		if err := client.AccessGrants.Delete(ctx, id); err != nil {
			log.Fatal(err)
		}
		if err := client.AccessGrants.WaitDeleted(ctx, id); err != nil {
			log.Fatal(err)
		}
	}
	stay.EntranceIDs, stay.Key = []string{suite}, "stay-4713-201"
	moved, err := client.AccessGrants.Create(ctx, stay) // The guest is the same: NewPerson has a Key.
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range encodeCards(ctx, client, moved, hotel.EncoderID) {
		fmt.Println(m.Mode, m.State())
	}
	// Output: card issued
}
