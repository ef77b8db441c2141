package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// createAccessCodes makes a code on each of several devices, linked by a common key: all have the
// same PIN. If they cannot, all are refused, or each gets a PIN of its own and they are not linked,
// as the request wishes.
func (s *Server) createAccessCodes(c *protocol.Call) (any, error) {
	var made []*accessCode
	for _, id := range c.UUIDs("device_ids") {
		one, err := s.readAccessCode(c, id)
		if problem.HasType(err, "duplicate_access_code") && c.Text("behavior_when_code_cannot_be_shared") == "create_random_code" {
			return s.createRandomCodes(c)
		}
		if err != nil {
			return nil, err
		}
		made = append(made, one)
	}
	if len(made) == 0 {
		return nil, problem.Invalid("device_ids", "Must have at least 1 elements")
	}
	pin, err := s.sharedCode(c, made)
	if err != nil {
		return nil, err
	}
	key := s.world.NextID("common_code_key")
	for _, one := range made {
		one.code, one.commonKey = pin, key
		s.putAccessCode(one)
	}
	return wire.Views(made, s.viewAccessCode), nil
}

// sharedCode is the PIN that the request gives, or one that is free on every device.
func (s *Server) sharedCode(c *protocol.Call, made []*accessCode) (string, error) {
	if c.Given("code") {
		return c.Text("code"), nil
	}
	const patience = 1000
	for range patience {
		pin, err := s.freeCode(codeLength(made[0].device, c.Number("preferred_code_length")), made[0])
		if err != nil || s.freeOnAll(made, pin) {
			return pin, err
		}
	}
	return "", problem.Conflict("code_cannot_be_shared", "There is no PIN that all devices take")
}

func (s *Server) freeOnAll(made []*accessCode, pin string) bool {
	for _, one := range made {
		if s.checkCode(one, pin) != nil {
			return false
		}
	}
	return true
}

// createRandomCodes makes codes that share nothing.
func (s *Server) createRandomCodes(c *protocol.Call) (any, error) {
	c.Drop("code")
	var made []*accessCode
	for _, id := range c.UUIDs("device_ids") {
		one, err := s.readAccessCode(c, id)
		if err != nil {
			return nil, err
		}
		made = append(made, one)
	}
	for _, one := range made {
		s.putAccessCode(one)
	}
	return wire.Views(made, s.viewAccessCode), nil
}

// updateAccessCodes changes all codes that a common key links.
func (s *Server) updateAccessCodes(c *protocol.Call) (any, error) {
	startsAt, endsAt := c.UncheckedTime("starts_at"), c.UncheckedTime("ends_at")
	if err := c.Err(); err != nil {
		return nil, err
	}
	linked := s.codes.Where(func(of *accessCode) bool { return of.commonKey == c.Text("common_code_key") && !of.removing })
	if len(linked) == 0 {
		return nil, problem.NotFound("access_code")
	}
	after := make([]accessCode, len(linked))
	for i, of := range linked {
		after[i] = *of
		after[i].retime(c, startsAt, endsAt)
		if err := s.checkUpdate(c, of, &after[i]); err != nil {
			return nil, err
		}
	}
	for i, of := range linked {
		s.change(of, after[i])
	}
	return protocol.OK, nil
}
