package grants

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// uniqueKey and validTimes are implemented by createGrant, and fieldsOfMode by readRequests.
var uniqueKey = rules.Rule{
	Name:       "An access grant key is unique",
	Page:       "core-concepts/mapping-your-resources-to-seam-resources",
	Operations: []string{"/access_grants/create"},
	Status:     409,
	Type:       "access_grant_key_already_exists",
	Message:    "Another access grant has this key",
	Test:       "TestGrantRefusals",
}

var validTimes = rules.Rule{
	Name:       "An access grant ends in the future, and after its start",
	Page:       "api/access_grants/create",
	Operations: []string{"/access_grants/create", "/access_grants/update"},
	Status:     400,
	Test:       "TestGrantRefusals",
}

var fieldsOfMode = rules.Rule{
	Name:       "A PIN is requested with the mode code only, and a use count of an instant key with mobile_key only",
	Page:       "api/access_grants/create",
	Operations: []string{"/access_grants/create", "/access_grants/request_access_methods"},
	Status:     400,
	Test:       "TestGrantRefusals",
}

func (a *Area) createGrant(c *protocol.Call) (any, error) {
	made := &Grant{
		name:           c.Text("name"),
		key:            c.Text("access_grant_key"),
		reservationKey: c.Text("reservation_key"),
		profileID:      c.UUID("customization_profile_id"),
		startsAt:       c.UncheckedTime("starts_at"),
		endsAt:         c.UncheckedTime("ends_at"),
		requests:       a.readRequests(c),
	}
	if made.startsAt.IsZero() {
		made.startsAt = a.world.Now()
	}
	c.CheckWindow("ends_at", made.startsAt, made.endsAt, a.world.Now())
	if err := c.Err(); err != nil {
		return nil, err
	}
	if _, err := a.findByKey(made.key); err == nil {
		return nil, uniqueKey.Err()
	}
	if err := a.readPlaces(c, made); err != nil {
		return nil, err
	}
	if err := a.checkReservation(made); err != nil {
		return nil, err
	}
	identity, err := a.readIdentity(c)
	if err != nil {
		return nil, err
	}
	made.identity = identity

	if !a.people.Identities.Holds(identity) {
		a.people.Identities.Insert(identity)
	}
	a.Grants.Insert(made)
	a.world.Emit("access_grant.created", made.eventFields())
	a.schedule(made)
	a.provide(made)
	a.emitUnmet(made, made.requests)
	return a.viewGrant(made), nil
}

// readRequests reads the requested access methods of a call.
func (a *Area) readRequests(c *protocol.Call) []*request {
	var requests []*request
	for _, in := range c.Objects("requested_access_methods") {
		r := &request{createdAt: a.world.Now(), mode: in.Text("mode"), code: in.Text("code"), uses: in.Number("instant_key_max_use_count")}
		if r.code != "" && r.mode != "code" {
			in.Wrong("code", "Only possible with the mode code")
		}
		if r.uses != nil && r.mode != "mobile_key" {
			in.Wrong("instant_key_max_use_count", "Only possible with the mode mobile_key")
		}
		requests = append(requests, r)
	}
	return requests
}

// readPlaces reads the spaces, entrances and devices of a grant. An older form of the request has the
// entrances and devices in location, and the spaces in location_ids.
func (a *Area) readPlaces(c *protocol.Call, g *Grant) (err error) {
	older, _ := c.Object("location")
	for _, p := range []*protocol.Params{c.Params, older} {
		entrances, devices, err := a.places.NamedPlaces(p)
		if err != nil {
			return err
		}
		g.entrances, g.devices = append(g.entrances, entrances...), append(g.devices, devices...)
	}
	ids := slices.Concat(c.UUIDs("space_ids"), c.UUIDs("location_ids"))
	g.spaces, err = findAll(a.places.Spaces, ids, c.Texts("space_keys"), a.places.FindSpaceByKey)
	return err
}

// findAll returns the objects that a request lists by their IDs and by their keys.
func findAll[T world.Object](in *world.Table[T], ids, keys []string, byKey func(string) (T, error)) ([]T, error) {
	var all []T
	for _, id := range ids {
		found, err := in.Find(id)
		if err != nil {
			return nil, err
		}
		world.Add(&all, found)
	}
	for _, key := range keys {
		found, err := byKey(key)
		if err != nil {
			return nil, err
		}
		world.Add(&all, found)
	}
	return all, nil
}

// readIdentity returns the user identity of a grant: an existing one, or a new one that is not in the table
// yet.
func (a *Area) readIdentity(c *protocol.Call) (*people.Identity, error) {
	if in, given := c.Object("user_identity"); given {
		return a.people.ReadIdentity(in)
	}
	return a.people.NamedIdentity(c)
}

// requestMethods adds access methods to a grant.
func (a *Area) requestMethods(c *protocol.Call) (any, error) {
	added := a.readRequests(c)
	if err := c.Err(); err != nil {
		return nil, err
	}
	g, err := a.Grants.Find(c.UUID("access_grant_id"))
	if err != nil {
		return nil, err
	}
	g.requests = append(g.requests, added...)
	a.provide(g)
	a.emitUnmet(g, added)
	return a.viewGrant(g), nil
}
