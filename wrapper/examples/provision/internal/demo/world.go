package demo

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/seam-go/seam/wrapper/examples/provision"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// world is the doors that guests book.
type world struct {
	seam   *seamtest.Server
	places map[provision.Method][]provision.Place
}

// newWorld builds a fake Seam whose minute lasts as long as given; for 0 it has no limits. It has so many doors that there are some
// bookings for each, and so few locks that the limits of Seam are felt.
func newWorld(bookings int, minute time.Duration) *world {
	options := []seamtest.Option{seamtest.WithJournalLimit(0)}
	if minute > 0 {
		options = append(options, seamtest.WithClock(fastClock(minute)), seamtest.WithRateLimits())
	}
	w := &world{seam: seamtest.NewServer(options...)}
	system := w.seam.AddSystem(seamtest.System{Name: "Grand Hotel"})
	var doors, locks []provision.Place
	for i := range max(1, bookings/20) {
		door := w.seam.AddEntrance(system, fmt.Sprintf("Room %d", i+1))
		doors = append(doors, provision.Place{SystemID: system, EntranceID: door})
	}
	for i := range max(1, bookings/100) {
		lock := w.seam.AddDevice(seamtest.Device{Name: fmt.Sprintf("Cabin %d", i+1)})
		locks = append(locks, provision.Place{DeviceID: lock})
	}
	w.places = map[provision.Method][]provision.Place{
		provision.Grant: doors, provision.Credential: doors, provision.AccessCode: locks,
	}
	return w
}

// fastClock is a clock whose minute lasts as long as given.
func fastClock(minute time.Duration) func() time.Time {
	started, speed := time.Now(), float64(time.Minute)/float64(minute)
	return func() time.Time {
		return started.Add(time.Duration(float64(time.Since(started)) * speed))
	}
}

// methods are how guests open their doors: of ten, so many with each.
var methods = []provision.Method{
	provision.Grant, provision.Grant, provision.Grant, provision.Grant,
	provision.Credential, provision.Credential, provision.Credential, provision.Credential,
	provision.AccessCode, provision.AccessCode,
}

// bookings returns n bookings that begin in a month, so that none has begun when the demonstration ends.
func (w *world) bookings(n int, random *rand.Rand) []provision.Booking {
	all := make([]provision.Booking, n)
	firstDay := time.Now().AddDate(0, 1, 0).Truncate(24 * time.Hour)
	for i := range all {
		method := methods[i%len(methods)]
		places := w.places[method]
		starts := firstDay.AddDate(0, 0, random.IntN(300)).Add(15 * time.Hour)
		all[i] = provision.Booking{
			Key:        fmt.Sprintf("booking-%06d", i+1),
			Generation: 1,
			Guest:      fmt.Sprintf("Guest %d", i+1),
			Method:     method,
			Place:      places[random.IntN(len(places))],
			StartsAt:   starts,
			EndsAt:     starts.AddDate(0, 0, 1+random.IntN(6)),
		}
	}
	return all
}

// changes are what guests think better of: one in ten stays longer, one in ten cancels, one in twenty moves.
func (w *world) changes(booked []provision.Booking, random *rand.Rand) []provision.Booking {
	var changed []provision.Booking
	for _, b := range booked {
		b.Generation++
		switch kind := random.IntN(20); {
		case kind < 2:
			b.EndsAt = b.EndsAt.AddDate(0, 0, 1)
		case kind < 4:
			b.Cancelled = true
		case kind < 5:
			places := w.places[b.Method]
			b.Place = places[random.IntN(len(places))]
		default:
			continue
		}
		changed = append(changed, b)
	}
	return changed
}
