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

// A hotel with Visionline locks writes the cards of its guests at the front desk. Much can fail there: no card
// is on the encoder, the card has the wrong format, a cable is loose, or a response is lost. The clerk presses
// the same button again. So the program has to know, before it starts to write a card, whether an earlier
// action may still be writing it, and whether the card works already.
func Example_visionlineCard() {
	hotel := fakeVisionline()
	if err := writeCardAtDesk(hotel); err != nil {
		log.Fatal(err)
	}
	// Output:
	// no card on the encoder: There is no card. Put one on the encoder.
	// encoder switched off: The encoder does not respond. Check its cable, or use another.
	// card moved too soon: The card was moved too soon. Leave it on the encoder.
	// wrong kind of card: This kind of card does not fit the locks. Take another.
	// bridge down: The key system of the hotel is offline. Call the technician. (do not repeat)
	// a reason unknown today: The card was not written: The encoder is on fire. Call the technician. (do not repeat)
	// response lost: The encoder may be writing. Leave the card on it for a minute.
	// slow encoder: The encoder is still waiting. Put the card on it.
	// nothing wrong: The card is ready. Put the next one on the encoder: 1 more.
	// second card: The card is ready.
	// button pressed again: The card is ready.
}

// writeCardAtDesk creates the access grant of a stay with two cards. Then the clerk presses the button until
// both are ready.
func writeCardAtDesk(hotel *visionlineHotel) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()

	stay := seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: "Ada Lovelace", Key: "guest-1815"},
		EntranceIDs:    hotel.doors,
		Methods:        []seam.GrantMethod{seam.Card{}, seam.Card{}}, // Each belongs to one plastic card.
		EndsAt:         time.Now().Add(48 * time.Hour),
		Key:            "stay-4711",
		ReservationKey: "reservation-4711", // Visionline needs it: these cards end the stay before.
	}
	if _, err := hotel.client.AccessGrants.Create(ctx, stay); err != nil {
		return err
	}
	desk := &cardDesk{client: hotel.client, encoderID: hotel.encoderID, patience: time.Minute}
	for _, mishap := range hotel.mishaps {
		mishap.happens(desk)
		fmt.Printf("%s: %s\n", mishap.name, desk.press(ctx, seam.GrantKey(stay.Key)))
	}
	return nil
}

// cardDesk writes cards with the encoder of one desk, one card at a time.
type cardDesk struct {
	client    *seam.Client
	encoderID string
	patience  time.Duration // how long the clerk waits for one card

	// attemptID is the action that may still be writing a card, or "". Store it to survive a restart.
	attemptID string
	// left is how many cards of the stay come after that card.
	left int
}

// press writes the next card of a stay, and returns what the clerk should read.
func (d *cardDesk) press(ctx context.Context, stay seam.GrantRef) string {
	ctx, cancel := context.WithTimeout(ctx, d.patience)
	defer cancel()
	err := d.writeCard(ctx, stay)
	switch {
	case err != nil:
		advice, again := adviceFor(err)
		if !again {
			advice += " (do not repeat)"
		}
		return advice
	case d.left > 0:
		return fmt.Sprintf("The card is ready. Put the next one on the encoder: %d more.", d.left)
	default:
		return "The card is ready."
	}
}

// writeCard writes the next card of a stay onto the card on the encoder. Call it again after any failure: it
// waits for an action that may still be running, and writes no card that works already.
func (d *cardDesk) writeCard(ctx context.Context, stay seam.GrantRef) error {
	if d.attemptID == "" {
		if err := d.start(ctx, stay); err != nil || d.attemptID == "" {
			return err
		}
	}
	_, err := d.client.AccessMethods.ResumeEncode(d.attemptID).Wait(ctx)
	if _, pending := errors.AsType[*seam.ActionPendingError](err); pending {
		return err // The next call goes on waiting.
	}
	d.attemptID = ""
	if _, written := errors.AsType[*seam.ActionResultError](err); written {
		return nil // Only the description of the card is missing.
	}
	return err
}

// start begins to write the next card of a stay, if one is missing.
func (d *cardDesk) start(ctx context.Context, stay seam.GrantRef) error {
	d.left = 0
	_, err := d.client.AccessGrants.WaitIssued(ctx, stay)
	cards, ok := errors.AsType[*seam.CardRequiredError](err)
	if !ok || len(cards.Encode) == 0 {
		return err // It is nil if all cards work.
	}
	attempt, err := d.client.AccessMethods.Encode(ctx, d.encoderID, cards.Encode[0].AccessMethodID)
	if err != nil {
		return err
	}
	d.attemptID, d.left = attempt.ID(), len(cards.Encode)-1
	return nil
}

