package codes

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// createLinkedCodes sets one PIN on several devices. A common key links the codes, unless the request
// gives the PIN. If the devices cannot share the PIN, the call fails; if
// behavior_when_code_cannot_be_shared is create_random_code, each device gets another PIN instead, and the
// codes are not linked.
func (a *Area) createLinkedCodes(c *protocol.Call) (any, error) {
	made, err := a.readSeveral(c)
	if problem.HasType(err, "duplicate_access_code") && c.Text("behavior_when_code_cannot_be_shared") == "create_random_code" {
		c.Drop("code")
		if made, err = a.readSeveral(c); err != nil {
			return nil, err
		}
		return a.putSeveral(made), nil
	}
	if err != nil {
		return nil, err
	}
	if len(made) == 0 {
		return nil, problem.Invalid("device_ids", "Must have at least 1 elements")
	}
	pin, err := a.sharedPIN(c, made)
	if err != nil {
		return nil, err
	}
	key := ""
	if !c.Given("code") {
		key = a.world.NextID("common_code_key")
	}
	for _, cd := range made {
		cd.PIN, cd.commonKey = pin, key
	}
	return a.putSeveral(made), nil
}

// readSeveral returns new codes from a request, one for each device.
func (a *Area) readSeveral(c *protocol.Call) ([]*Code, error) {
	var made []*Code
	for _, id := range c.UUIDs("device_ids") {
		cd, err := a.read(c, id)
		if err != nil {
			return nil, err
		}
		made = append(made, cd)
	}
	return made, nil
}

func (a *Area) putSeveral(made []*Code) any {
	for _, cd := range made {
		a.Put(cd)
	}
	return wire.Views(made, a.view)
}

// sharedPIN returns the PIN in the request, or else one that is free on every device.
func (a *Area) sharedPIN(c *protocol.Call, made []*Code) (string, error) {
	if c.Given("code") {
		return c.Text("code"), nil
	}
	const maxTries = 1000
	for range maxTries {
		pin, err := a.FreePIN(preferredLength(c, made[0].Device), made[0])
		if err != nil || a.FreeOnAll(made, pin) {
			return pin, err
		}
	}
	return "", problem.Conflict("code_cannot_be_shared", "There is no PIN that all devices take")
}

// updateLinkedCodes changes all codes with the same common key.
func (a *Area) updateLinkedCodes(c *protocol.Call) (any, error) {
	startsAt, endsAt := c.UncheckedTime("starts_at"), c.UncheckedTime("ends_at")
	if err := c.Err(); err != nil {
		return nil, err
	}
	key := c.Text("common_code_key")
	linked := a.Codes.Where(func(cd *Code) bool { return world.SameKey(cd.commonKey, key) && !cd.Removing })
	if len(linked) == 0 {
		return nil, problem.NotFound("access_code")
	}
	after := make([]Code, len(linked))
	for i, cd := range linked {
		after[i] = *cd
		after[i].changeTimes(c, startsAt, endsAt)
		if err := a.readChange(c, cd, &after[i]); err != nil {
			return nil, err
		}
	}
	for i, cd := range linked {
		a.Change(cd, after[i])
	}
	return protocol.OK, nil
}
