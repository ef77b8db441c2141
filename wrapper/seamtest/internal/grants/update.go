package grants

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// updateGrant changes the name and the times of a grant, and the times of its access methods.
func (a *Area) updateGrant(c *protocol.Call) (any, error) {
	g, err := a.namedGrant(c)
	if err != nil {
		return nil, err
	}
	startsAt, endsAt := g.startsAt, g.endsAt
	if c.Given("starts_at") {
		startsAt = c.Time("starts_at")
	}
	switch {
	case c.Given("ends_at"):
		endsAt = c.Time("ends_at")
	case c.IsNull("ends_at"):
		endsAt = time.Time{}
	}
	moved := !startsAt.Equal(g.startsAt) || !endsAt.Equal(g.endsAt)
	if moved {
		c.CheckWindow("ends_at", startsAt, endsAt, a.world.Now())
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	if err := checkOverlap(&Grant{startsAt: startsAt, endsAt: endsAt}, a.reservation(g)); err != nil {
		return nil, err
	}
	if c.Given("name") || c.IsNull("name") {
		g.name = c.Text("name")
	}
	if moved {
		g.startsAt, g.endsAt = startsAt, endsAt
		times := wire.Object{"access_grant_key": g.key, "starts_at": wire.Time(startsAt)}
		if !endsAt.IsZero() {
			times["ends_at"] = wire.Time(endsAt)
		}
		a.world.Emit("access_grant.access_times_changed", g.eventFields(), times)
		for _, m := range a.methodsOf(g) {
			a.revoke(m)
		}
		a.schedule(g)
		a.provide(g)
	}
	return protocol.OK, nil
}
