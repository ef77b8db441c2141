package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
)

// Rentals takes reservations and pushes them to Seam, which makes the PINs.
type Rentals struct {
	client       *seam.Client
	reservations Reservations
	properties   map[string]string // by unit: the customer at Seam who owns the locks
	mail         func(to, text string)
	alarm        func(text string) // calls the staff

	pushing sync.Mutex
}

// book takes a reservation. It does not fail if Seam does: Sync pushes the reservation later.
func (rt *Rentals) book(ctx context.Context, wish Reservation) (*Reservation, error) {
	if _, ok := rt.properties[wish.UnitID]; !ok {
		return nil, app.Errorf(http.StatusNotFound, "there is no unit %q", wish.UnitID)
	}
	if wish.GuestName == "" || wish.GuestEmail == "" {
		return nil, app.Errorf(http.StatusBadRequest, "guestName and guestEmail are required")
	}
	if err := checkDates(wish); err != nil {
		return nil, err
	}
	reservation := rt.reservations.Add(func(id string) Reservation {
		wish.ID, wish.Status, wish.Synced = id, Confirmed, false
		return wish
	})
	return rt.pushed(ctx, reservation.ID), nil
}

func checkDates(r Reservation) error {
	if r.CheckIn.IsZero() || !r.CheckIn.Before(r.CheckOut) {
		return app.Errorf(http.StatusBadRequest, "checkIn must be before checkOut")
	}
	return nil
}

// change moves the dates of a reservation.
func (rt *Rentals) change(ctx context.Context, reservation, wish Reservation) (*Reservation, error) {
	reservation.CheckIn = cmp.Or(wish.CheckIn, reservation.CheckIn)
	reservation.CheckOut = cmp.Or(wish.CheckOut, reservation.CheckOut)
	if err := checkDates(reservation); err != nil {
		return nil, err
	}
	_, ok := rt.reservations.Update(reservation.ID, func(r *Reservation) bool {
		r.CheckIn, r.CheckOut = reservation.CheckIn, reservation.CheckOut
		r.touch()
		return r.Status == Confirmed
	})
	if !ok {
		return &reservation, app.Errorf(http.StatusConflict, "the reservation is cancelled")
	}
	return rt.pushed(ctx, reservation.ID), nil
}

// cancel ends a reservation. It may be repeated.
func (rt *Rentals) cancel(ctx context.Context, reservation Reservation) (*Reservation, error) {
	rt.reservations.Update(reservation.ID, func(r *Reservation) bool {
		if r.Status == Cancelled {
			return false
		}
		r.Status = Cancelled
		r.touch()
		return true
	})
	return rt.pushed(ctx, reservation.ID), nil
}

// touch records a change that Seam does not have yet.
func (r *Reservation) touch() { r.version, r.Synced = r.version+1, false }

// pushed returns a reservation after an attempt to push it.
func (rt *Rentals) pushed(ctx context.Context, id string) *Reservation {
	if err := rt.push(ctx, id); err != nil {
		slog.Warn("Seam does not have the reservation yet", "id", id, "err", err)
	}
	reservation, _ := rt.reservations.Get(id)
	return &reservation
}

// pushTime is how long a guest who reserves may have to wait for Seam.
const pushTime = 10 * time.Second

// push makes Seam's copy of a reservation equal to ours. Keys name everything, so it may be repeated at any
// time. Only one push runs at once: an older state must not overtake a newer one.
func (rt *Rentals) push(ctx context.Context, id string) error {
	rt.pushing.Lock()
	defer rt.pushing.Unlock()
	ctx, cancel := context.WithTimeout(ctx, pushTime)
	defer cancel()
	r, ok := rt.reservations.Get(id)
	if !ok || r.Synced {
		return nil
	}
	send := rt.pushData
	if r.Status == Cancelled {
		send = rt.deleteData
	}
	if err := send(ctx, r); err != nil {
		return err
	}
	rt.reservations.Update(id, func(current *Reservation) bool {
		current.Synced = current.version == r.version
		return true
	})
	return nil
}

func (rt *Rentals) pushData(ctx context.Context, r Reservation) error {
	guest := "guest-" + strings.ToLower(r.GuestEmail) // Seam skips a second guest with the same address.
	return rt.client.Customers.PushData(ctx, &gen.CustomersPushDataRequest{
		CustomerKey: rt.properties[r.UnitID],
		UserIdentities: []gen.CustomersPushDataRequestUserIdentity{{
			UserIdentityKey: guest, Name: r.GuestName, EmailAddress: &r.GuestEmail,
		}},
		Reservations: []gen.CustomersPushDataRequestReservation{{
			ReservationKey:  r.ID,
			UserIdentityKey: &guest,
			StartsAt:        &r.CheckIn,
			EndsAt:          &r.CheckOut,
			SpaceKeys:       []string{r.UnitID},
		}},
	})
}

// deleteData names the reservation alone: with the key of the guest or of the customer, Seam would delete
// their other reservations, too.
func (rt *Rentals) deleteData(ctx context.Context, r Reservation) error {
	return rt.client.Customers.DeleteData(ctx, &gen.CustomersDeleteDataRequest{ReservationKeys: []string{r.ID}})
}

// Sync pushes the reservations that Seam does not have yet, and calls the staff for guests who arrive within
// notice and have no PIN. Seam accepts a reservation even if it can do nothing with it, for example because
// the unit has no lock.
func (rt *Rentals) Sync(ctx context.Context, notice time.Duration) error {
	var failed error
	for _, r := range rt.reservations.All() {
		failed = errors.Join(failed, rt.push(ctx, r.ID))
		_, late := rt.reservations.Update(r.ID, func(r *Reservation) bool {
			isLate := r.Status == Confirmed && r.mailed == "" && !r.alarmed && time.Until(r.CheckIn) < notice
			r.alarmed = true
			return isLate
		})
		if late {
			rt.alarm("the guest of reservation " + r.ID + " in " + r.UnitID + " has no PIN")
		}
	}
	return failed
}
