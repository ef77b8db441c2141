// Package grants has access grants, which give a person access to places, and their access methods. An
// access method consists of credentials in access systems and of access codes on devices. Grants is the
// topmost area and uses all others that concern access.
package grants

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/codes"
	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/sessions"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Below has the areas that this one uses.
type Below struct {
	Places      *places.Area
	People      *people.Area
	Credentials *credentials.Area
	Codes       *codes.Area
	Sessions    *sessions.Area
}

// Area has the access grants of one workspace.
type Area struct {
	Grants  *world.Table[*Grant]
	Methods *world.Table[*Method]

	world       *world.World
	places      *places.Area
	people      *people.Area
	credentials *credentials.Area
	codes       *codes.Area
	sessions    *sessions.Area
}

// New returns an area without grants.
func New(w *world.World, below Below) *Area {
	a := &Area{
		Grants:  world.NewTable[*Grant](w, "access_grant"),
		Methods: world.NewTable[*Method](w, "access_method"),

		world:       w,
		places:      below.Places,
		people:      below.People,
		credentials: below.Credentials,
		codes:       below.Codes,
		sessions:    below.Sessions,
	}
	world.BelongsTo(a.Grants, a.people.Identities, func(g *Grant) *people.Identity { return g.identity })
	world.BelongsTo(a.Methods, a.Grants, func(m *Method) *Grant { return m.grant })
	world.ListedIn(a.places.Spaces, a.Grants, func(g *Grant) *[]*places.Space { return &g.spaces })
	world.ListedIn(a.credentials.Credentials, a.Methods, func(m *Method) *[]*credentials.Credential { return &m.credentials })
	world.ListedIn(a.codes.Codes, a.Methods, func(m *Method) *[]*codes.Code { return &m.codes })

	a.Grants.Deleted.Subscribe(func(g *Grant) {
		a.announceEntrances(g, a.methodsOf(g))
		w.Emit("access_grant.deleted", g.eventFields())
	})
	a.Methods.Deleted.Subscribe(a.dismantle)
	a.places.Changed.Subscribe(a.provideAll)
	w.Ended.Subscribe(func(*world.Attempt) { a.announceIssued() })

	a.credentials.OfMethod = a.cardOf
	a.codes.Filter = a.filterCodes
	return a
}

// Rules returns the rules of Seam that are about access grants.
func Rules() []rules.Rule {
	return []rules.Rule{
		uniqueKey, validTimes, fieldsOfMode, oneInstantKey, replacedPIN, samePIN, sharedPIN, methodOfEntrance,
		reservationRequired, reservationUnsupported, reservationPlaces, reservationJoiner, reservationTimes, newStay,
		revokeAndReissue, delays, cleanup, deletedOnly, deletedAlone, knownCard, unlockWithCloudKey,
		placesOnUpdate, reconciliation, automations,
	}
}

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/access_grants/create":                 (*Area).createGrant,
	"/access_grants/delete":                 (*Area).deleteGrant,
	"/access_grants/get":                    (*Area).getGrant,
	"/access_grants/get_related":            (*Area).relatedToGrants,
	"/access_grants/list":                   (*Area).listGrants,
	"/access_grants/request_access_methods": (*Area).requestMethods,
	"/access_grants/update":                 (*Area).updateGrant,

	"/access_methods/assign_card": (*Area).assignCard,
	"/access_methods/delete":      (*Area).deleteMethods,
	"/access_methods/encode":      (*Area).encodeMethod,
	"/access_methods/get":         (*Area).getMethod,
	"/access_methods/get_related": (*Area).relatedToMethods,
	"/access_methods/list":        (*Area).listMethods,
	"/access_methods/unlock_door": (*Area).unlockEntrance,

	"/spaces/get_related":                      (*Area).relatedToSpaces,
	"/user_identities/list_accessible_devices": (*Area).listIdentityDevices,
}
