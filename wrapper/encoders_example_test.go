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

// frontDesk is a fake hotel with a card encoder, a blank card on it, and a guest.
type frontDesk struct {
	srv                    *seamtest.Server
	client                 *seam.Client
	encoder, card, guestID string
}

func newFrontDesk() frontDesk {
	srv := seamtest.NewServer()
	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
	r := frontDesk{srv: srv, client: srv.Client(), encoder: srv.AddEncoder(system, "Front Desk")}
	r.card = srv.AddCard(seamtest.Card{Number: "164d29dc4a09b65f"})
	srv.PlaceCard(r.encoder, r.card)
	guest, err := r.client.ACS.Users.Create(context.Background(), &gen.ACSUsersCreateRequest{
		ACSSystemID: system, FullName: "Ada Lovelace",
	})
	if err != nil {
		log.Fatal(err)
	}
	r.guestID = guest.ACSUserID
	return r
}

// keycard creates a credential that is not yet on a card.
func (r frontDesk) keycard() *seam.Credential {
	cred, err := r.client.ACS.Credentials.Create(context.Background(), seam.CredentialParams{
		Holder: seam.ACSUser(r.guestID), Method: seam.Card{}, EndsAt: time.Now().Add(72 * time.Hour),
	})
	if err != nil {
		log.Fatal(err)
	}
	return cred
}

// Write a credential onto the card on the encoder.
func ExampleEncodersService_Encode() {
	desk := newFrontDesk()
	cred := desk.keycard()
	fmt.Println(cred.State())

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	attempt, err := desk.client.ACS.Encoders.Encode(ctx, desk.encoder, cred.ACSCredentialID)
	if err != nil {
		log.Fatal(err)
	}
	issued, err := attempt.Wait(ctx) // while somebody presents the card
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(issued.State(), issued.CardNumber)
	// Output:
	// needs_encoding
	// issued 164d29dc4a09b65f
}

// Read a card, and find out whether it is up to date.
func ExampleEncodersService_Scan() {
	desk := newFrontDesk()
	ctx := context.Background()
	cred := desk.keycard()
	written, err := desk.client.ACS.Encoders.Encode(ctx, desk.encoder, cred.ACSCredentialID)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := written.Wait(ctx); err != nil {
		log.Fatal(err)
	}
	_, err = desk.client.ACS.Credentials.Update(ctx, cred.ACSCredentialID, seam.CredentialUpdate{EndsAt: cred.EndsAt.Add(24 * time.Hour)})
	if err != nil {
		log.Fatal(err)
	}

	attempt, err := desk.client.ACS.Encoders.Scan(ctx, desk.encoder)
	if err != nil {
		log.Fatal(err)
	}
	found, err := attempt.Wait(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(found.OnSeam.ACSCredentialID == cred.ACSCredentialID, found.OnSeam.EndsAt.Sub(*found.OnCard.EndsAt))
	fmt.Println(found.Warnings[0].WarningCode == seam.ScanWarningOutOfSync)
	// Output:
	// true 24h0m0s
	// true
}

// Give the card on the encoder to another person.
func ExampleEncodersService_ScanToAssign() {
	desk := newFrontDesk()
	ctx := context.Background()
	cred := desk.keycard()
	written, err := desk.client.ACS.Encoders.Encode(ctx, desk.encoder, cred.ACSCredentialID)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := written.Wait(ctx); err != nil {
		log.Fatal(err)
	}
	if _, err := desk.client.ACS.Credentials.Unassign(ctx, cred.ACSCredentialID, seam.ACSUser(desk.guestID)); err != nil {
		log.Fatal(err)
	}
	friend, err := desk.client.UserIdentities.Create(ctx, &gen.UserIdentitiesCreateRequest{
		FullName: gen.Value("Mary Somerville"),
	})
	if err != nil {
		log.Fatal(err)
	}

	attempt, err := desk.client.ACS.Encoders.ScanToAssign(ctx, desk.encoder, seam.UserIdentity(friend.UserIdentityID))
	if err != nil {
		log.Fatal(err)
	}
	assigned, err := attempt.Wait(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(assigned.CardNumber == desk.card, assigned.UserIdentityID == friend.UserIdentityID)
	// Output: true true
}
