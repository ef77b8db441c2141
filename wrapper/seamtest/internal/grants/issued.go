package grants

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/codes"
	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// revokeAndReissue is implemented by updateGrant, and deletedOnly by dismantle.
var revokeAndReissue = rules.Rule{
	Name:       "A change of times revokes access methods, and reissues them as soon as locks and cards have the new times",
	Page:       "use-cases/granting-access/managing-access-grants",
	Operations: []string{"/access_grants/update"},
	Test:       "TestReissuedMethods",
}

var deletedOnly = rules.Rule{
	Name:       "Deleting a grant sends access_grant.deleted, and access_method.deleted for each method",
	Page:       "use-cases/granting-access/managing-access-grants",
	Operations: []string{"/access_grants/delete"},
	Test:       "TestGrant",
}

// announceIssued emits events about the methods that have been issued, issued again or revoked since
// its last call.
func (a *Area) announceIssued() {
	methods := map[*Grant][]*Method{} // One search of the table for each grant would be slow.
	for _, m := range a.Methods.All() {
		methods[m.grant] = append(methods[m.grant], m)
		a.announceDelay(m)
		at, issued := a.issued(m)
		if !issued {
			a.revoke(m)
			a.announceEncoding(m)
			continue
		}
		m.announcedEncoding = false
		if at.Equal(m.issuedAt) {
			continue
		}
		event := "access_method.issued"
		if m.wasIssued {
			event = "access_method.reissued"
		}
		m.issuedAt, m.wasIssued = at, true
		a.world.Emit(event, m.eventFields(), wire.Object{"code": m.code})
		a.overrideStays(m)
	}
	for _, g := range a.Grants.All() {
		a.announceEntrances(g, methods[g])
	}
}

// revoke announces that a method is no longer issued.
func (a *Area) revoke(m *Method) {
	if m.issuedAt.IsZero() {
		return
	}
	m.issuedAt = time.Time{}
	a.world.Emit("access_method.revoked", m.eventFields())
}

// announceEncoding announces once that a card has to be encoded.
func (a *Area) announceEncoding(m *Method) {
	if m.needsEncoding() && !m.announcedEncoding {
		m.announcedEncoding = true
		a.world.Emit("access_method.card_encoding_required", m.eventFields())
	}
}

// isIssued reports whether all credentials and access codes of a method work.
func (a *Area) isIssued(m *Method) bool {
	_, issued := a.issued(m)
	return issued
}

// issued reports whether all credentials and access codes of a method work, and since when. For cards that
// is the time at which the last of them was encoded, else the time at which a call first found them working.
func (a *Area) issued(m *Method) (at time.Time, issued bool) {
	live := m.liveCodes()
	isOld := func(cd *codes.Code) bool { return !cd.IsCurrent() }
	if a.hasEnded(m.grant) || len(m.credentials)+len(live) == 0 || m.needsEncoding() || slices.ContainsFunc(live, isOld) {
		return at, false
	}
	if m.mode != "card" {
		if m.issuedAt.IsZero() {
			return a.world.Now(), true
		}
		return m.issuedAt, true
	}
	for _, cr := range m.credentials {
		if cr.IssuedAt().After(at) {
			at = cr.IssuedAt()
		}
	}
	return at, true
}

func (m *Method) needsEncoding() bool {
	return slices.ContainsFunc(m.credentials, (*credentials.Credential).NeedsEncoding)
}

// announceEntrances emits events about the entrances that were added to a grant or removed from it since
// its last call. methods are the access methods of the grant.
func (a *Area) announceEntrances(g *Grant, methods []*Method) {
	issued := func(m *Method) bool { return m.wasIssued }
	var open []*places.Entrance
	if slices.ContainsFunc(methods, issued) {
		open = a.entrancesOf(g)
	}
	a.emitEntrances("access_grant.access_granted_to_door", g, open, g.announced)
	a.emitEntrances("access_grant.access_to_door_lost", g, g.announced, open)
	g.announced = open
	waiting := slices.ContainsFunc(methods, func(m *Method) bool { return !issued(m) })
	if len(methods) > 0 && !waiting && !g.announcedAll {
		g.announcedAll = true
		a.world.Emit("access_grant.access_granted_to_all_doors", g.eventFields())
	}
}

// emitEntrances emits an event for each entrance that is in one list and not in the other.
func (a *Area) emitEntrances(event string, g *Grant, entrances, others []*places.Entrance) {
	for _, e := range entrances {
		if !slices.Contains(others, e) {
			a.world.Emit(event, g.eventFields(), wire.Object{"acs_entrance_id": e.ID})
		}
	}
}
