package seamtest

import "net/http"

func (s *Server) createAccessCode(c *call) (answer, *refusal) {
	made, no := s.readAccessCode(c, c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	begun := s.putAccessCode(made)
	return answer{"access_code": s.viewAccessCode(made), "action_attempt": viewAttempt(begun)}, nil
}

// readAccessCode reads the code that a request asks for on one device, and changes nothing.
func (s *Server) readAccessCode(c *call, deviceID string) (*accessCode, *refusal) {
	made := &accessCode{
		name:      c.text("name"),
		code:      c.text("code"),
		commonKey: c.text("common_code_key"),
		offline:   c.on("is_offline_access_code") || c.on("use_offline_access_code"),
		oneTime:   c.on("is_one_time_use"),
		external:  c.on("is_external_modification_allowed") || c.on("allow_external_modification"),
	}
	made.startsAt, made.endsAt = s.codeWindow(c)
	if c.given("starts_at") != c.given("ends_at") {
		c.wrong("", "Give both starts_at and ends_at, or neither")
	}
	if made.offline && made.code != "" {
		c.wrong("code", "Not possible for an offline access code, which the device makes")
	}
	if made.oneTime && !made.offline {
		c.wrong("is_one_time_use", "Only possible for an offline access code")
	}
	if rounding := c.text("max_time_rounding"); made.offline {
		made.startsAt, made.endsAt = rounded(made.startsAt, made.endsAt, rounding)
	}
	if no := c.refusal(); no != nil {
		return nil, no
	}
	of, no := s.managedDevice(deviceID)
	if no != nil {
		return nil, no
	}
	made.device = of
	if no := s.takes(made, c); no != nil {
		return nil, no
	}
	return made, nil
}

// takes tells whether the device takes the code, and chooses the PIN if the request leaves it open.
func (s *Server) takes(made *accessCode, c *call) *refusal {
	of := made.device
	ability := "program_online_access_codes"
	if made.offline {
		ability = "program_offline_access_codes"
	}
	switch {
	case !of.can[ability]:
		return invalid("device_id", "The device does not take such access codes")
	case of.Offline && !made.offline && c.given("attempt_for_offline_device") && !c.on("attempt_for_offline_device"):
		return refuse(http.StatusBadRequest, "device_offline", "The device cannot be reached")
	case c.on("use_backup_access_code_pool") && of.props["supports_backup_access_code_pool"] != true:
		return invalid("use_backup_access_code_pool", "The device has no backup access code pool")
	}
	made.hasBackup = c.on("use_backup_access_code_pool")
	if made.code == "" {
		pin, no := s.freeCode(of.codeLength(c.number("preferred_code_length")), made)
		made.code = pin
		return no
	}
	return s.checkCode(made, made.code)
}

// putAccessCode stores a code and begins to set it on its device.
func (s *Server) putAccessCode(made *accessCode) *attempt {
	made.record = s.newRecord("access_code")
	made.onDevice = made.offline
	s.codes.put(made)
	s.emit("access_code.created", made.ids())
	if !made.offline {
		made.mutations = []mutation{s.mutation("creating", nil, nil)}
	}
	return s.setOnDevice(made, "CREATE_ACCESS_CODE", func() { made.mutations = nil })
}

// setOnDevice begins to tell the device of a code as it is when the time has come: change is what
// then becomes true.
func (s *Server) setOnDevice(of *accessCode, action string, change func()) *attempt {
	return s.begin(action, of.device.ids(), func() (answer, *mishap) {
		if !of.offline && (of.device.Offline || of.device.account.disconnected) {
			of.errors = []issue{{
				CreatedAt: timestamp(s.instant()), ErrorCode: "failed_to_set_on_device",
				Message: "The device cannot be reached", IsAccessCodeError: new(true),
			}}
			s.emit("access_code.failed_to_set_on_device", of.ids(), of.device.issues(), answer{
				"access_code_errors": of.errors, "access_code_warnings": noIssues,
			})
			return nil, &mishap{Type: "device_disconnected", Message: "The device cannot be reached"}
		}
		change()
		of.onDevice, of.errors = true, nil
		s.emit("access_code.set_on_device", of.ids(), answer{"code": of.code})
		return answer{"access_code": s.viewAccessCode(of)}, nil
	})
}

func (s *Server) mutation(code string, from, to answer) mutation {
	return mutation{CreatedAt: timestamp(s.instant()), From: from, Message: "Seam is telling the device", MutationCode: code, To: to}
}
