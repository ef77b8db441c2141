package seamtest

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// updateGrant changes the name and the time of a grant. Cards have to be encoded again then.
func (s *Server) updateGrant(c *protocol.Call) (any, error) {
	of, err := s.namedGrant(c)
	if err != nil {
		return nil, err
	}
	startsAt, endsAt := of.startsAt, of.endsAt
	if c.Given("starts_at") {
		startsAt = c.Time("starts_at")
	}
	switch {
	case c.Given("ends_at"):
		endsAt = c.Time("ends_at")
	case c.IsNull("ends_at"):
		endsAt = time.Time{}
	}
	moved := !startsAt.Equal(of.startsAt) || !endsAt.Equal(of.endsAt)
	if moved {
		c.CheckWindow("ends_at", startsAt, endsAt, s.world.Now())
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	if c.Given("name") || c.IsNull("name") {
		of.name = c.Text("name")
	}
	if moved {
		of.startsAt, of.endsAt = startsAt, endsAt
		s.world.Emit("access_grant.access_times_changed", of.EventFields(), wire.Object{
			"access_grant_key": of.key, "starts_at": wire.Time(of.startsAt), "ends_at": emptied(of.endsAt),
		})
		s.fulfil(of)
	}
	return protocol.OK, nil
}

// emptied writes a time for an event, which leaves out what is "".
func emptied(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return wire.Time(t)
}
