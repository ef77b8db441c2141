package grants

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Grants with the same reservation key form a reservation. Reservations have an effect only at entrances of
// certain access systems, where a guest's key replaces the keys of the previous guest.

const reservationsPage = "use-cases/granting-access/reservation-access-grants"

// reservationRequired, reservationUnsupported, reservationPlaces, reservationJoiner and
// reservationTimes are implemented by checkReservation.
var reservationRequired = rules.Rule{
	Name:       "A grant for entrances of Visionline, Vostio, dormakaba or Salto Space has a reservation key",
	Page:       "use-cases/granting-access",
	Operations: []string{"/access_grants/create"},
	Status:     400,
	Field:      "reservation_key",
	Message:    "Required for guests of this access system",
	Test:       "TestReservationKey",
}

var reservationUnsupported = rules.Rule{
	Name:       "A reservation key is for a grant with such an entrance",
	Page:       reservationsPage,
	Operations: []string{"/access_grants/create"},
	Status:     400,
	Field:      "reservation_key",
	Message:    "reservation_key not supported.",
	Test:       "TestReservationKey",
}

var reservationPlaces = rules.Rule{
	Name:       "The first grant of a reservation sets its entrances",
	Page:       reservationsPage,
	Operations: []string{"/access_grants/create"},
	Status:     409,
	Type:       "conflict",
	Message:    "Reservation entrance change requires cleanup.",
	Test:       "TestReservationEntrances",
}

var reservationJoiner = rules.Rule{
	Name:       "A joiner of a reservation has the entrances of the first grant, or some of them",
	Page:       reservationsPage,
	Operations: []string{"/access_grants/create"},
	Status:     409,
	Type:       "conflict",
	Message:    "Reservation joiner entrance set conflict.",
	Test:       "TestReservationJoiner",
}

var reservationTimes = rules.Rule{
	Name:       "The times of the grants of a reservation overlap",
	Page:       reservationsPage,
	Operations: []string{"/access_grants/create", "/access_grants/update"},
	Status:     409,
	Type:       "conflict",
	Message:    "Reservation time frames must overlap.",
	Test:       "TestReservationTimes",
}

// newStay is implemented by overrideStays.
var newStay = rules.Rule{
	Name:       "The credentials of a reservation override those of the stays before it, as soon as they are issued and have started",
	Page:       reservationsPage,
	Operations: []string{"/access_grants/create", "/access_methods/encode", "/acs/encoders/encode_credential"},
	Test:       "TestReservationOverride",
}

// checkReservation returns an error if the places or times of a grant conflict with the other grants of its
// reservation.
func (a *Area) checkReservation(g *Grant) error {
	entrances := a.reservedEntrances(g)
	switch {
	case g.reservationKey == "" && len(entrances) > 0:
		return reservationRequired.Err()
	case g.reservationKey == "":
		return nil
	case len(entrances) == 0:
		return reservationUnsupported.Err()
	}
	others := a.reservation(g)
	if len(others) == 0 {
		return nil
	}
	if err := checkEntrances(entrances, a.reservedEntrances(others[0])); err != nil {
		return err
	}
	return checkOverlap(g, others)
}

// checkEntrances returns an error if the first grant of a reservation lacks one of the entrances. The error
// depends on the grant: one that shares an entrance with the first grant is a joiner, and one that shares
// none would move the reservation.
func checkEntrances(entrances, first []*places.Entrance) error {
	shared := slices.ContainsFunc(entrances, func(e *places.Entrance) bool { return slices.Contains(first, e) })
	switch {
	case isSubset(entrances, first):
		return nil
	case shared:
		return reservationJoiner.Err()
	}
	return reservationPlaces.Err()
}

// checkOverlap returns an error if the times of a grant do not overlap with those of every other grant.
func checkOverlap(g *Grant, others []*Grant) error {
	for _, other := range others {
		if !g.overlaps(other) {
			return reservationTimes.Err()
		}
	}
	return nil
}

// reservation returns the other grants of a grant's reservation.
func (a *Area) reservation(g *Grant) []*Grant {
	return a.Grants.Where(func(other *Grant) bool { return other != g && world.SameKey(other.reservationKey, g.reservationKey) })
}

// reservedEntrances returns the entrances of a grant that belong to reservations. The checks ignore all
// other entrances.
func (a *Area) reservedEntrances(g *Grant) []*places.Entrance {
	return slices.DeleteFunc(a.entrancesOf(g), func(e *places.Entrance) bool {
		return !e.BelongsToReservations()
	})
}

func (g *Grant) overlaps(other *Grant) bool {
	return (g.endsAt.IsZero() || other.startsAt.Before(g.endsAt)) &&
		(other.endsAt.IsZero() || g.startsAt.Before(other.endsAt))
}

func isSubset[T comparable](some, all []T) bool {
	return !slices.ContainsFunc(some, func(element T) bool { return !slices.Contains(all, element) })
}

// overrideStays invalidates the credentials of earlier stays at the entrances of a newly issued method. If
// the grant has not started, it does so at the start.
func (a *Area) overrideStays(m *Method) {
	g := m.grant
	if g.reservationKey == "" || a.world.Now().Before(g.startsAt) {
		return
	}
	reserved := a.reservedEntrances(g)
	isReserved := func(e *places.Entrance) bool { return slices.Contains(reserved, e) }
	for _, other := range a.Methods.All() {
		if !other.grant.isStayBefore(g) {
			continue
		}
		for _, cr := range other.credentials {
			if slices.ContainsFunc(cr.Entrances, isReserved) {
				a.credentials.Override(cr)
			}
		}
	}
	a.credentials.SyncPhones()
}

// isStayBefore reports whether a grant belongs to another reservation than a later grant.
func (g *Grant) isStayBefore(later *Grant) bool {
	return g.reservationKey != "" && g.reservationKey != later.reservationKey &&
		(g.startsAt.Before(later.startsAt) || g.startsAt.Equal(later.startsAt) && g.Serial() < later.Serial())
}
