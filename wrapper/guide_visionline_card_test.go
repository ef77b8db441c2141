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

// A hotel with Visionline locks writes key cards at its front desk. Much can fail there: no card is on the
// encoder, the card has the wrong format, a cable is loose, or a response is lost. The clerk then presses the
// same button again, maybe for the next guest. Therefore the program checks, before it starts to write a card,
// whether an earlier action may still be writing one, and whether the card of the guest works already. If the
// response to the start of an action is lost, so is its ID: then the program waits until it has surely ended.
func Example_visionlineCard() {
	if err := serveGuests(fakeVisionline()); err != nil {
		log.Fatal(err)
	}
	// Output:
	// no card on the encoder: There is no card. Put one on the encoder.
	// encoder switched off: The encoder does not respond. Check its cable, or use another.
	// card moved too soon: The card was moved too soon. Leave it on the encoder.
	// wrong kind of card: This kind of card does not fit the locks. Take another.
	// bridge down: The key system of the hotel is offline. Call the technician. (do not repeat)
	// a reason unknown today: The card was not written: The encoder is on fire. Call the technician. (do not repeat)
	// slow encoder: The encoder is still waiting. Put the card on it.
	// second guest: This card may be for the guest before. Put another one on the encoder.
	// response lost: The encoder may be writing. Leave the card on it for two minutes.
	// third guest, at once: The encoder may be writing. Leave the card on it for two minutes.
	// two minutes later: This card may be for the guest before. Put another one on the encoder.
	// another card: The card is ready.
	// second guest again: The card is ready.
}

// serveGuests creates the access grants of the guests. Then the clerk presses the button again and again.
func serveGuests(hotel *visionlineHotel) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	desk := &cardDesk{client: hotel.client, encoderID: hotel.encoderID, now: hotel.now, patience: time.Minute}
	departure := time.Now().Add(48 * time.Hour)
	for room, doorIDs := range hotel.doors {
		if err := desk.createStay(ctx, "stay-"+room, doorIDs, departure); err != nil {
			return err
		}
	}
	for _, event := range hotel.events {
		event.happens(desk)
		fmt.Printf("%s: %s\n", event.name, desk.press(ctx))
	}
	return nil
}

// cardDesk writes cards with the encoder of a front desk.
type cardDesk struct {
	client    *seam.Client
	encoderID string
	now       func() time.Time
	patience  time.Duration // how long the clerk waits for a card
	stay      seam.GrantKey // the access grant of the guest at the desk

	// attemptID is the action that may still be writing a card, or "", and attemptStay the grant of that card.
	// While the ID is unknown, notBefore is the time from which another card may be written. Store all three
	// whenever they change, to survive a restart.
	attemptID   string
	attemptStay seam.GrantKey
	notBefore   time.Time
}

// createStay creates an access grant with one card.
func (d *cardDesk) createStay(ctx context.Context, key string, doorIDs []string, departure time.Time) error {
	_, err := d.client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:        seam.NewPerson{FullName: "Guest", Key: "guest-of-" + key},
		EntranceIDs:    doorIDs,
		Methods:        []seam.GrantMethod{seam.Card{}},
		EndsAt:         departure,
		Key:            key,
		ReservationKey: key, // Visionline needs it: the card makes those of the stay before invalid.
	})
	return err
}

// press writes the card of the guest at the desk, and returns the text for the clerk.
func (d *cardDesk) press(ctx context.Context) string {
	ctx, cancel := context.WithTimeout(ctx, d.patience)
	defer cancel()
	err := d.writeCard(ctx)
	if err == nil {
		return "The card is ready."
	}
	advice, again := adviceFor(err)
	if !again {
		advice += " (do not repeat)"
	}
	return advice
}

var (
	// errOtherGuest reports that the action of another guest has ended, with the card on the encoder.
	errOtherGuest = errors.New("the card on the encoder may belong to another stay")
	// errMayBeWriting reports that an action with an unknown ID may be running.
	errMayBeWriting = errors.New("the encoder may be writing a card")
)

// writeCard writes the card of the guest at the desk. Call it again after any failure: it waits for an action
// that may still be running, and writes no card that works already.
func (d *cardDesk) writeCard(ctx context.Context) error {
	if d.attemptID == "" {
		if err := d.start(ctx); err != nil || d.attemptID == "" {
			return err
		}
	}
	_, err := d.client.AccessMethods.ResumeEncode(d.attemptID).Wait(ctx)
	if _, isPending := errors.AsType[*seam.ActionPendingError](err); isPending {
		return err // The next call waits for the same action.
	}
	d.attemptID = ""
	_, isWritten := errors.AsType[*seam.ActionResultError](err) // Only the description of the card is missing.
	switch {
	case err != nil && !isWritten:
		return err
	case d.attemptStay != d.stay:
		return errOtherGuest
	default:
		return nil
	}
}

// mayBeWriting is how long an action may write a card after a request for it was lost. Seam documents no limit.
const mayBeWriting = 2 * time.Minute

