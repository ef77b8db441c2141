package seamtest

import (
	"maps"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) relatedOperations() protocol.Operations {
	return protocol.Operations{
		"/access_grants/get_related":  s.relatedToGrants,
		"/access_methods/get_related": s.relatedToMethods,
		"/spaces/get_related":         s.relatedToSpaces}
}

// batch answers with those kinds of objects that a request includes and does not exclude.
func batch(c *protocol.Call, kinds wire.Object) protocol.Body {
	include, exclude := c.Texts("include"), c.Texts("exclude")
	maps.DeleteFunc(kinds, func(kind string, _ any) bool {
		return !protocol.Among(include, c.Given("include"), kind) || slices.Contains(exclude, kind)
	})
	return protocol.Body{"batch": kinds}
}

// places are the entrances and devices that something leads to.
type places struct {
	doors   []*entrance
	devices []*device
}

// related lists the places, and the systems and accounts that they came with.
func (s *Server) related(at places) wire.Object {
	inSystem := func(in *system) bool {
		return slices.ContainsFunc(at.doors, func(door *entrance) bool { return door.system == in })
	}
	ofAccount := func(of *account) bool {
		return slices.ContainsFunc(at.devices, func(d *device) bool { return d.account == of }) ||
			slices.ContainsFunc(at.doors, func(door *entrance) bool { return door.system.connectedAccountID == of.ID })
	}
	return wire.Object{
		"acs_entrances":      wire.Views(s.entrances.Among(at.doors), viewEntrance),
		"acs_systems":        wire.Views(s.systems.Where(inSystem), s.viewSystem),
		"connected_accounts": wire.Views(s.accounts.Where(ofAccount), s.viewAccount),
		"devices":            wire.Views(s.devices.Among(at.devices), s.viewDevice),
	}
}

func (s *Server) relatedToSpaces(c *protocol.Call) (any, error) {
	spaces, err := s.namedSpaces(c)
	if err != nil {
		return nil, err
	}
	var at places
	var methods []*accessMethod
	for _, of := range spaces {
		at.doors, at.devices = append(at.doors, s.entrancesIn(of)...), append(at.devices, s.devicesIn(of)...)
		methods = append(methods, s.methods.Where(func(m *accessMethod) bool { return slices.Contains(m.grant.spaceIDs, of.ID) })...)
	}
	all := s.related(at)
	all["spaces"] = wire.Views(s.spaces.Among(spaces), s.viewSpace)
	all["access_methods"] = wire.Views(s.methods.Among(methods), s.viewMethod)
	return batch(c, all), nil
}

// namedSpaces finds the spaces that a request lists by their IDs and by their keys.
func (s *Server) namedSpaces(c *protocol.Call) ([]*space, error) {
	if !c.Given("space_ids") && !c.Given("space_keys") {
		return nil, problem.Invalid("", "Give space_ids or space_keys")
	}
	var found []*space
	for _, id := range c.UUIDs("space_ids") {
		one, err := s.findSpace(id)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	for _, key := range c.Texts("space_keys") {
		one, err := s.spaceByKey(key)
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
	var identities []*identity
	for _, of := range grants {
		methods, identities = append(methods, s.methodsOf(of)...), append(identities, of.identity)
	}
	all := s.related(s.placesOf(grants))
	all["access_methods"] = wire.Views(s.methods.Among(methods), s.viewMethod)
	all["acs_access_groups"] = []wire.Object{} // A grant uses no access group here.
	all["spaces"] = wire.Views(s.spacesOf(grants), s.viewSpace)
	all["user_identities"] = wire.Views(s.identities.Among(identities), s.viewIdentity)
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

func (s *Server) placesOf(grants []*accessGrant) (at places) {
	for _, of := range grants {
		at.doors, at.devices = append(at.doors, s.doorsOf(of)...), append(at.devices, s.devicesOf(of)...)
	}
	return at
}

func (s *Server) spacesOf(grants []*accessGrant) []*space {
	return s.spaces.Where(func(in *space) bool {
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
	all["spaces"] = wire.Views(s.spacesOf(grants), s.viewSpace)
	return batch(c, all), nil
}
