package main

import (
	"strings"
	"time"
)

// Booking is a member's use of a room.
type Booking struct {
	ID            string    `json:"id"`
	MemberName    string    `json:"memberName"`
	MemberEmail   string    `json:"memberEmail"`
	MemberCompany string    `json:"memberCompany,omitzero"`
	RoomID        string    `json:"roomId"`
	StartTime     time.Time `json:"startTime"`
	EndTime       time.Time `json:"endTime"`

	Status Status `json:"status"`
	// AccessCodeID is needed to change and delete the access code on the lock.
	AccessCodeID string `json:"accessCodeId,omitzero"`
	mailedPIN    string
}

// Status is the state of a booking.
type Status string

// States of a booking.
const (
	Active    Status = "active"
	Cancelled Status = "cancelled"
)

// codeName is the name of the access code of a booking. Access codes have no key, so the name is what tells
// them apart. It is not on the lock: Seam shortens it there.
func (b Booking) codeName() string { return namePrefix + b.ID }

const namePrefix = "Booking "

// bookingID returns the ID of the booking that an access code with this name is for.
func bookingID(codeName *string) string {
	if codeName == nil {
		return ""
	}
	id, _ := strings.CutPrefix(*codeName, namePrefix)
	return id
}

// Bookings stores the bookings.
type Bookings interface {
	Add(makeBooking func(id string) Booking) Booking
	Get(id string) (Booking, bool)
	// Update changes a booking, unless change returns false. No other call sees the booking meanwhile.
	Update(id string, change func(*Booking) bool) (Booking, bool)
	All() []Booking
}
