package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

var entranceAccessOperations = protocol.Operations[*Server]{
	"/acs/entrances/list_credentials_with_access": (*Server).listCredentialsWithAccess,
}

func (s *Server) listCredentialsWithAccess(c *protocol.Call) (any, error) {
	door, err := s.places.NamedEntrance(c)
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

// opens reports whether a credential opens an entrance. An unknown credential opens none.
func (s *Server) opens(credentialID string, door *places.Entrance) bool {
	of, ok := s.credentials.Get(credentialID)
	return ok && slices.Contains(of.entrances, door)
}
