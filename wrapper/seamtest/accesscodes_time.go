package seamtest

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

// codeWindow reads the validity of an access code, whose form the document leaves open.
func (s *Server) codeWindow(c *protocol.Call) (startsAt, endsAt time.Time) {
	startsAt, endsAt = c.UncheckedTime("starts_at"), c.UncheckedTime("ends_at")
	c.CheckWindow("ends_at", startsAt, endsAt, s.world.Now())
	return startsAt, endsAt
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
