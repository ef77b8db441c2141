package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

var unlockOperations = protocol.Operations[*Server]{
	"/acs/entrances/unlock": (*Server).unlockEntrance,
}

// unlockEntrance begins to open an entrance from afar, with a credential of the cloud.
func (s *Server) unlockEntrance(c *protocol.Call) (any, error) {
	credentialID := c.UUID("acs_credential_id")
	door, err := s.places.NamedEntrance(c)
	if err != nil {
		return nil, err
	}
	with, err := s.findCredential(credentialID)
	switch {
	case err != nil:
		return nil, err
	case with.method != "cloud_key":
		return nil, problem.Invalid("acs_credential_id", "Only a credential with the access_method cloud_key unlocks from afar")
	case !slices.Contains(with.entrances, door):
		return nil, problem.Invalid("acs_credential_id", "The credential gives no access to the entrance")
	}
	return attempted(s.beginUnlocking(c.Action(), with, door)), nil
}

func (s *Server) beginUnlocking(action string, with *credential, door *places.Entrance) *world.Attempt {
	about := wire.Object{"acs_entrance_id": door.ID, "acs_credential_id": with.ID}
	return s.world.Begin(action, about, func() (wire.Object, error) {
		if why := s.denied(with, door); why != "" {
			return nil, &world.ActionError{Type: "uncategorized_error", Message: why}
		}
		return wire.Object{"was_confirmed_by_device": true}, nil
	})
}

// denied tells why a credential does not open an entrance now, or "".
func (s *Server) denied(with *credential, door *places.Entrance) string {
	now := s.world.Now()
	switch {
	case !s.exists(with):
		return "The credential was deleted"
	case !slices.Contains(with.entrances, door):
		return "The credential gives no access to the entrance any more"
	case with.startsAt.After(now):
		return "The credential is not valid yet"
	case !with.valid(now):
		return "The credential is no longer valid"
	case with.user == nil:
		return "The credential belongs to nobody"
	case with.user.Suspended:
		return "The ACS user is suspended"
	}
	return ""
}
