package provision

import (
	"errors"
	"fmt"
	"time"
)

// Booking is what a guest has booked: access for a time, at a place. It is the desired state.
type Booking struct {
	// Key is your own name for the booking, unique and never used again.
	Key string
	// Generation counts the changes of the booking in your own system, from 1. A change with a
	// Generation that is not higher than the stored one is ignored: it arrived late, or twice.
	Generation int64
	// Guest is the name of the person.
	Guest string
	// Place is where the guest gets access.
	Place Place
	// Method is how.
	Method Method
	// StartsAt and EndsAt are when.
	StartsAt, EndsAt time.Time
	// Cancelled means that the guest gets no access, or no longer.
	Cancelled bool
}

// Place names a door: an entrance of an access system, or the device that is the lock.
type Place struct {
	SystemID, EntranceID string
	DeviceID             string
}

// Method is what a guest opens the door with. Each is a PIN.
type Method string

// The methods.
const (
	// Grant is an access grant. Seam makes what the hardware needs.
	Grant Method = "grant"
	// Credential is a credential in the access system of an entrance.
	Credential Method = "credential"
	// AccessCode is a code on a device.
	AccessCode Method = "code"
)

func (b Booking) check() error {
	switch {
	case b.Key == "":
		return errors.New("provision: a booking has no Key")
	case b.Generation < 1:
		return fmt.Errorf("provision: booking %s: Generation is %d, not at least 1", b.Key, b.Generation)
	case b.Method != Grant && b.Method != Credential && b.Method != AccessCode:
		return fmt.Errorf("provision: booking %s: unknown Method %q", b.Key, b.Method)
	case !b.StartsAt.Before(b.EndsAt):
		return fmt.Errorf("provision: booking %s: EndsAt is not after StartsAt", b.Key)
	default:
		return nil
	}
}

// rounded has times as Seam keeps them, so that what comes back is equal.
func (b Booking) rounded() Booking {
	b.StartsAt = b.StartsAt.UTC().Truncate(time.Millisecond)
	b.EndsAt = b.EndsAt.UTC().Truncate(time.Millisecond)
	return b
}

// sameAccess reports whether two states of a booking give the same access but for its times.
func (b Booking) sameAccess(other Booking) bool {
	return b.Method == other.Method && b.Place == other.Place
}

func (b Booking) sameTimes(other Booking) bool {
	return b.StartsAt.Equal(other.StartsAt) && b.EndsAt.Equal(other.EndsAt)
}