// adviceFor returns what the clerk should do after a failure, and whether the button may be pressed again then.
func adviceFor(err error) (advice string, again bool) {
	if failed, ok := errors.AsType[*seam.ActionError](err); ok {
		return adviceForEncoder(failed)
	}
	_, isPending := errors.AsType[*seam.ActionPendingError](err)
	_, isUnnamed := errors.AsType[*gen.MissingResultError](err)
	issue, hasIssues := errors.AsType[*seam.IssueError](err)
	_, needsCard := errors.AsType[*seam.CardRequiredError](err)
	switch {
	case isPending: // This case is first, because the error matches ErrOutcomeUnknown, too.
		return "The encoder is still waiting. Put the card on it.", true
	case isUnnamed, errors.Is(err, seam.ErrOutcomeUnknown):
		// An action may be running, but its ID is lost. After a minute it has ended, and WaitIssued knows
		// whether the card was written.
		return "The encoder may be writing. Leave the card on it for a minute.", true
	case hasIssues: // Seam goes on trying.
		return fmt.Sprintf("Seam cannot make the card: %v. Call the manager.", issue.Issues), false
	case needsCard: // Some systems assign cards by their number instead. Visionline does not.
		return "Cards of this system have to be assigned.", false
	case errors.Is(err, seam.ErrNotFound):
		return "This stay has ended. Open the booking again.", false
	case errors.Is(err, seam.ErrUnauthorized), errors.Is(err, seam.ErrInvalidInput):
		return "The program is set up wrong. Call the manager.", false
	default: // No action was started: an outage, a rate limit, or Seam is still preparing the card.
		return "Seam is not ready. Wait a moment.", true
	}
}

// adviceForEncoder returns the advice after an action that has ended without writing the card.
func adviceForEncoder(failed *seam.ActionError) (advice string, again bool) {
	switch failed.Type {
	case seam.ActionErrorNoCredentialOnEncoder, seam.ActionErrorExpired:
		return "There is no card. Put one on the encoder.", true
	case seam.ActionErrorEncodingInterrupted:
		return "The card was moved too soon. Leave it on the encoder.", true
	case seam.ActionErrorIncompatibleCardFormat:
		return "This kind of card does not fit the locks. Take another.", true
	case seam.ActionErrorEncoderNotOnline, seam.ActionErrorEncoderCommunicationTimeout:
		return "The encoder does not respond. Check its cable, or use another.", true
	case seam.ActionErrorBridgeDisconnected:
		// The program that connects Visionline to Seam is down, so no encoder of the hotel works.
		return "The key system of the hotel is offline. Call the technician.", false
	case seam.ActionErrorCredentialCannotBeReissued:
		// A credential belongs to one card. If that card is lost, delete its access method and request
		// another: see the example of AccessGrantsService.RequestAccessMethods.
		return "The guest has a card already. Put that card on the encoder, or report it lost.", true
	case seam.ActionErrorCredentialDeleted:
		return "This stay has ended. Open the booking again.", false
	default: // ActionErrorUncategorized, or a type that Seam has added. The message is for people.
		return "The card was not written: " + failed.Message + ". Call the technician.", false
	}
}

// visionlineHotel has what the program knows of its hotel, and the mishaps of the example.
type visionlineHotel struct {
	client    *seam.Client
	encoderID string
	doors     []string
	mishaps   []visionlineMishap
}

type visionlineMishap struct {
	name    string
	happens func(desk *cardDesk)
}

// fakeVisionline returns a hotel of a fake Seam. A real program has seam.NewClient(seam.APIKey(key)) and the IDs
// of its own encoder and entrances instead.
func fakeVisionline() *visionlineHotel {
	srv := seamtest.NewServer()
	ids := srv.AddHotel()
	fails := func(reason seam.ActionErrorType, message string) func(*cardDesk) {
		return func(*cardDesk) { srv.FailNextAction(gen.ActionTypeEncodeCredential, reason, message) }
	}
	return &visionlineHotel{
		client:    srv.Client(),
		encoderID: ids.EncoderID,
		doors:     []string{ids.FrontDoorID, ids.RoomID},
		mishaps: []visionlineMishap{
			{"no card on the encoder", func(*cardDesk) { srv.TakeCard(ids.EncoderID) }},
			{"encoder switched off", func(*cardDesk) { srv.SetEncoderOnline(ids.EncoderID, false) }},
			{"card moved too soon", func(desk *cardDesk) {
				srv.SetEncoderOnline(ids.EncoderID, true)
				srv.PlaceCard(ids.EncoderID, ids.CardNumber)
				fails(seam.ActionErrorEncodingInterrupted, "")(desk)
			}},
			{"wrong kind of card", fails(seam.ActionErrorIncompatibleCardFormat, "")},
			{"bridge down", fails(seam.ActionErrorBridgeDisconnected, "")},
			{"a reason unknown today", fails("encoder_on_fire", "The encoder is on fire")},
			{"response lost", func(*cardDesk) { srv.RespondNext("/access_methods/encode", 502, "text/html", "Bad Gateway") }},
			{"slow encoder", func(desk *cardDesk) {
				srv.DelayNext("/action_attempts/get", time.Hour)
				desk.patience = time.Second
			}},
			{"nothing wrong", func(desk *cardDesk) { desk.patience = time.Minute }},
			{"second card", func(*cardDesk) { srv.PlaceCard(ids.EncoderID, srv.AddCard(seamtest.Card{})) }},
			{"button pressed again", func(*cardDesk) {}},
		},
	}
}
