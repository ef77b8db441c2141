package seamtest

import (
	"cmp"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

func (s *Server) userUpdateOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/users/update": s.updateUser}
}

// updateUser changes what a request gives, and nothing else. A schedule that is null is taken away.
func (s *Server) updateUser(c *protocol.Call) (any, error) {
	startsAt, endsAt := s.accessSchedule(c)
	email := cmp.Or(c.Text("email_address"), c.Text("email"))
	hidSystemID := c.UUID("hid_acs_system_id")
	found, err := s.namedUser(c, true)
	if err != nil {
		return nil, err
	}
	if hidSystemID != "" {
		if _, err := s.findSystem(hidSystemID); err != nil {
			return nil, err
		}
	}
	found.fullName = cmp.Or(c.Text("full_name"), found.fullName)
	found.email = cmp.Or(email, found.email)
	found.phone = cmp.Or(c.Text("phone_number"), found.phone)
	found.hidSystemID = cmp.Or(hidSystemID, found.hidSystemID)
	switch {
	case c.Given("access_schedule"):
		found.startsAt, found.endsAt = startsAt, endsAt
	case c.IsNull("access_schedule"):
		found.startsAt, found.endsAt = time.Time{}, time.Time{}
	}
	return protocol.OK, nil
}
