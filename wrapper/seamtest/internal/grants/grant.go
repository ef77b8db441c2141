package grants

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/codes"
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Grant is an access grant: it gives a person access to places through the requested access methods.
type Grant struct {
	world.Record

	identity         *people.Identity
	name             string
	key              string
	reservationKey   string
	profileID        string // of the customization profile, which sets the look of its instant keys
	startsAt, endsAt time.Time
	entrances        []*places.Entrance // in addition to those in the spaces
	devices          []*places.Device   // in addition to those in the spaces
	spaces           []*places.Space
	requests         []*request

	announced    []*places.Entrance // those for which events have announced access
	announcedAll bool
}

// request is a requested access method of a grant.
type request struct {
	createdAt time.Time
	mode      string
	code      string   // the requested PIN
	uses      *float64 // the maximum use count of the instant key
	method    *Method  // nil until it can open something; may be a deleted method
}

// entrancesOf returns the entrances of a grant, including those in its spaces.
func (a *Area) entrancesOf(g *Grant) []*places.Entrance {
	return a.places.Entrances.Where(func(e *places.Entrance) bool {
		return slices.Contains(g.entrances, e) || g.hasOneOf(e.Spaces)
	})
}

// devicesOf returns the devices of a grant, including those in its spaces.
func (a *Area) devicesOf(g *Grant) []*places.Device {
	return a.places.Devices.Where(func(d *places.Device) bool {
		return d.IsManaged() && (slices.Contains(g.devices, d) || g.hasOneOf(d.Spaces))
	})
}

// hasOneOf reports whether the grant has at least one of these spaces.
func (g *Grant) hasOneOf(spaces []*places.Space) bool {
	return slices.ContainsFunc(spaces, func(s *places.Space) bool { return slices.Contains(g.spaces, s) })
}

func (a *Area) methodsOf(g *Grant) []*Method {
	return a.Methods.Where(func(m *Method) bool { return m.grant == g })
}

func (g *Grant) displayName() string {
	if g.name != "" {
		return g.name
	}
	return "Access for " + g.identity.DisplayName()
}

// eventFields returns the fields that identify the grant in an event.
func (g *Grant) eventFields() wire.Object { return wire.Object{"access_grant_id": g.ID} }

type grantView struct {
	AccessGrantID          string        `json:"access_grant_id"`
	AccessGrantKey         string        `json:"access_grant_key,omitzero"`
	AccessMethodIDs        []string      `json:"access_method_ids"`
	ClientSessionToken     string        `json:"client_session_token,omitzero"`
	CreatedAt              string        `json:"created_at"`
	CustomizationProfileID string        `json:"customization_profile_id,omitzero"`
	DisplayName            string        `json:"display_name"`
	EndsAt                 *string       `json:"ends_at"`
	Errors                 []wire.Object `json:"errors"`
	InstantKeyURL          string        `json:"instant_key_url,omitzero"`
	LocationIDs            []string      `json:"location_ids"`
	Name                   *string       `json:"name"`
	PendingMutations       []wire.Issue  `json:"pending_mutations"`
	RequestedAccessMethods []requestView `json:"requested_access_methods"`
	ReservationKey         string        `json:"reservation_key,omitzero"`
	SpaceIDs               []string      `json:"space_ids"`
	StartsAt               string        `json:"starts_at"`
	UserIdentityID         string        `json:"user_identity_id"`
	Warnings               []wire.Object `json:"warnings"`
	WorkspaceID            string        `json:"workspace_id"`
}

type requestView struct {
	Code                   string   `json:"code,omitzero"`
	CreatedAccessMethodIDs []string `json:"created_access_method_ids"`
	CreatedAt              string   `json:"created_at"`
	DisplayName            string   `json:"display_name"`
	InstantKeyMaxUseCount  *float64 `json:"instant_key_max_use_count,omitzero"`
	Mode                   string   `json:"mode"`
}

// oneInstantKey is implemented by viewGrant.
var oneInstantKey = rules.Rule{
	Name:       "A grant shows the link of its instant key if it has exactly one mobile key",
	Page:       "use-cases/granting-access/using-instant-keys",
	Operations: []string{"/access_grants/create", "/access_grants/get"},
	Test:       "TestInstantKeyOfGrant",
}

func (a *Area) viewGrant(g *Grant) grantView {
	methods := a.methodsOf(g)
	spaceIDs := wire.Views(a.places.Spaces.Among(g.spaces), func(s *places.Space) string { return s.ID })
	view := grantView{
		AccessGrantID:          g.ID,
		AccessGrantKey:         g.key,
		AccessMethodIDs:        wire.Views(methods, func(m *Method) string { return m.ID }),
		CreatedAt:              wire.Time(g.CreatedAt),
		CustomizationProfileID: g.profileID,
		DisplayName:            g.displayName(),
		EndsAt:                 wire.OptionalTime(g.endsAt),
		Errors:                 a.errorsOf(g.requests),
		LocationIDs:            spaceIDs, // the older name
		Name:                   wire.Optional(g.name),
		PendingMutations:       wire.NoIssues,
		RequestedAccessMethods: wire.Views(g.requests, a.viewRequest),
		ReservationKey:         g.reservationKey,
		SpaceIDs:               spaceIDs,
		StartsAt:               wire.Time(g.startsAt),
		UserIdentityID:         g.identity.ID,
		Warnings:               a.warningsOf(g),
		WorkspaceID:            a.world.WorkspaceID,
	}
	methods = slices.DeleteFunc(methods, func(m *Method) bool { return m.instantKey == nil })
	if len(methods) > 0 {
		view.ClientSessionToken = methods[0].instantKey.Session.Token
	}
	if len(methods) == 1 {
		view.InstantKeyURL = methods[0].instantKey.URL()
	}
	return view
}

