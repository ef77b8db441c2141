package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) entranceAccessOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/entrances/grant_access":                 s.grantAccess,
		"/acs/entrances/list_credentials_with_access": s.listCredentialsWithAccess}
}

// namedEntrance finds the entrance whose ID a request carries, after everything else was read.
func (s *Server) namedEntrance(c *protocol.Call) (*entrance, error) {
	id := c.UUID("acs_entrance_id")
	if err := c.Err(); err != nil {
		return nil, err
	}
	if found, ok := s.entrances.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("acs_entrance")
}

func (s *Server) grantAccess(c *protocol.Call) (any, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	door, err := s.namedEntrance(c)
	if err != nil {
		return nil, err
	}
	who, err := s.findHolder(userID, identityID, door.system)
	if err != nil {
		return nil, err
	}
	to := s.settle(who)
	if !slices.Contains(to.granted, door) {
		to.granted = append(to.granted, door)
	}
	return protocol.OK, nil
}

func (s *Server) listCredentialsWithAccess(c *protocol.Call) (any, error) {
	door, err := s.namedEntrance(c)
	if err != nil {
		return nil, err
	}
	onlyValid := slices.Contains(c.Texts("include_if"), "visionline_metadata.is_valid")
	found := s.credentials.Where(func(of *credential) bool {
		said := of.viewVisionline(s.world.Now())
		return slices.Contains(of.entrances, door) && (!onlyValid || said != nil && said.IsValid)
	})
	return wire.Views(found, s.viewCredential), nil
}
