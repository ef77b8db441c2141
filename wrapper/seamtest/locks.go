package seamtest

import "slices"

var lockRoutes = map[string]handler{
	"/locks/configure_auto_lock":             (*Server).configureAutoLock,
	"/locks/get":                             (*Server).getLock,
	"/locks/lock_door":                       (*Server).lockDoor,
	"/locks/simulate/keypad_code_entry":      (*Server).enterCode,
	"/locks/simulate/manual_lock_via_keypad": (*Server).lockByHand,
	"/locks/unlock_door":                     (*Server).unlockDoor,
}

func isLock(of *device) bool { return isManaged(of) && slices.Contains(of.Capabilities, "lock") }

func (s *Server) getLock(c *call) (answer, *refusal) {
	found, no := s.namedDevice(c, isLock)
	if no != nil {
		return nil, no
	}
	view := s.viewDevice(found)
	return answer{"device": view, "lock": view}, nil
}

// lockNamed finds the lock that a request names, which must be able to do something.
func (s *Server) lockNamed(c *call, ability string) (*device, *refusal) {
	found, no := s.managedDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	if !isLock(found) || !found.can[ability] {
		return nil, invalid("device_id", "The device cannot do this")
	}
	return found, nil
}

func (s *Server) lockDoor(c *call) (answer, *refusal) { return s.turnLock(c, "remotely_lock", true) }
func (s *Server) unlockDoor(c *call) (answer, *refusal) {
	return s.turnLock(c, "remotely_unlock", false)
}

// turnLock locks or unlocks a door from afar.
func (s *Server) turnLock(c *call, ability string, locked bool) (answer, *refusal) {
	of, no := s.lockNamed(c, ability)
	if no != nil {
		return nil, no
	}
	return attempted(s.beginAt(of, c.op.Action, func(attemptID string) *mishap {
		s.turned(of, locked, answer{"method": "remote", "action_attempt_id": attemptID})
		return nil
	})), nil
}

// beginAt starts an action attempt at a device, which fails if the device cannot be reached by then.
func (s *Server) beginAt(of *device, action string, act func(attemptID string) *mishap) *attempt {
	var begun *attempt
	begun = s.begin(action, of.ids(), func() (answer, *mishap) {
		if of.Offline || of.account.disconnected {
			return nil, &mishap{Type: "device_disconnected", Message: "The device cannot be reached"}
		}
		return nil, act(begun.id)
	})
	return begun
}

// turned notes that a lock was locked or unlocked, and tells how.
func (s *Server) turned(of *device, locked bool, how answer) {
	of.props["locked"] = locked
	kind := "lock.unlocked"
	if locked {
		kind = "lock.locked"
	}
	s.emit(kind, of.ids(), how)
}

func (s *Server) configureAutoLock(c *call) (answer, *refusal) {
	of, no := s.lockNamed(c, "configure_auto_lock")
	if no != nil {
		return nil, no
	}
	enabled, delay := c.on("auto_lock_enabled"), c.number("auto_lock_delay_seconds")
	return attempted(s.beginAt(of, c.op.Action, func(string) *mishap {
		of.props["auto_lock_enabled"] = enabled
		if delay != nil {
			of.props["auto_lock_delay_seconds"] = *delay
		}
		return nil
	})), nil
}

// enterCode plays someone at the keypad: a code that is set on the device opens the door.
func (s *Server) enterCode(c *call) (answer, *refusal) {
	of, no := s.lockNamed(c, "unlock_with_code")
	if no != nil {
		return nil, no
	}
	entered := c.text("code")
	return attempted(s.beginAt(of, c.op.Action, func(string) *mishap {
		code, ok := s.codes.first(func(code *accessCode) bool {
			return code.device == of && code.code == entered && code.status(s.instant()) == "set"
		})
		if !ok {
			s.emit("lock.access_denied", of.ids(), answer{"reason": answer{"reason_code": "unknown_code", "message": "There is no such code on the device"}})
			return nil
		}
		s.turned(of, false, answer{
			"method": "keycode", "access_code_id": code.id, "access_code_is_managed": !code.unmanaged, "code": code.code,
		})
		return nil
	})), nil
}

func (s *Server) lockByHand(c *call) (answer, *refusal) {
	of, no := s.lockNamed(c, "unlock_with_code")
	if no != nil {
		return nil, no
	}
	return attempted(s.beginAt(of, c.op.Action, func(string) *mishap {
		s.turned(of, true, answer{"method": "manual"})
		return nil
	})), nil
}
