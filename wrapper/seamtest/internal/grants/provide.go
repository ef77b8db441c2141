package grants

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

// provideAll calls provide for all grants. It runs after a change of places.
func (a *Area) provideAll() {
	for _, g := range a.Grants.All() {
		a.provide(g)
	}
}

// provide creates the missing access methods of a grant, and updates the credentials and access codes of all
// its methods to its present places and times. It does not replace a method that was deleted.
func (a *Area) provide(g *Grant) {
	for _, r := range g.requests {
		if r.method == nil && a.canOpen(g, r.mode) {
			a.addMethod(g, r)
		}
		if a.isMet(r) {
			a.provideCredentials(r.method)
			a.provideCodes(r.method)
		}
	}
	a.credentials.SyncPhones()
	a.announceIssued()
	for _, m := range a.methodsOf(g) {
		if a.isIssued(m) {
			a.overrideStays(m)
		}
	}
}

// cleanup is implemented by schedule.
var cleanup = rules.Rule{
	Name:       "At the end of a grant its methods are revoked, and its access codes removed from their devices",
	Page:       "use-cases/granting-access",
	Operations: []string{"/access_grants/create", "/access_grants/update"},
	Test:       "TestEndOfGrant",
}

// schedule updates the methods of a grant at its start and at its end.
func (a *Area) schedule(g *Grant) {
	for _, at := range []time.Time{g.startsAt, g.endsAt} {
		if at.After(a.world.Now()) {
			a.world.At(at, func() {
				if a.Grants.Holds(g) {
					a.provide(g)
				}
			})
		}
	}
}

func (a *Area) hasEnded(g *Grant) bool { return !g.endsAt.IsZero() && !a.world.Now().Before(g.endsAt) }

// methodOfEntrance is implemented by entrancesFor.
var methodOfEntrance = rules.Rule{
	Name:       "An access method opens the entrances of its grant that can be unlocked with its mode",
	Page:       "use-cases/granting-access/creating-an-access-grant",
	Operations: []string{"/access_grants/create", "/access_grants/request_access_methods"},
	Test:       "TestGrantFollowsEntranceMethods",
}

// entrancesFor returns the entrances of a grant that open with a mode.
func (a *Area) entrancesFor(g *Grant, mode string) []*places.Entrance {
	return slices.DeleteFunc(a.entrancesOf(g), func(e *places.Entrance) bool { return !e.OpensWith(mode) })
}

// canOpen reports whether an access method with a mode can open at least one of the grant's places.
func (a *Area) canOpen(g *Grant, mode string) bool {
	return len(a.entrancesFor(g, mode)) > 0 || mode == "code" && slices.ContainsFunc(a.devicesOf(g), takesCodes)
}

// addMethod creates a requested access method, without credentials and codes.
func (a *Area) addMethod(g *Grant, r *request) {
	m := &Method{grant: g, mode: r.mode, code: r.code}
	if m.mode == "code" && (m.code == "" || a.ignoresRequestedPIN(g)) {
		m.code = a.newPIN(g)
	}
	if m.mode == "mobile_key" {
		m.instantKey = a.sessions.AddInstantKey(g.identity, g.profileID)
	}
	a.Methods.Insert(m)
	r.method = m
	a.world.Emit("access_method.created", m.eventFields())
}

// provideCredentials creates the missing credentials of a method: one in each access system that has an
// entrance for it. It removes the method's credentials from all other systems.
func (a *Area) provideCredentials(m *Method) {
	open := map[*places.System][]*places.Entrance{}
	for _, e := range a.entrancesFor(m.grant, m.mode) {
		open[e.System] = append(open[e.System], e)
	}
	for _, cr := range slices.Clone(m.credentials) {
		if open[cr.System] == nil {
			a.removeCredential(m, cr)
		}
	}
	for _, in := range a.places.Systems.All() {
		if open[in] == nil {
			continue
		}
		cr := m.credentialIn(in)
		if cr == nil {
			cr = a.addCredential(m, in)
		}
		a.credentials.Open(cr, open[in], m.grant.startsAt, m.grant.endsAt)
	}
}

func (a *Area) addCredential(m *Method, in *places.System) *credentials.Credential {
	cr := &credentials.Credential{
		System:     in,
		Method:     m.mode,
		Code:       m.code,
		MultiPhone: m.mode == "mobile_key",
	}
	a.credentials.Credentials.Insert(cr)
	cr.User = a.people.LinkUser(m.grant.identity, in)
	m.credentials = append(m.credentials, cr)
	return cr
}

// credentialIn returns the method's credential in an access system, or nil.
func (m *Method) credentialIn(in *places.System) *credentials.Credential {
	for _, cr := range m.credentials {
		if cr.System == in {
			return cr
		}
	}
	return nil
}