// start begins to write the card of the guest at the desk, unless it works already.
func (d *cardDesk) start(ctx context.Context) error {
	_, err := d.client.AccessGrants.WaitIssued(ctx, d.stay)
	cards, ok := errors.AsType[*seam.CardRequiredError](err)
	if !ok || len(cards.Encode) == 0 {
		return err // It is nil if the card works.
	}
	if err := d.checkEncoder(); err != nil {
		return err
	}
	// The action has no ID before the response. If the program crashes now, it must still know about the action.
	d.attemptStay, d.notBefore = d.stay, d.now().Add(d.patience+mayBeWriting)
	attempt, err := d.client.AccessMethods.Encode(ctx, d.encoderID, cards.Encode[0].AccessMethodID)
	_, isUnnamed := errors.AsType[*gen.MissingResultError](err)
	if isUnnamed || errors.Is(err, seam.ErrOutcomeUnknown) || err == nil && attempt.ID() == "" {
		d.notBefore = d.now().Add(mayBeWriting)
		return errMayBeWriting
	}
	d.notBefore = time.Time{}
	if err == nil {
		d.attemptID = attempt.ID()
	}
	return err
}

// checkEncoder returns an error if an action with an unknown ID may be running, or may have written the card
// on the encoder for another guest.
func (d *cardDesk) checkEncoder() error {
	if d.now().Before(d.notBefore) {
		return errMayBeWriting
	}
	wasLost := !d.notBefore.IsZero()
	d.notBefore = time.Time{}
	if wasLost && d.attemptStay != d.stay {
		return errOtherGuest
	}
	return nil
}

// adviceFor returns the advice for the clerk after a failure, and whether pressing the button again can help.
func adviceFor(err error) (advice string, again bool) {
	if failed, ok := errors.AsType[*seam.ActionError](err); ok {
		return adviceForEncoder(failed)
	}
	_, isPending := errors.AsType[*seam.ActionPendingError](err)
	issue, hasIssues := errors.AsType[*seam.IssueError](err)
	_, needsCard := errors.AsType[*seam.CardRequiredError](err)
	switch {
	case errors.Is(err, errOtherGuest):
		return "This card may be for the guest before. Put another one on the encoder.", true
	case isPending:
		return "The encoder is still waiting. Put the card on it.", true
	case errors.Is(err, errMayBeWriting): // After that time, WaitIssued knows whether the card was written.
		return "The encoder may be writing. Leave the card on it for two minutes.", true
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

// visionlineHotel holds the client and the IDs of a hotel, and the events at the front desk in this example.
type visionlineHotel struct {
	client    *seam.Client
	encoderID string
	now       func() time.Time
	doors     map[string][]string // the IDs of the entrances for each room
	events    []deskEvent
}

type deskEvent struct {
	name    string
	happens func(desk *cardDesk)
}

// fakeVisionline returns a hotel of a fake Seam. A real program uses seam.NewClient(seam.APIKey(key)) and the
// IDs of its own encoder and entrances.
func fakeVisionline() *visionlineHotel {
	var passed time.Duration
	now := func() time.Time { return time.Now().Add(passed) }
	srv := seamtest.NewServer(seamtest.WithClock(now))
	ids := srv.AddHotel()
	fails := func(reason seam.ActionErrorType, message string) func(*cardDesk) {
		return func(*cardDesk) { srv.FailNextAction(gen.ActionTypeEncodeCredential, reason, message) }
	}
	return &visionlineHotel{
		client:    srv.Client(),
		encoderID: ids.EncoderID,
		now:       now, // time.Now in a real program
		doors: map[string][]string{
			"101": {ids.FrontDoorID, ids.RoomID},
			"102": {ids.FrontDoorID, srv.AddEntrance(ids.SystemID, "Room 102")},
			"103": {ids.FrontDoorID, srv.AddEntrance(ids.SystemID, "Room 103")},
		},
		events: []deskEvent{
			{"no card on the encoder", func(desk *cardDesk) {
				desk.stay = "stay-101"
				srv.TakeCard(ids.EncoderID)
			}},
			{"encoder switched off", func(*cardDesk) { srv.SetEncoderOnline(ids.EncoderID, false) }},
			{"card moved too soon", func(desk *cardDesk) {
				srv.SetEncoderOnline(ids.EncoderID, true)
				srv.PlaceCard(ids.EncoderID, ids.CardNumber)
				fails(seam.ActionErrorEncodingInterrupted, "")(desk)
			}},
			{"wrong kind of card", fails(seam.ActionErrorIncompatibleCardFormat, "")},
			{"bridge down", fails(seam.ActionErrorBridgeDisconnected, "")},
			{"a reason unknown today", fails("encoder_on_fire", "The encoder is on fire")},
			{"slow encoder", func(desk *cardDesk) {
				desk.patience = time.Second
				srv.DelayNext("/action_attempts/get", time.Hour)
			}},
			{"second guest", func(desk *cardDesk) {
				desk.patience = time.Minute
				desk.stay = "stay-102"
			}},
			{"response lost", func(*cardDesk) {
				srv.PlaceCard(ids.EncoderID, srv.AddCard(seamtest.Card{}))
				srv.SetActionTime(20 * time.Second)
				srv.ResetAfterNext("/access_methods/encode")
			}},
			{"third guest, at once", func(desk *cardDesk) { desk.stay = "stay-103" }},
			{"two minutes later", func(*cardDesk) { passed += mayBeWriting }},
			{"another card", func(*cardDesk) {
				srv.PlaceCard(ids.EncoderID, srv.AddCard(seamtest.Card{}))
				srv.SetActionTime(0)
			}},
			{"second guest again", func(desk *cardDesk) { desk.stay = "stay-102" }},
		},
	}
}