func (a *Area) viewRequest(r *request) requestView {
	view := requestView{
		Code:                   r.code,
		CreatedAccessMethodIDs: []string{},
		CreatedAt:              wire.Time(r.createdAt),
		DisplayName:            modeNames[r.mode],
		InstantKeyMaxUseCount:  r.uses,
		Mode:                   r.mode,
	}
	if a.isMet(r) {
		view.CreatedAccessMethodIDs = []string{r.method.ID}
	}
	return view
}

// isMet reports whether the requested access method was created.
func (a *Area) isMet(r *request) bool { return r.method != nil && a.Methods.Holds(r.method) }

// namedGrant returns the grant that a request names by either its ID or its key.
func (a *Area) namedGrant(c *protocol.Call) (*Grant, error) {
	id, _ := c.OneOf("access_grant_id", "access_grant_key")
	if err := c.Err(); err != nil {
		return nil, err
	}
	if id != "" {
		return a.Grants.Find(id)
	}
	return a.findByKey(c.Text("access_grant_key"))
}

func (a *Area) findByKey(key string) (*Grant, error) {
	return a.Grants.FindFirst(func(g *Grant) bool { return world.SameKey(g.key, key) })
}

func (a *Area) getGrant(c *protocol.Call) (any, error) {
	found, err := a.namedGrant(c)
	if err != nil {
		return nil, err
	}
	return a.viewGrant(found), nil
}

func (a *Area) listGrants(c *protocol.Call) (any, error) {
	filter, page := readFilter(c), c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.Grants.Where(func(g *Grant) bool { return filter.matches(g) && a.matchesPlaces(filter, g) })
	return protocol.Paginate(page, found, a.viewGrant)
}

// filter has the parameters by which a list selects grants; an empty one selects all. A null key selects
// grants without a key. location_id is the older name of space_id.
type filter struct {
	ids                                      []string
	hasIDs, withoutKey                       bool
	key, reservation, identity               string
	system, entrance, device, code, customer string
	space, location                          string
}

func readFilter(c *protocol.Call) filter {
	return filter{
		ids: c.UUIDs("access_grant_ids"), hasIDs: c.Given("access_grant_ids"),
		key: c.Text("access_grant_key"), withoutKey: c.IsNull("access_grant_key"),
		reservation: c.Text("reservation_key"), identity: c.UUID("user_identity_id"),
		system: c.UUID("acs_system_id"), entrance: c.UUID("acs_entrance_id"), device: c.UUID("device_id"),
		code: c.UUID("access_code_id"), customer: c.Text("customer_key"),
		space: c.UUID("space_id"), location: c.UUID("location_id"),
	}
}

// matches reports whether a grant passes all filters except those about places.
func (f filter) matches(g *Grant) bool {
	return protocol.Among(f.ids, f.hasIDs, g.ID) &&
		protocol.Equal(f.key, g.key) &&
		(!f.withoutKey || g.key == "") &&
		protocol.Equal(f.reservation, g.reservationKey) &&
		protocol.Equal(f.identity, g.identity.ID)
}

// matchesPlaces reports whether a grant passes the filters about places. It searches the tables only for
// filters that are set.
func (a *Area) matchesPlaces(f filter, g *Grant) bool {
	return world.HasID(g.spaces, f.space) && world.HasID(g.spaces, f.location) &&
		(f.customer == "" || slices.ContainsFunc(g.spaces, func(s *places.Space) bool { return s.CustomerKey == f.customer })) &&
		(f.entrance == "" || world.HasID(a.entrancesOf(g), f.entrance)) &&
		(f.system == "" || slices.ContainsFunc(a.entrancesOf(g), func(e *places.Entrance) bool { return e.System.ID == f.system })) &&
		(f.device == "" || world.HasID(a.devicesOf(g), f.device)) &&
		(f.code == "" || world.HasID(a.codesOf(g), f.code))
}

// codesOf returns the access codes of all methods of a grant.
func (a *Area) codesOf(g *Grant) (all []*codes.Code) {
	for _, m := range a.methodsOf(g) {
		all = append(all, m.liveCodes()...)
	}
	return all
}

func (a *Area) deleteGrant(c *protocol.Call) (any, error) {
	gone, err := a.Grants.Find(c.UUID("access_grant_id"))
	if err != nil {
		return nil, err
	}
	a.Grants.Delete(gone)
	return protocol.OK, nil
}
