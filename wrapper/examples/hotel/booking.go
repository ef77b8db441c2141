package main

import (
	"time"

	seam "github.com/seam-go/seam/wrapper"
)

// Booking is a guest's stay in a room.
type Booking struct {
	ID         string    `json:"id"`
	GuestName  string    `json:"guestName"`
	GuestEmail string    `json:"guestEmail"`
	GuestPhone string    `json:"guestPhone,omitzero"` // such as "+15551234567"
	RoomID     string    `json:"roomId"`
	CheckIn    time.Time `json:"checkIn"`
	CheckOut   time.Time `json:"checkOut"`
	// Methods are the ways to open doors: "code" for a PIN, which is the default, "card" or "mobile_key".
	Methods []seam.AccessMethod `json:"methods"`

	Status Status `json:"status"`
	// AccessGrantID is empty until Seam has confirmed the access grant.
	AccessGrantID string `json:"accessGrantId,omitzero"`
	mailed        string // the last message to the guest
}

// Status is how far a booking is.
type Status string

// States of a booking. A pending booking has no confirmed access grant.
const (
	Pending   Status = "pending"
	Confirmed Status = "confirmed"
	Cancelled Status = "cancelled"
)

const keyPrefix = "booking-"

// grantKey names the access grant of a booking. With a key, a request that is repeated after a lost response
// creates no second grant, and an event names the booking even before the response has arrived.
func (b Booking) grantKey() string { return keyPrefix + b.ID }

// Bookings stores the bookings.
type Bookings interface {
	Add(makeBooking func(id string) Booking) Booking
	Get(id string) (Booking, bool)
	// Update changes a booking, unless change returns false. No other call sees the booking meanwhile.
	Update(id string, change func(*Booking) bool) (Booking, bool)
}

// Room holds the doors that the guests of a room open.
type Room struct {
	DeviceIDs   []string // smart locks, such as the one of the room
	EntranceIDs []string // doors of an access system, such as the lobby and the gym
	// InReservation is true if a new guest's key for one of the entrances replaces that of the guest before.
	// Seam has to know then which grants belong to one stay.
	InReservation bool
}
