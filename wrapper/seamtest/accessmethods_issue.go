package seamtest

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// noteIssued tells of the methods that have become issued, or issued anew.
func (s *Server) noteIssued() {
	for _, of := range s.methods.All() {
		at, done := s.issuedNow(of)
		if !done || at.Equal(of.issuedAt) {
			continue
		}
		event := "access_method.issued"
		if !of.issuedAt.IsZero() {
			event = "access_method.reissued"
		}
		of.issuedAt = at
		s.world.Emit(event, of.EventFields(), wire.Object{"code": of.code})
	}
	for _, of := range s.grants.All() {
		s.tellDoors(of)
	}
}

// issuedNow tells whether all that a method consists of is in force, and since when: cards since they
// were encoded last, everything else since it was seen first.
func (s *Server) issuedNow(of *accessMethod) (at time.Time, done bool) {
	keys, codes := s.credentialsOf(of), s.codesOf(of)
	if len(keys)+len(codes) == 0 || slices.ContainsFunc(keys, (*credential).needsEncoding) {
		return at, false
	}
	if slices.ContainsFunc(codes, func(code *accessCode) bool { return !code.onDevice }) {
		return at, false
	}
	if of.mode != "card" {
		if of.issuedAt.IsZero() {
			return s.world.Now(), true
		}
		return of.issuedAt, true
	}
	for _, key := range keys {
		if key.issuedAt.After(at) {
			at = key.issuedAt
		}
	}
	return at, true
}

// needsEncoding tells whether a card has to be encoded, for the first time or again.
func (of *credential) needsEncoding() bool {
	return of.method == "card" && (!of.onCard() || !of.card.holds.upToDate())
}

// tellDoors tells to which entrances a grant has begun or ceased to give access.
func (s *Server) tellDoors(of *accessGrant) {
	methods := s.methodsOf(of)
	issued := func(m *accessMethod) bool { return !m.issuedAt.IsZero() }
	var open []*places.Entrance
	if slices.ContainsFunc(methods, issued) {
		open = s.doorsOf(of)
	}
	s.emitDoors("access_grant.access_granted_to_door", of, open, of.told)
	s.emitDoors("access_grant.access_to_door_lost", of, of.told, open)
	of.told = open
	waiting := slices.ContainsFunc(methods, func(m *accessMethod) bool { return !issued(m) })
	if len(methods) > 0 && !waiting && !of.toldAll {
		of.toldAll = true
		s.world.Emit("access_grant.access_granted_to_all_doors", of.EventFields())
	}
}

// emitDoors emits an event for each entrance that is in one list and not in the other.
func (s *Server) emitDoors(event string, of *accessGrant, doors, others []*places.Entrance) {
	for _, door := range doors {
		if !slices.Contains(others, door) {
			s.world.Emit(event, of.EventFields(), wire.Object{"acs_entrance_id": door.ID})
		}
	}
}
