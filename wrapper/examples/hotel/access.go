package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
)

// handle receives Seam's events. An event may arrive twice, late or out of order, so it only says where to
// look: what the guest is told comes from Seam's present state.
func (h *Hotel) handle(ctx context.Context, event *gen.Event) error {
	switch e := event.Value().(type) {
	case *gen.AccessMethodIssuedEvent:
		return h.look(ctx, e.AccessGrantKeys)
	case *gen.AccessMethodReissuedEvent: // after a change of dates
		return h.look(ctx, e.AccessGrantKeys)
	case *gen.AccessMethodCardEncodingRequiredEvent:
		h.alarm(fmt.Sprintf("a card has to be written: %s", e.AccessGrantKeys))
	case *gen.AccessMethodDelayInIssuingEvent:
		h.alarm(fmt.Sprintf("access is late: %s", e.AccessGrantKeys))
	case *gen.AccessMethodFailedToIssueEvent:
		h.alarm(fmt.Sprintf("access failed: %s", e.AccessGrantKeys))
	case *gen.AccessGrantCouldNotCreateRequestedAccessMethodsEvent:
		h.alarm("access is incomplete: " + e.AccessGrantID)
	case *gen.DeviceDisconnectedEvent:
		h.alarm("a lock is offline: " + e.DeviceID)
	}
	return nil
}

// look looks at the access grants with these keys.
func (h *Hotel) look(ctx context.Context, grantKeys []string) error {
	for _, key := range grantKeys {
		id, _ := strings.CutPrefix(key, keyPrefix)
		booking, ok := h.bookings.Get(id)
		if !ok {
			continue // It is a grant of another program.
		}
		act := h.tell
		if booking.Status == Cancelled {
			act = h.revoke // The request for the grant arrived after the cancellation.
		}
		if err := act(ctx, booking); err != nil {
			return err // Seam sends the event again.
		}
	}
	return nil
}

// tell writes to the guest how to open the doors, if that is new.
func (h *Hotel) tell(ctx context.Context, booking Booking) error {
	methods, err := h.client.AccessGrants.Methods(ctx, seam.GrantKey(booking.grantKey()))
	if err != nil {
		return err
	}
	text := message(methods)
	_, isNew := h.bookings.Update(booking.ID, func(b *Booking) bool {
		isNew := text != "" && text != b.mailed
		b.mailed = text
		return isNew
	})
	if isNew {
		h.mail(booking.GuestEmail, text)
	}
	return nil
}

// message describes the access methods that work. A PIN opens nothing before it is issued; the link of a
// mobile key may be sent at once.
func message(methods []*seam.GrantedMethod) string {
	var lines []string
	for _, m := range methods {
		switch {
		case m.InstantKeyURL != "":
			lines = append(lines, "Open this link on your phone: "+m.InstantKeyURL)
		case m.PIN() != "" && m.State() == seam.MethodIssued:
			lines = append(lines, "Your PIN is "+m.PIN()+".")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// encodeTime is how long the staff has to hold a card to the encoder.
const encodeTime = time.Minute

// postCards writes the cards of a booking, for the first time or after a change of dates, while the staff holds
// them to the encoder.
func (h *Hotel) postCards(r *http.Request) (app.Object, error) {
	booking, _ := h.bookings.Get(r.PathValue("id"))
	if booking.Status != Confirmed {
		return nil, app.Errorf(http.StatusConflict, "the booking is not confirmed")
	}
	ctx, cancel := context.WithTimeout(r.Context(), encodeTime)
	defer cancel()
	for {
		_, err := h.client.AccessGrants.WaitIssued(ctx, seam.GrantID(booking.AccessGrantID))
		cards, ok := errors.AsType[*seam.CardRequiredError](err)
		if !ok {
			return nil, err
		}
		if err := h.encode(ctx, cards.Encode); err != nil {
			return nil, err
		}
	}
}

func (h *Hotel) encode(ctx context.Context, cards []*seam.GrantedMethod) error {
	if len(cards) == 0 {
		return app.Errorf(http.StatusConflict, "the cards of this hotel are not written, but assigned")
	}
	for _, card := range cards {
		attempt, err := h.client.AccessMethods.Encode(ctx, h.encoderID, card.AccessMethodID)
		if err != nil {
			return err
		}
		_, err = attempt.Wait(ctx)
		if failed, ok := errors.AsType[*seam.ActionError](err); ok {
			return app.Errorf(http.StatusConflict, "no card was written: %s", failed.Type)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
