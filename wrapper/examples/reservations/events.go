package main

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// handle receives Seam's events. An event may arrive twice, late or out of order, so it only says which access
// grant to look at.
func (rt *Rentals) handle(ctx context.Context, event *gen.Event) error {
	var grantIDs []string
	switch e := event.Value().(type) {
	case *gen.AccessMethodIssuedEvent:
		grantIDs = e.AccessGrantIDs
	case *gen.AccessMethodReissuedEvent:
		grantIDs = e.AccessGrantIDs
	case *gen.AccessMethodFailedToIssueEvent:
		rt.alarm("no PIN for access grants " + strings.Join(e.AccessGrantIDs, ", "))
	case *gen.DeviceDisconnectedEvent:
		rt.alarm("lock " + e.DeviceID + " is offline")
	}
	for _, id := range grantIDs {
		if err := rt.tell(ctx, seam.GrantID(id)); err != nil && !errors.Is(err, seam.ErrNotFound) {
			return err // Seam sends the event again.
		}
	}
	return nil
}

// tell sends the guest of an access grant the PINs that are on the locks, if they are new.
func (rt *Rentals) tell(ctx context.Context, grantID seam.GrantID) error {
	grant, err := rt.client.AccessGrants.Get(ctx, grantID)
	if err != nil {
		return err
	}
	// Seam's guide says that the key of the reservation is there, but not in which field.
	reservation, ok := rt.reservations.Get(cmp.Or(grant.ReservationKey, grant.AccessGrantKey))
	if !ok || reservation.Status == Cancelled {
		return nil
	}
	methods, err := rt.client.AccessGrants.Methods(ctx, grantID)
	if err != nil {
		return err
	}
	var pins []string
	for _, m := range methods {
		if m.PIN() != "" && m.State() == seam.MethodIssued {
			pins = append(pins, m.PIN())
		}
	}
	text := strings.Join(pins, ", ")
	_, isNew := rt.reservations.Update(reservation.ID, func(r *Reservation) bool {
		isNew := text != "" && text != r.mailed
		r.mailed = text
		return isNew
	})
	if isNew {
		rt.mail(reservation.GuestEmail, "Your PIN for "+reservation.UnitID+" is "+text+".")
	}
	return nil
}
