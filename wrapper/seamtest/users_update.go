package seamtest

import (
	"cmp"
	"time"
)

var userUpdateRoutes = map[string]handler{
	"/acs/users/update": (*Server).updateUser,
}

// updateUser changes what a request gives, and nothing else. A schedule that is null is taken away.
func (s *Server) updateUser(c *call) (answer, *refusal) {
	startsAt, endsAt := s.accessSchedule(c)
	email := cmp.Or(c.text("email_address"), c.text("email"))
	hidSystemID := c.uuid("hid_acs_system_id")
	found, no := s.namedUser(c, true)
	if no != nil {
		return nil, no
	}
	if hidSystemID != "" {
		if _, no := s.findSystem(hidSystemID); no != nil {
			return nil, no
		}
	}
	found.fullName = cmp.Or(c.text("full_name"), found.fullName)
	found.email = cmp.Or(email, found.email)
	found.phone = cmp.Or(c.text("phone_number"), found.phone)
	found.hidSystemID = cmp.Or(hidSystemID, found.hidSystemID)
	switch {
	case c.given("access_schedule"):
		found.startsAt, found.endsAt = startsAt, endsAt
	case c.null("access_schedule"):
		found.startsAt, found.endsAt = time.Time{}, time.Time{}
	}
	return nil, nil
}
