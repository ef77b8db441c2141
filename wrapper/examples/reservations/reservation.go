package main

import "time"

// Reservation is a guest's stay in a unit.
type Reservation struct {
	ID         string    `json:"id"`
	GuestName  string    `json:"guestName"`
	GuestEmail string    `json:"guestEmail"`
	UnitID     string    `json:"unitId"`
	CheckIn    time.Time `json:"checkIn"`
	CheckOut   time.Time `json:"checkOut"`
	Status     Status    `json:"status"`

	// Synced is true if Seam has the reservation as it is here.
	Synced  bool `json:"synced"`
	version int  // counts the changes

	mailed  string // the last message to the guest
	alarmed bool   // the staff knows that the guest has no PIN
}

// Status is the state of a reservation.
type Status string

// States of a reservation.
const (
	Confirmed Status = "confirmed"
	Cancelled Status = "cancelled"
)

// Reservations stores the reservations.
type Reservations interface {
	Add(makeReservation func(id string) Reservation) Reservation
	Get(id string) (Reservation, bool)
	// Update changes a reservation, unless change returns false. No other call sees the reservation meanwhile.
	Update(id string, change func(*Reservation) bool) (Reservation, bool)
	All() []Reservation
}
