package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) lockOperations() protocol.Operations {
	return protocol.Operations{
		"/locks/configure_auto_lock":             s.configureAutoLock,
		"/locks/get":                             s.getLock,
		"/locks/lock_door":                       s.lockDoor,
		"/locks/simulate/keypad_code_entry":      s.enterCode,
		"/locks/simulate/manual_lock_via_keypad": s.lockByHand,
		"/locks/unlock_door":                     s.unlockDoor}
}

func isLock(of *device) bool { return isManaged(of) && slices.Contains(of.Capabilities, "lock") }

func (s *Server) getLock(c *protocol.Call) (any, error) {
	found, err := s.namedDevice(c, isLock)
	if err != nil {
		return nil, err
	}
	view := s.viewDevice(found)
	return protocol.Body{"device": view, "lock": view}, nil
}

// lockNamed finds the lock that a request names, which must be able to do something.
func (s *Server) lockNamed(c *protocol.Call, ability string) (*device, error) {
	found, err := s.managedDevice(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	if !isLock(found) || !found.can[ability] {
		return nil, problem.Invalid("device_id", "The device cannot do this")
	}
	return found, nil
}

func (s *Server) lockDoor(c *protocol.Call) (any, error) { return s.turnLock(c, "remotely_lock", true) }
func (s *Server) unlockDoor(c *protocol.Call) (any, error) {
	return s.turnLock(c, "remotely_unlock", false)
}

// turnLock locks or unlocks a door from afar.
func (s *Server) turnLock(c *protocol.Call, ability string, locked bool) (any, error) {
	of, err := s.lockNamed(c, ability)
	if err != nil {
		return nil, err
	}
	return attempted(s.beginAt(of, c.Action(), func(attemptID string) error {
		s.turned(of, locked, wire.Object{"method": "remote", "action_attempt_id": attemptID})
		return nil
	})), nil
}

// beginAt starts an action attempt at a device, which fails if the device cannot be reached by then.
func (s *Server) beginAt(of *device, action string, act func(attemptID string) error) *world.Attempt {
	var begun *world.Attempt
	begun = s.world.Begin(action, of.ids(), func() (wire.Object, error) {
		if of.Offline || of.account.disconnected {
			return nil, &world.ActionError{Type: "device_disconnected", Message: "The device cannot be reached"}
		}
		return nil, act(begun.ID)
	})
	return begun
}

// turned notes that a lock was locked or unlocked, and tells how.
func (s *Server) turned(of *device, locked bool, how wire.Object) {
	of.props["locked"] = locked
	kind := "lock.unlocked"
	if locked {
		kind = "lock.locked"
	}
	s.world.Emit(kind, of.ids(), how)
}

func (s *Server) configureAutoLock(c *protocol.Call) (any, error) {
	of, err := s.lockNamed(c, "configure_auto_lock")
	if err != nil {
		return nil, err
	}
	enabled, delay := c.IsTrue("auto_lock_enabled"), c.Number("auto_lock_delay_seconds")
	return attempted(s.beginAt(of, c.Action(), func(string) error {
		of.props["auto_lock_enabled"] = enabled
		if delay != nil {
			of.props["auto_lock_delay_seconds"] = *delay
		}
		return nil
	})), nil
}

// enterCode plays someone at the keypad: a code that is set on the device opens the door.
func (s *Server) enterCode(c *protocol.Call) (any, error) {
	of, err := s.lockNamed(c, "unlock_with_code")
	if err != nil {
		return nil, err
	}
	entered := c.Text("code")
	return attempted(s.beginAt(of, c.Action(), func(string) error {
		code, ok := s.codes.First(func(code *accessCode) bool {
			return code.device == of && code.code == entered && code.status(s.world.Now()) == "set"
		})
		if !ok {
			s.world.Emit("lock.access_denied", of.ids(), wire.Object{"reason": wire.Object{"reason_code": "unknown_code", "message": "There is no such code on the device"}})
			return nil
		}
		s.turned(of, false, wire.Object{
			"method": "keycode", "access_code_id": code.ID, "access_code_is_managed": !code.unmanaged, "code": code.code,
		})
		return nil
	})), nil
}

func (s *Server) lockByHand(c *protocol.Call) (any, error) {
	of, err := s.lockNamed(c, "unlock_with_code")
	if err != nil {
		return nil, err
	}
	return attempted(s.beginAt(of, c.Action(), func(string) error {
		s.turned(of, true, wire.Object{"method": "manual"})
		return nil
	})), nil
}
