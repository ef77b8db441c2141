package seamtest

import "time"

// updateGrant changes the name and the time of a grant. Cards have to be encoded again then.
func (s *Server) updateGrant(c *call) (answer, *refusal) {
	of, no := s.namedGrant(c)
	if no != nil {
		return nil, no
	}
	startsAt, endsAt := of.startsAt, of.endsAt
	if c.given("starts_at") {
		startsAt = c.dateTime("starts_at")
	}
	switch {
	case c.given("ends_at"):
		endsAt = c.dateTime("ends_at")
	case c.null("ends_at"):
		endsAt = time.Time{}
	}
	moved := !startsAt.Equal(of.startsAt) || !endsAt.Equal(of.endsAt)
	if moved {
		c.window("ends_at", startsAt, endsAt, s.instant())
	}
	if no := c.refusal(); no != nil {
		return nil, no
	}
	if c.given("name") || c.null("name") {
		of.name = c.text("name")
	}
	if moved {
		of.startsAt, of.endsAt = startsAt, endsAt
		s.emit("access_grant.access_times_changed", of.ids(), answer{
			"access_grant_key": of.key, "starts_at": timestamp(of.startsAt), "ends_at": emptied(of.endsAt),
		})
		s.fulfil(of)
	}
	return nil, nil
}

// emptied writes a time for an event, which leaves out what is "".
func emptied(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return timestamp(t)
}
