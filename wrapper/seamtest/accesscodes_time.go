package seamtest

import "time"

// codeWindow reads the validity of an access code, whose form the document leaves open.
func (s *Server) codeWindow(c *call) (startsAt, endsAt time.Time) {
	startsAt, endsAt = c.looseTime("starts_at"), c.looseTime("ends_at")
	c.window("ends_at", startsAt, endsAt, s.instant())
	return startsAt, endsAt
}

// looseTime reads a time that the document does not check.
func (p *params) looseTime(field string) time.Time {
	if !p.given(field) {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, p.text(field))
	if err != nil {
		p.wrong(field, "Invalid date-time")
	}
	return t.UTC().Truncate(time.Millisecond)
}

// rounded widens the validity of an offline code to whole hours or days, whose codes the lock can
// tell without being told. It is an hour unless days are allowed.
func rounded(startsAt, endsAt time.Time, rounding string) (time.Time, time.Time) {
	if endsAt.IsZero() {
		return startsAt, endsAt
	}
	unit := time.Hour
	if rounding == "1d" || rounding == "1day" {
		unit = 24 * time.Hour
	}
	from, to := startsAt.Truncate(unit), endsAt.Truncate(unit)
	if to.Before(endsAt) {
		to = to.Add(unit)
	}
	return from, to
}
