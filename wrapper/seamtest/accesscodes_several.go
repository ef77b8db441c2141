package seamtest

// createAccessCodes makes a code on each of several devices, linked by a common key: all have the
// same PIN. If they cannot, all are refused, or each gets a PIN of its own and they are not linked,
// as the request wishes.
func (s *Server) createAccessCodes(c *call) (answer, *refusal) {
	var made []*accessCode
	for _, id := range c.uuids("device_ids") {
		one, no := s.readAccessCode(c, id)
		if no != nil && no.kind == "duplicate_access_code" && c.text("behavior_when_code_cannot_be_shared") == "create_random_code" {
			return s.createRandomCodes(c)
		}
		if no != nil {
			return nil, no
		}
		made = append(made, one)
	}
	if len(made) == 0 {
		return nil, invalid("device_ids", "Must have at least 1 elements")
	}
	pin, no := s.sharedCode(c, made)
	if no != nil {
		return nil, no
	}
	key := s.mint("common_code_key")
	for _, one := range made {
		one.code, one.commonKey = pin, key
		s.putAccessCode(one)
	}
	return answer{"access_codes": views(made, s.viewAccessCode)}, nil
}

// sharedCode is the PIN that the request gives, or one that is free on every device.
func (s *Server) sharedCode(c *call, made []*accessCode) (string, *refusal) {
	if c.given("code") {
		return c.text("code"), nil
	}
	const patience = 1000
	for range patience {
		pin, no := s.freeCode(made[0].device.codeLength(c.number("preferred_code_length")), made[0])
		if no != nil || s.freeOnAll(made, pin) {
			return pin, no
		}
	}
	return "", conflict("code_cannot_be_shared", "There is no PIN that all devices take")
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
func (s *Server) createRandomCodes(c *call) (answer, *refusal) {
	delete(c.fields, "code")
	var made []*accessCode
	for _, id := range c.uuids("device_ids") {
		one, no := s.readAccessCode(c, id)
		if no != nil {
			return nil, no
		}
		made = append(made, one)
	}
	for _, one := range made {
		s.putAccessCode(one)
	}
	return answer{"access_codes": views(made, s.viewAccessCode)}, nil
}

// updateAccessCodes changes all codes that a common key links.
func (s *Server) updateAccessCodes(c *call) (answer, *refusal) {
	startsAt, endsAt := c.looseTime("starts_at"), c.looseTime("ends_at")
	if no := c.refusal(); no != nil {
		return nil, no
	}
	linked := s.codes.where(func(of *accessCode) bool { return of.commonKey == c.text("common_code_key") && !of.removing })
	if len(linked) == 0 {
		return nil, notFound("access_code")
	}
	after := make([]accessCode, len(linked))
	for i, of := range linked {
		after[i] = *of
		after[i].retime(c, startsAt, endsAt)
		if no := s.checkUpdate(c, of, &after[i]); no != nil {
			return nil, no
		}
	}
	for i, of := range linked {
		s.change(of, after[i])
	}
	return nil, nil
}
