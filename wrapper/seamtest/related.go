package seamtest

import (
	"maps"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

var relatedOperations = protocol.Operations[*Server]{
	"/access_grants/get_related":  (*Server).relatedToGrants,
	"/access_methods/get_related": (*Server).relatedToMethods,
	"/spaces/get_related":         (*Server).relatedToSpaces,
}

// batch answers with those kinds of objects that a request includes and does not exclude.
func batch(c *protocol.Call, kinds wire.Object) protocol.Body {
	include, exclude := c.Texts("include"), c.Texts("exclude")
	maps.DeleteFunc(kinds, func(kind string, _ any) bool {
		return !protocol.Among(include, c.Given("include"), kind) || slices.Contains(exclude, kind)
	})
	return protocol.Body{"batch": kinds}
}

// placeList has the entrances and devices that something leads to.
type placeList struct {
	doors   []*places.Entrance
	devices []*places.Device
}

// related lists the places, and the systems and accounts that they came with.
func (s *Server) related(at placeList) wire.Object {
	inSystem := func(in *places.System) bool {
		return slices.ContainsFunc(at.doors, func(door *places.Entrance) bool { return door.System == in })
	}
	ofAccount := func(of *places.Account) bool {
		return slices.ContainsFunc(at.devices, func(d *places.Device) bool { return d.Account == of }) ||
			slices.ContainsFunc(at.doors, func(door *places.Entrance) bool { return door.System.Account.ID == of.ID })
	}
	return wire.Object{
		"acs_entrances":      wire.Views(s.places.Entrances.Among(at.doors), (*places.Entrance).View),
		"acs_systems":        wire.Views(s.places.Systems.Where(inSystem), s.places.ViewSystem),
		"connected_accounts": wire.Views(s.places.Accounts.Where(ofAccount), s.places.ViewAccount),
		"devices":            wire.Views(s.places.Devices.Among(at.devices), s.places.ViewDevice),
	}
}

func (s *Server) relatedToSpaces(c *protocol.Call) (any, error) {
	spaces, err := s.namedSpaces(c)
	if err != nil {
		return nil, err
	}
	var at placeList
	var methods []*accessMethod
	for _, of := range spaces {
		at.doors, at.devices = append(at.doors, s.places.EntrancesIn(of)...), append(at.devices, s.places.DevicesIn(of)...)
		methods = append(methods, s.methods.Where(func(m *accessMethod) bool { return slices.Contains(m.grant.spaceIDs, of.ID) })...)
	}
	all := s.related(at)
	all["spaces"] = wire.Views(s.places.Spaces.Among(spaces), s.places.ViewSpace)
	all["access_methods"] = wire.Views(s.methods.Among(methods), s.viewMethod)
	return batch(c, all), nil
}

// namedSpaces finds the spaces that a request lists by their IDs and by their keys.
func (s *Server) namedSpaces(c *protocol.Call) ([]*places.Space, error) {
	if !c.Given("space_ids") && !c.Given("space_keys") {
		return nil, problem.Invalid("", "Give space_ids or space_keys")
	}
	var found []*places.Space
	for _, id := range c.UUIDs("space_ids") {
		one, err := s.places.Spaces.Find(id)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	for _, key := range c.Texts("space_keys") {
		one, err := s.places.FindSpaceByKey(key)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, nil
}

func (s *Server) relatedToGrants(c *protocol.Call) (any, error) {
	grants, err := s.namedGrants(c)
	if err != nil {
		return nil, err
	}
	var methods []*accessMethod
	var identities []*people.Identity
	for _, of := range grants {
		methods, identities = append(methods, s.methodsOf(of)...), append(identities, of.Identity)
	}
	all := s.related(s.placesOf(grants))
	all["access_methods"] = wire.Views(s.methods.Among(methods), s.viewMethod)
	all["acs_access_groups"] = []wire.Object{} // A grant uses no access group here.
	all["spaces"] = wire.Views(s.spacesOf(grants), s.places.ViewSpace)
	all["user_identities"] = wire.Views(s.people.Identities.Among(identities), s.people.ViewIdentity)
	return batch(c, all), nil
}

// namedGrants finds the grants that a request lists by their IDs and by their keys.
func (s *Server) namedGrants(c *protocol.Call) ([]*accessGrant, error) {
	if !c.Given("access_grant_ids") && !c.Given("access_grant_keys") {
		return nil, problem.Invalid("", "Give access_grant_ids or access_grant_keys")
	}
	var found []*accessGrant
	for _, id := range c.UUIDs("access_grant_ids") {
		one, err := s.findGrant(id)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	for _, key := range c.Texts("access_grant_keys") {
		one, err := s.grantByKey(key)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, nil
}

func (s *Server) placesOf(grants []*accessGrant) (at placeList) {
	for _, of := range grants {
		at.doors, at.devices = append(at.doors, s.doorsOf(of)...), append(at.devices, s.devicesOf(of)...)
	}
	return at
}

func (s *Server) spacesOf(grants []*accessGrant) []*places.Space {
	return s.places.Spaces.Where(func(in *places.Space) bool {
		return slices.ContainsFunc(grants, func(of *accessGrant) bool { return slices.Contains(of.spaceIDs, in.ID) })
	})
}

func (s *Server) relatedToMethods(c *protocol.Call) (any, error) {
	var methods []*accessMethod
	var grants []*accessGrant
	var keys []*credential
	var links []*instantKey
	var opened []*session
	for _, id := range c.UUIDs("access_method_ids") {
		of, err := s.findMethod(id)
		if err != nil {
			return nil, err
		}
		methods, grants, keys = append(methods, of), append(grants, of.grant), append(keys, s.credentialsOf(of)...)
		if of.instantKey != nil {
			links, opened = append(links, of.instantKey), append(opened, of.instantKey.session)
		}
	}
	all := s.related(s.placesOf(grants))
	delete(all, "acs_systems") // of these two Seam does not tell here
	delete(all, "connected_accounts")
	all["access_grants"] = wire.Views(s.grants.Among(grants), s.viewGrant)
	all["access_methods"] = wire.Views(s.methods.Among(methods), s.viewMethod)
	all["acs_credentials"] = wire.Views(keys, s.viewCredential)
	all["client_sessions"] = wire.Views(s.sessions.Among(opened), s.viewSession)
	all["instant_keys"] = wire.Views(s.instantKeys.Among(links), s.viewInstantKey)
	all["spaces"] = wire.Views(s.spacesOf(grants), s.places.ViewSpace)
	return batch(c, all), nil
}
