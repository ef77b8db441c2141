package seamtest

import "slices"

var entranceAccessRoutes = map[string]handler{
	"/acs/entrances/grant_access":                 (*Server).grantAccess,
	"/acs/entrances/list_credentials_with_access": (*Server).listCredentialsWithAccess,
}

// namedEntrance finds the entrance whose ID a request carries, after everything else was read.
func (s *Server) namedEntrance(c *call) (*entrance, *refusal) {
	id := c.uuid("acs_entrance_id")
	if no := c.refusal(); no != nil {
		return nil, no
	}
	if found, ok := s.entrances.get(id); ok {
		return found, nil
	}
	return nil, notFound("acs_entrance")
}

func (s *Server) grantAccess(c *call) (answer, *refusal) {
	userID, identityID := c.oneOf("acs_user_id", "user_identity_id")
	door, no := s.namedEntrance(c)
	if no != nil {
		return nil, no
	}
	who, no := s.findHolder(userID, identityID, door.system)
	if no != nil {
		return nil, no
	}
	to := s.settle(who)
	if !slices.Contains(to.granted, door) {
		to.granted = append(to.granted, door)
	}
	return nil, nil
}

func (s *Server) listCredentialsWithAccess(c *call) (answer, *refusal) {
	door, no := s.namedEntrance(c)
	if no != nil {
		return nil, no
	}
	onlyValid := slices.Contains(c.texts("include_if"), "visionline_metadata.is_valid")
	found := s.credentials.where(func(of *credential) bool {
		said := of.viewVisionline(s.instant())
		return slices.Contains(of.entrances, door) && (!onlyValid || said != nil && said.IsValid)
	})
	return answer{"acs_credentials": views(found, s.viewCredential)}, nil
}
