package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) managerOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/systems/list_compatible_credential_manager_acs_systems": s.listManagers}
}

// listManagers lists the systems that can issue mobile keys for another: those of the kind that its
// manufacturer uses, and the one it was added with.
func (s *Server) listManagers(c *protocol.Call) (any, error) {
	of, err := s.findSystem(c.UUID("acs_system_id"))
	if err != nil {
		return nil, err
	}
	kind := brands[of.ExternalType].manager
	found := s.systems.Where(func(manager *system) bool {
		return manager.IsCredentialManager &&
			(manager.ID == of.CredentialManagerID || world.SameKey(string(manager.ExternalType), kind))
	})
	return wire.Views(found, s.viewSystem), nil
}
