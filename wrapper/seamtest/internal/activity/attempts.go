package activity

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (a *Area) getAttempt(c *protocol.Call) (any, error) {
	found, err := a.world.Attempts().Find(c.UUID("action_attempt_id"))
	if err != nil {
		return nil, err
	}
	return found.View(), nil
}

func (a *Area) listAttempts(c *protocol.Call) (any, error) {
	ids, device := c.UUIDs("action_attempt_ids"), c.UUID("device_id")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.world.Attempts().Where(func(of *world.Attempt) bool {
		return protocol.Among(ids, c.Given("action_attempt_ids"), of.ID) &&
			(device == "" || of.Subject["device_id"] == device)
	})
	return protocol.Paginate(page, found, (*world.Attempt).View)
}
