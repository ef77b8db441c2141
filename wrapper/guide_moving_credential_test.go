package seam_test

import (
	"context"
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// An office lends a card to one visitor after the other. Moving a credential takes two requests. In between
// nobody holds it, so the program has to continue after a failure. Get the plastic card back, and encode it
// again if the credential has a warning. Do not move a PIN, because the first holder knows it: delete that
// credential and create another.
func Example_movingCredential() {
	if err := passOnCard(fakeOffice()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// the network fails in the middle: true
	// nobody holds the card: true
	// written again
	// Mary holds the card: true
}

// passOnCard passes a card from Ada to Mary, who may use it a week longer.
func passOnCard(office *visitorOffice) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	move := cardMove{office.cardID, office.adaID, office.maryID, time.Now().Add(14 * 24 * time.Hour)}

	office.breakNetwork()
	fmt.Println("the network fails in the middle:", office.moveCard(ctx, move) != nil)
	office.mendNetwork()
	card, err := office.client.ACS.Credentials.Get(ctx, move.credentialID)
	if err != nil {
		return err
	}
	fmt.Println("nobody holds the card:", card.ACSUserID == "")

	for range 2 { // The second time it does nothing.
		if err := office.moveCard(ctx, move); err != nil {
			return err
		}
	}
	card, err = office.client.ACS.Credentials.Get(ctx, move.credentialID)
	if err != nil {
		return err
	}
	fmt.Println("Mary holds the card:", card.ACSUserID == office.maryID)
	return nil
}

// cardMove is a move of a credential between two ACS users. Store it until moveCard has succeeded: while nobody
// holds the credential, Seam does not know where it should go.
type cardMove struct {
	credentialID, fromUserID, toUserID string
	endsAt                             time.Time // for the new holder
}

// moveCard moves a card. Call it again after any failure: it does not repeat a step that has succeeded.
func (o *visitorOffice) moveCard(ctx context.Context, move cardMove) error {
	if err := o.changeHolder(ctx, move); err != nil {
		return err
	}
	card, err := o.client.ACS.Credentials.Update(ctx, move.credentialID, seam.CredentialUpdate{EndsAt: move.endsAt})
	if err != nil {
		return err
	}
	return o.writeAgain(ctx, card)
}

// changeHolder takes a credential from one holder and gives it to the other. Both requests may be repeated
// after seam.ErrOutcomeUnknown. They name the holder, so a late request takes the credential from nobody else.
func (o *visitorOffice) changeHolder(ctx context.Context, move cardMove) error {
	card, err := o.client.ACS.Credentials.Get(ctx, move.credentialID)
	if err != nil {
		return err
	}
	switch card.ACSUserID {
	case move.toUserID:
		return nil
	case "": // An earlier call has stopped in between.
	case move.fromUserID:
		if _, err := o.client.ACS.Credentials.Unassign(ctx, move.credentialID, seam.ACSUser(move.fromUserID)); err != nil {
			return err
		}
	default:
		return fmt.Errorf("credential %s belongs to another ACS user: %s", move.credentialID, card.ACSUserID)
	}
	_, err = o.client.ACS.Credentials.Assign(ctx, move.credentialID, seam.ACSUser(move.toUserID))
	return err
}

// writeAgain encodes a card again if its credential has changed. The same plastic card must be on the encoder.
// The example VisionlineCard handles the failures of an encoder.
func (o *visitorOffice) writeAgain(ctx context.Context, card *seam.Credential) error {
	isOld := func(w seam.CredentialWarning) bool { return w.Code == seam.CredentialWarningNeedsToBeReissued }
	if !slices.ContainsFunc(card.Warnings, isOld) {
		return nil
	}
	attempt, err := o.client.ACS.Encoders.Encode(ctx, o.encoderID, card.ACSCredentialID)
	if err != nil {
		return err
	}
	if _, err := attempt.Wait(ctx); err != nil {
		return err
	}
	fmt.Println("written again")
	return nil
}

// visitorOffice holds the client and the IDs of an office.
type visitorOffice struct {
	client                           *seam.Client
	encoderID, cardID, adaID, maryID string
	breakNetwork, mendNetwork        func()
}

// fakeOffice returns an office of a fake Seam, where Ada has a card. A real program uses
// seam.NewClient(seam.APIKey(key)) and the IDs of its own access system.
func fakeOffice() *visitorOffice {
	srv := seamtest.NewServer()
	ids := srv.AddHotel()
	office := &visitorOffice{
		client:       srv.Client(seam.WithRetries(0)), // Otherwise the client repeats requests by itself.
		encoderID:    ids.StaffEncoderID,
		breakNetwork: func() { srv.OutageNext("/acs/credentials/assign") },
		mendNetwork:  func() { srv.SetOutage(false) },
	}
	ctx := context.Background()
	newUser := func(name string) string {
		user, err := office.client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: ids.StaffSystemID, FullName: name})
		if err != nil {
			log.Fatal(err)
		}
		return user.ACSUserID
	}
	office.adaID, office.maryID = newUser("Ada Lovelace"), newUser("Mary Somerville")
	card, err := office.client.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder: seam.ACSUser(office.adaID), Method: seam.Card{}, EndsAt: time.Now().Add(7 * 24 * time.Hour),
	})
	if err != nil {
		log.Fatal(err)
	}
	office.cardID = card.ACSCredentialID
	attempt, err := office.client.ACS.Encoders.Encode(ctx, office.encoderID, office.cardID)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := attempt.Wait(ctx); err != nil {
		log.Fatal(err)
	}
	return office
}
