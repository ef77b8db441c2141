package seamtest

var managerRoutes = map[string]handler{
	"/acs/systems/list_compatible_credential_manager_acs_systems": (*Server).listManagers,
}

// listManagers lists the systems that can issue mobile keys for another: those of the kind that its
// manufacturer uses, and the one it was added with.
func (s *Server) listManagers(c *call) (answer, *refusal) {
	of, no := s.findSystem(c.uuid("acs_system_id"))
	if no != nil {
		return nil, no
	}
	kind := brands[of.ExternalType].manager
	found := s.systems.where(func(manager *system) bool {
		return manager.IsCredentialManager &&
			(manager.id == of.CredentialManagerID || same(string(manager.ExternalType), kind))
	})
	return answer{"acs_systems": views(found, s.viewSystem)}, nil
}
