package main

import (
	"context"
	"errors"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// handle receives Seam's events. An event may arrive twice, late or out of order, and even before the response
// to the request that caused it. So it only says which access code to look at.
func (c *Coworking) handle(ctx context.Context, event *gen.Event) error {
	switch e := event.Value().(type) {
	case *gen.AccessCodeCreatedEvent:
		return c.look(ctx, e.AccessCodeID)
	case *gen.AccessCodeScheduledOnDeviceEvent: // The lock has a code that starts later.
		return c.look(ctx, e.AccessCodeID)
	case *gen.AccessCodeSetOnDeviceEvent:
		return c.look(ctx, e.AccessCodeID)
	case *gen.AccessCodeCodeChangedEvent:
		return c.look(ctx, e.AccessCodeID)
	case *gen.AccessCodeFailedToSetOnDeviceEvent:
		c.alarm("no PIN on lock " + e.DeviceID + ", code " + e.AccessCodeID)
	case *gen.AccessCodeFailedToRemoveFromDeviceEvent:
		c.alarm("old PIN still on lock " + e.DeviceID + ", code " + e.AccessCodeID)
	case *gen.DeviceDisconnectedEvent:
		c.alarm("lock " + e.DeviceID + " is offline")
	}
	return nil
}

// look tells the member the PIN once it is on the lock. It deletes a code whose booking is cancelled: the
// booking failed, and the request for the code arrived late.
func (c *Coworking) look(ctx context.Context, codeID string) error {
	code, err := c.client.AccessCodes.Get(ctx, &gen.AccessCodesGetRequest{AccessCodeID: &codeID})
	if errors.Is(err, seam.ErrNotFound) {
		return nil // It has been deleted since.
	}
	if err != nil {
		return err // Seam sends the event again.
	}
	booking, ok := c.bookings.Get(bookingID(code.Name))
	switch {
	case !ok:
		return nil // It is a code of somebody else.
	case booking.Status == Cancelled:
		return c.deleteCode(ctx, codeID)
	case code.Code == nil || code.Status != gen.AccessCodeStatusSet && !code.IsScheduledOnDevice:
		return nil // The lock does not have it yet.
	}
	_, isNew := c.bookings.Update(booking.ID, func(b *Booking) bool {
		isNew := b.mailedPIN != *code.Code
		b.mailedPIN = *code.Code
		return isNew
	})
	if isNew {
		c.mail(booking.MemberEmail, "Your PIN for "+booking.RoomID+" is "+*code.Code+".")
	}
	return nil
}
