package main

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
)

// Hotel books rooms and gives the guests access to them.
type Hotel struct {
	client    *seam.Client
	bookings  Bookings
	rooms     map[string]Room // by ID
	encoderID string          // writes cards at the front desk
	mail      func(to, text string)
	alarm     func(text string) // calls the staff
}

// book stores a booking and grants access. If Seam cannot confirm the grant, the booking stays pending.
func (h *Hotel) book(ctx context.Context, wish Booking) (*Booking, error) {
	if len(wish.Methods) == 0 {
		wish.Methods = []seam.AccessMethod{seam.AccessMethodCode}
	}
	if _, err := h.params(wish); err != nil {
		return nil, err
	}
	booking := h.bookings.Add(func(id string) Booking {
		wish.ID, wish.Status, wish.AccessGrantID = id, Pending, ""
		return wish
	})
	return h.confirm(ctx, booking)
}

// confirm grants access for a pending booking. It may be repeated.
func (h *Hotel) confirm(ctx context.Context, booking Booking) (*Booking, error) {
	grant, err := h.grant(ctx, booking)
	booking, _ = h.bookings.Update(booking.ID, func(b *Booking) bool {
		switch {
		case errors.Is(err, seam.ErrInvalidInput):
			b.Status = Cancelled // To repeat the request would not help.
		case err == nil && b.Status == Pending:
			b.Status = Confirmed
		}
		if err == nil {
			b.AccessGrantID = grant.AccessGrantID
		}
		return true
	})
	return &booking, err
}

// grant creates the access grant of a booking, or returns the one that an earlier request has created.
func (h *Hotel) grant(ctx context.Context, b Booking) (*seam.AccessGrant, error) {
	params, err := h.params(b)
	if err != nil {
		return nil, err
	}
	grant, err := h.client.AccessGrants.Create(ctx, params)
	if known, ok := errors.AsType[*seam.KeyConflictError](err); ok && known.Resource == "user identity" {
		// The guest has stayed here before, with another name or phone number.
		params.Grantee = seam.UserIdentity(known.ID)
		return h.client.AccessGrants.Create(ctx, params)
	}
	return grant, err
}

// params returns the access grant that a booking needs. A room whose doors are not known cannot be booked:
// another door would be worse than none.
func (h *Hotel) params(b Booking) (params seam.AccessGrantParams, err error) {
	room, ok := h.rooms[b.RoomID]
	if !ok {
		return params, app.Errorf(http.StatusNotFound, "there is no room %q with doors", b.RoomID)
	}
	if b.GuestName == "" || b.GuestEmail == "" {
		return params, app.Errorf(http.StatusBadRequest, "guestName and guestEmail are required")
	}
	params = seam.AccessGrantParams{
		Grantee: seam.NewPerson{
			FullName: b.GuestName, EmailAddress: b.GuestEmail, PhoneNumber: b.GuestPhone,
			Key: "guest-" + strings.ToLower(b.GuestEmail),
		},
		DeviceIDs:   room.DeviceIDs,
		EntranceIDs: room.EntranceIDs,
		StartsAt:    b.CheckIn,
		EndsAt:      b.CheckOut,
		Key:         b.grantKey(),
	}
	if room.InReservation {
		params.ReservationKey = b.grantKey()
	}
	for _, mode := range b.Methods {
		method, ok := grantMethods[mode]
		if !ok {
			return params, app.Errorf(http.StatusBadRequest, "the hotel does not offer %q", mode)
		}
		params.Methods = append(params.Methods, method)
	}
	return params, params.Validate()
}

// grantMethods are the ways to open doors that the hotel offers.
var grantMethods = map[seam.AccessMethod]seam.GrantMethod{
	seam.AccessMethodCode:      seam.Code{},
	seam.AccessMethodCard:      seam.Card{},
	seam.AccessMethodMobileKey: seam.MobileKey{},
}

// change moves the dates of a booking. It confirms a pending booking first: a change without dates repeats a
// booking that failed.
func (h *Hotel) change(ctx context.Context, booking, wish Booking) (*Booking, error) {
	switch booking.Status {
	case Cancelled:
		return &booking, app.Errorf(http.StatusConflict, "the booking is cancelled")
	case Pending:
		confirmed, err := h.confirm(ctx, booking)
		if err != nil {
			return confirmed, err
		}
		booking = *confirmed
	}
	dates := seam.AccessGrantUpdate{StartsAt: wish.CheckIn, EndsAt: wish.CheckOut}
	if dates == (seam.AccessGrantUpdate{}) {
		return &booking, nil
	}
	if err := h.client.AccessGrants.Update(ctx, seam.GrantID(booking.AccessGrantID), dates); err != nil {
		return &booking, err
	}
	booking, _ = h.bookings.Update(booking.ID, func(b *Booking) bool {
		b.CheckIn, b.CheckOut = cmp.Or(dates.StartsAt, b.CheckIn), cmp.Or(dates.EndsAt, b.CheckOut)
		return true
	})
	return &booking, nil
}

// cancel takes the access of a guest away. It may be repeated.
func (h *Hotel) cancel(ctx context.Context, booking Booking) (*Booking, error) {
	// The state comes first: whatever fails below, nothing is granted for this booking again.
	booking, _ = h.bookings.Update(booking.ID, func(b *Booking) bool { b.Status = Cancelled; return true })
	return &booking, h.revoke(ctx, booking)
}

// revoke deletes the access grant of a booking, if there is one.
func (h *Hotel) revoke(ctx context.Context, b Booking) error {
	err := h.client.AccessGrants.Delete(ctx, seam.GrantKey(b.grantKey()))
	if errors.Is(err, seam.ErrNotFound) {
		return nil
	}
	return err
}
