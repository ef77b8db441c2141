package grants

import (
	"maps"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/sessions"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// batch returns the kinds of objects that a request includes and does not exclude.
func batch(c *protocol.Call, kinds wire.Object) protocol.Body {
	include, exclude := c.Texts("include"), c.Texts("exclude")
	maps.DeleteFunc(kinds, func(kind string, _ any) bool {
		return !protocol.Among(include, c.Given("include"), kind) || slices.Contains(exclude, kind)
	})
	return protocol.Body{"batch": kinds}
}

// related returns entrances and devices with their access systems and accounts.
func (a *Area) related(entrances []*places.Entrance, devices []*places.Device) wire.Object {
	inSystem := func(s *places.System) bool {
		return slices.ContainsFunc(entrances, func(e *places.Entrance) bool { return e.System == s })
	}
	ofAccount := func(ac *places.Account) bool {
		return slices.ContainsFunc(devices, func(d *places.Device) bool { return d.Account == ac }) ||
			slices.ContainsFunc(entrances, func(e *places.Entrance) bool { return e.System.Account == ac })
	}
	return wire.Object{
		"acs_entrances":      wire.Views(a.places.Entrances.Among(entrances), (*places.Entrance).View),
		"acs_systems":        wire.Views(a.places.Systems.Where(inSystem), a.places.ViewSystem),
		"connected_accounts": wire.Views(a.places.Accounts.Where(ofAccount), a.places.ViewAccount),
		"devices":            wire.Views(a.places.Devices.Among(devices), a.places.ViewDevice),
	}
}

// relatedToAll returns the spaces of grants, their places, and the access systems and accounts of these.
func (a *Area) relatedToAll(grants []*Grant) wire.Object {
	var entrances []*places.Entrance
	var devices []*places.Device
	var spaces []*places.Space
	for _, g := range grants {
		entrances, devices = append(entrances, a.entrancesOf(g)...), append(devices, a.devicesOf(g)...)
		spaces = append(spaces, g.spaces...)
	}
	all := a.related(entrances, devices)
	all["spaces"] = wire.Views(a.places.Spaces.Among(spaces), a.places.ViewSpace)
	return all
}

func (a *Area) relatedToSpaces(c *protocol.Call) (any, error) {
	if !c.Given("space_ids") && !c.Given("space_keys") {
		return nil, problem.Invalid("", "Give space_ids or space_keys")
	}
	spaces, err := findAll(a.places.Spaces, c.UUIDs("space_ids"), c.Texts("space_keys"), a.places.FindSpaceByKey)
	if err != nil {
		return nil, err
	}
	var entrances []*places.Entrance
	var devices []*places.Device
	for _, s := range spaces {
		entrances, devices = append(entrances, a.places.EntrancesIn(s)...), append(devices, a.places.DevicesIn(s)...)
	}
	all := a.related(entrances, devices)
	all["spaces"] = wire.Views(a.places.Spaces.Among(spaces), a.places.ViewSpace)
	all["access_methods"] = wire.Views(a.Methods.Where(func(m *Method) bool { return m.grant.hasOneOf(spaces) }), a.viewMethod)
	return batch(c, all), nil
}

func (a *Area) relatedToGrants(c *protocol.Call) (any, error) {
	if !c.Given("access_grant_ids") && !c.Given("access_grant_keys") {
		return nil, problem.Invalid("", "Give access_grant_ids or access_grant_keys")
	}
	grants, err := findAll(a.Grants, c.UUIDs("access_grant_ids"), c.Texts("access_grant_keys"), a.findByKey)
	if err != nil {
		return nil, err
	}
	identities := wire.Views(grants, func(g *Grant) *people.Identity { return g.identity })
	all := a.relatedToAll(grants)
	all["access_methods"] = wire.Views(a.Methods.Where(func(m *Method) bool { return slices.Contains(grants, m.grant) }), a.viewMethod)
	all["acs_access_groups"] = []wire.Object{} // The fake uses no access groups for grants.
	all["user_identities"] = wire.Views(a.people.Identities.Among(identities), a.people.ViewIdentity)
	return batch(c, all), nil
}

func (a *Area) relatedToMethods(c *protocol.Call) (any, error) {
	methods, err := findAll(a.Methods, c.UUIDs("access_method_ids"), nil, nil)
	if err != nil {
		return nil, err
	}
	var keys []*credentials.Credential
	var instantKeys []*sessions.InstantKey
	var opened []*sessions.Session
	for _, m := range methods {
		keys = append(keys, m.credentials...)
		if m.instantKey != nil {
			instantKeys, opened = append(instantKeys, m.instantKey), append(opened, m.instantKey.Session)
		}
	}
	grants := wire.Views(methods, func(m *Method) *Grant { return m.grant })
	all := a.relatedToAll(grants)
	delete(all, "acs_systems") // Seam does not document these two here.
	delete(all, "connected_accounts")
	all["access_grants"] = wire.Views(a.Grants.Among(grants), a.viewGrant)
	all["access_methods"] = wire.Views(a.Methods.Among(methods), a.viewMethod)
	all["acs_credentials"] = wire.Views(a.credentials.Credentials.Among(keys), a.credentials.View)
	all["client_sessions"] = wire.Views(a.sessions.Sessions.Among(opened), a.sessions.ViewSession)
	all["instant_keys"] = wire.Views(a.sessions.InstantKeys.Among(instantKeys), a.sessions.ViewInstantKey)
	return batch(c, all), nil
}
