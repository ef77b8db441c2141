package main

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
)

// Coworking books rooms and sets a PIN on the lock of the room for each booking.
type Coworking struct {
	client   *seam.Client
	bookings Bookings
	locks    map[string]string // IDs of devices by room
	mail     func(to, text string)
	alarm    func(text string) // calls the staff
}

// book books a room. Without a PIN there is no booking: if Seam fails, the booking is cancelled.
func (c *Coworking) book(ctx context.Context, wish Booking) (*Booking, error) {
	if wish.MemberName == "" || wish.MemberEmail == "" {
		return nil, app.Errorf(http.StatusBadRequest, "memberName and memberEmail are required")
	}
	if wish.StartTime.IsZero() || !wish.StartTime.Before(wish.EndTime) {
		return nil, app.Errorf(http.StatusBadRequest, "startTime must be before endTime")
	}
	lockID, ok := c.locks[wish.RoomID]
	if !ok { // The lock of another room would be worse than none.
		return nil, app.Errorf(http.StatusNotFound, "there is no room %q with a lock", wish.RoomID)
	}
	if err := c.checkLock(ctx, lockID, wish); err != nil {
		return nil, err
	}
	booking := c.bookings.Add(func(id string) Booking {
		wish.ID, wish.Status, wish.AccessCodeID = id, Active, ""
		return wish
	})
	codeID, err := c.createCode(ctx, lockID, booking)
	booking, _ = c.bookings.Update(booking.ID, func(b *Booking) bool {
		if b.AccessCodeID = codeID; err != nil {
			b.Status = Cancelled
		}
		return true
	})
	return &booking, err
}

// createCode sets an access code on a lock, and returns its ID. Seam chooses the PIN.
func (c *Coworking) createCode(ctx context.Context, lockID string, b Booking) (string, error) {
	created, err := c.client.AccessCodes.Create(ctx, seam.AccessCodeParams{
		DeviceID: lockID,
		Name:     b.codeName(),
		StartsAt: b.StartTime,
		EndsAt:   b.EndTime,
	})
	if err == nil {
		return created.AccessCodeID, nil
	}
	if errors.Is(err, seam.ErrOutcomeUnknown) {
		// The code may exist. To create it again could set two PINs.
		codes, listErr := seam.Collect(c.client.AccessCodes.List(ctx, &gen.AccessCodesListRequest{DeviceID: &lockID}))
		for _, code := range codes {
			if bookingID(code.Name) == b.ID {
				return code.AccessCodeID, nil
			}
		}
		err = errors.Join(err, listErr)
	}
	return "", err
}

// checkLock returns an error if the lock has no space for another code, or cannot take it for another reason.
func (c *Coworking) checkLock(ctx context.Context, lockID string, b Booking) error {
	check, err := c.client.AccessCodes.CheckPIN(ctx, seam.AccessCodeParams{DeviceID: lockID, StartsAt: b.StartTime})
	if err != nil {
		return err
	}
	if err := check.Err(); err != nil {
		return app.Errorf(http.StatusConflict, "the lock cannot take the PIN: %v", err)
	}
	return nil
}

// change moves the times of a booking. The PIN stays. It may be repeated.
func (c *Coworking) change(ctx context.Context, booking, wish Booking) (*Booking, error) {
	if booking.Status == Cancelled {
		return &booking, app.Errorf(http.StatusConflict, "the booking is cancelled")
	}
	start, end := cmp.Or(wish.StartTime, booking.StartTime), cmp.Or(wish.EndTime, booking.EndTime)
	_, err := c.client.AccessCodes.Update(ctx, &gen.AccessCodesUpdateRequest{
		AccessCodeID: booking.AccessCodeID, StartsAt: &start, EndsAt: &end,
	})
	if err != nil {
		return &booking, err
	}
	booking, _ = c.bookings.Update(booking.ID, func(b *Booking) bool {
		b.StartTime, b.EndTime = start, end
		return true
	})
	return &booking, nil
}

// cancel takes the PIN of a booking from the lock. It may be repeated.
func (c *Coworking) cancel(ctx context.Context, booking Booking) (*Booking, error) {
	booking, _ = c.bookings.Update(booking.ID, func(b *Booking) bool { b.Status = Cancelled; return true })
	if booking.AccessCodeID == "" {
		return &booking, nil // If a code appears for it later, handle deletes it.
	}
	return &booking, c.deleteCode(ctx, booking.AccessCodeID)
}

func (c *Coworking) deleteCode(ctx context.Context, id string) error {
	_, err := c.client.AccessCodes.Delete(ctx, &gen.AccessCodesDeleteRequest{AccessCodeID: id})
	if _, ok := errors.AsType[*gen.MissingResultError](err); ok || errors.Is(err, seam.ErrNotFound) {
		return nil // It is gone already, so there is no action attempt.
	}
	return err
}

// deleteMember cancels all bookings of a member who leaves. It goes on after a failure, and may be repeated.
func (c *Coworking) deleteMember(r *http.Request) (app.Object, error) {
	var cancelled []string
	var failed error
	for _, booking := range c.bookings.All() {
		if booking.MemberEmail != r.PathValue("email") || booking.EndTime.Before(time.Now()) {
			continue
		}
		if _, err := c.cancel(r.Context(), booking); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		cancelled = append(cancelled, booking.ID)
	}
	return app.Object{"cancelled": cancelled}, failed
}
