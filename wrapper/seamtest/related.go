package seamtest

import (
	"maps"
	"slices"
)

var relatedRoutes = map[string]handler{
	"/access_grants/get_related":  (*Server).relatedToGrants,
	"/access_methods/get_related": (*Server).relatedToMethods,
	"/spaces/get_related":         (*Server).relatedToSpaces,
}

// batch answers with those kinds of objects that a request includes and does not exclude.
func (c *call) batch(kinds answer) answer {
	include, exclude := c.texts("include"), c.texts("exclude")
	maps.DeleteFunc(kinds, func(kind string, _ any) bool {
		return !among(include, c.given("include"), kind) || slices.Contains(exclude, kind)
	})
	return answer{"batch": kinds}
}

// shelved lists the objects of a shelf that are among others, each once.
func shelved[T interface {
	comparable
	head() *record
}](on *shelf[T], among []T) []T {
	return on.where(func(object T) bool { return slices.Contains(among, object) })
}

// places are the entrances and devices that something leads to.
type places struct {
	doors   []*entrance
	devices []*device
}

// related lists the places, and the systems and accounts that they came with.
func (s *Server) related(at places) answer {
	inSystem := func(in *system) bool {
		return slices.ContainsFunc(at.doors, func(door *entrance) bool { return door.system == in })
	}
	ofAccount := func(of *account) bool {
		return slices.ContainsFunc(at.devices, func(d *device) bool { return d.account == of }) ||
			slices.ContainsFunc(at.doors, func(door *entrance) bool { return door.system.connectedAccountID == of.id })
	}
	return answer{
		"acs_entrances":      views(shelved(&s.entrances, at.doors), viewEntrance),
		"acs_systems":        views(s.systems.where(inSystem), s.viewSystem),
		"connected_accounts": views(s.accounts.where(ofAccount), s.viewAccount),
		"devices":            views(shelved(&s.devices, at.devices), s.viewDevice),
	}
}

func (s *Server) relatedToSpaces(c *call) (answer, *refusal) {
	spaces, no := s.namedSpaces(c)
	if no != nil {
		return nil, no
	}
	var at places
	var methods []*accessMethod
	for _, of := range spaces {
		at.doors, at.devices = append(at.doors, s.entrancesIn(of)...), append(at.devices, s.devicesIn(of)...)
		methods = append(methods, s.methods.where(func(m *accessMethod) bool { return slices.Contains(m.grant.spaceIDs, of.id) })...)
	}
	all := s.related(at)
	all["spaces"] = views(shelved(&s.spaces, spaces), s.viewSpace)
	all["access_methods"] = views(shelved(&s.methods, methods), s.viewMethod)
	return c.batch(all), nil
}

// namedSpaces finds the spaces that a request lists by their IDs and by their keys.
func (s *Server) namedSpaces(c *call) ([]*space, *refusal) {
	if !c.given("space_ids") && !c.given("space_keys") {
		return nil, invalid("", "Give space_ids or space_keys")
	}
	var found []*space
	for _, id := range c.uuids("space_ids") {
		one, no := s.findSpace(id)
		if no != nil {
			return nil, no
		}
		found = append(found, one)
	}
	for _, key := range c.texts("space_keys") {
		one, no := s.spaceByKey(key)
		if no != nil {
			return nil, no
		}
		found = append(found, one)
	}
	return found, nil
}

func (s *Server) relatedToGrants(c *call) (answer, *refusal) {
	grants, no := s.namedGrants(c)
	if no != nil {
		return nil, no
	}
	var methods []*accessMethod
	var identities []*identity
	for _, of := range grants {
		methods, identities = append(methods, s.methodsOf(of)...), append(identities, of.identity)
	}
	all := s.related(s.placesOf(grants))
	all["access_methods"] = views(shelved(&s.methods, methods), s.viewMethod)
	all["acs_access_groups"] = []answer{} // A grant uses no access group here.
	all["spaces"] = views(s.spacesOf(grants), s.viewSpace)
	all["user_identities"] = views(shelved(&s.identities, identities), s.viewIdentity)
	return c.batch(all), nil
}

// namedGrants finds the grants that a request lists by their IDs and by their keys.
func (s *Server) namedGrants(c *call) ([]*accessGrant, *refusal) {
	if !c.given("access_grant_ids") && !c.given("access_grant_keys") {
		return nil, invalid("", "Give access_grant_ids or access_grant_keys")
	}
	var found []*accessGrant
	for _, id := range c.uuids("access_grant_ids") {
		one, no := s.findGrant(id)
		if no != nil {
			return nil, no
		}
		found = append(found, one)
	}
	for _, key := range c.texts("access_grant_keys") {
		one, no := s.grantByKey(key)
		if no != nil {
			return nil, no
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
	return s.spaces.where(func(in *space) bool {
		return slices.ContainsFunc(grants, func(of *accessGrant) bool { return slices.Contains(of.spaceIDs, in.id) })
	})
}

func (s *Server) relatedToMethods(c *call) (answer, *refusal) {
	var methods []*accessMethod
	var grants []*accessGrant
	var keys []*credential
	var links []*instantKey
	var opened []*session
	for _, id := range c.uuids("access_method_ids") {
		of, no := s.findMethod(id)
		if no != nil {
			return nil, no
		}
		methods, grants, keys = append(methods, of), append(grants, of.grant), append(keys, s.credentialsOf(of)...)
		if of.instantKey != nil {
			links, opened = append(links, of.instantKey), append(opened, of.instantKey.session)
		}
	}
	all := s.related(s.placesOf(grants))
	delete(all, "acs_systems") // of these two Seam does not tell here
	delete(all, "connected_accounts")
	all["access_grants"] = views(shelved(&s.grants, grants), s.viewGrant)
	all["access_methods"] = views(shelved(&s.methods, methods), s.viewMethod)
	all["acs_credentials"] = views(keys, s.viewCredential)
	all["client_sessions"] = views(shelved(&s.sessions, opened), s.viewSession)
	all["instant_keys"] = views(shelved(&s.instantKeys, links), s.viewInstantKey)
	all["spaces"] = views(s.spacesOf(grants), s.viewSpace)
	return c.batch(all), nil
}
