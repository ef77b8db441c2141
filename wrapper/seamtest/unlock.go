package seamtest

import "slices"

var unlockRoutes = map[string]handler{
	"/acs/entrances/unlock": (*Server).unlockEntrance,
}

// unlockEntrance begins to open an entrance from afar, with a credential of the cloud.
func (s *Server) unlockEntrance(c *call) (answer, *refusal) {
	credentialID := c.uuid("acs_credential_id")
	door, no := s.namedEntrance(c)
	if no != nil {
		return nil, no
	}
	with, no := s.findCredential(credentialID)
	switch {
	case no != nil:
		return nil, no
	case with.method != "cloud_key":
		return nil, invalid("acs_credential_id", "Only a credential with the access_method cloud_key unlocks from afar")
	case !slices.Contains(with.entrances, door):
		return nil, invalid("acs_credential_id", "The credential gives no access to the entrance")
	}
	return attempted(s.beginUnlocking(c.op.Action, with, door)), nil
}

func (s *Server) beginUnlocking(action string, with *credential, door *entrance) *attempt {
	about := answer{"acs_entrance_id": door.id, "acs_credential_id": with.id}
	return s.begin(action, about, func() (answer, *mishap) {
		if why := s.denied(with, door); why != "" {
			return nil, &mishap{Type: "uncategorized_error", Message: why}
		}
		return answer{"was_confirmed_by_device": true}, nil
	})
}

// denied tells why a credential does not open an entrance now, or "".
func (s *Server) denied(with *credential, door *entrance) string {
	now := s.instant()
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
	case with.user.suspended:
		return "The ACS user is suspended"
	}
	return ""
}
