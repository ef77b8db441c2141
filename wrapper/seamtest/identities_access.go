package seamtest

import (
	"cmp"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

var identityAccessOperations = protocol.Operations[*Server]{
	"/user_identities/list_accessible_devices":   (*Server).listIdentityDevices,
	"/user_identities/list_accessible_entrances": (*Server).listIdentityEntrances,
}

// listIdentityDevices lists what was granted, by itself or by access grants. accessible_devices is
// the older name.
func (s *Server) listIdentityDevices(c *protocol.Call) (any, error) {
	of, err := s.people.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	open := slices.Clone(of.Devices)
	for _, code := range s.codes.All() {
		if method := s.methodOf(code); method != nil && method.grant.Identity == of {
			open = append(open, code.device)
		}
	}
	found := s.places.Devices.Where(func(d *places.Device) bool { return d.IsManaged() && slices.Contains(open, d) })
	list := wire.Views(found, s.places.ViewDevice)
	return protocol.Body{"devices": list, "accessible_devices": list}, nil
}

func (s *Server) listIdentityEntrances(c *protocol.Call) (any, error) {
	of, err := s.people.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	var open []*places.Entrance
	for _, u := range s.people.UsersOf(of) {
		open = append(open, s.accessible(u)...)
	}
	found := s.places.Entrances.Where(func(door *places.Entrance) bool { return slices.Contains(open, door) })
	return wire.Views(found, (*places.Entrance).View), nil
}

// managedBy reports whether a credential manager issues one of an identity's credentials.
func (s *Server) managedBy(i *people.Identity, managerID string) bool {
	_, ok := s.credentials.First(func(c *credential) bool {
		return c.user != nil && c.user.Identity == i && cmp.Or(c.managerID, c.System.CredentialManagerID) == managerID
	})
	return ok
}
