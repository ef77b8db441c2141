package seamtest

import (
	"net/http"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) createAccessCode(c *protocol.Call) (any, error) {
	made, err := s.readAccessCode(c, c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	begun := s.putAccessCode(made)
	return protocol.Body{"access_code": s.viewAccessCode(made), "action_attempt": begun.View()}, nil
}

// readAccessCode reads the code that a request asks for on one device, and changes nothing.
func (s *Server) readAccessCode(c *protocol.Call, deviceID string) (*accessCode, error) {
	made := &accessCode{
		name:      c.Text("name"),
		code:      c.Text("code"),
		commonKey: c.Text("common_code_key"),
		offline:   c.IsTrue("is_offline_access_code") || c.IsTrue("use_offline_access_code"),
		oneTime:   c.IsTrue("is_one_time_use"),
		external:  c.IsTrue("is_external_modification_allowed") || c.IsTrue("allow_external_modification"),
	}
	made.startsAt, made.endsAt = s.codeWindow(c)
	if c.Given("starts_at") != c.Given("ends_at") {
		c.Wrong("", "Give both starts_at and ends_at, or neither")
	}
	if made.offline && made.code != "" {
		c.Wrong("code", "Not possible for an offline access code, which the device makes")
	}
	if made.oneTime && !made.offline {
		c.Wrong("is_one_time_use", "Only possible for an offline access code")
	}
	if rounding := c.Text("max_time_rounding"); made.offline {
		made.startsAt, made.endsAt = rounded(made.startsAt, made.endsAt, rounding)
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	of, err := s.places.FindManaged(deviceID)
	if err != nil {
		return nil, err
	}
	made.device = of
	if err := s.takes(made, c); err != nil {
		return nil, err
	}
	return made, nil
}

// takes tells whether the device takes the code, and chooses the PIN if the request leaves it open.
func (s *Server) takes(made *accessCode, c *protocol.Call) error {
	of := made.device
	ability := "program_online_access_codes"
	if made.offline {
		ability = "program_offline_access_codes"
	}
	switch {
	case !of.Can[ability]:
		return problem.Invalid("device_id", "The device does not take such access codes")
	case of.Offline && !made.offline && c.Given("attempt_for_offline_device") && !c.IsTrue("attempt_for_offline_device"):
		return problem.New(http.StatusBadRequest, "device_offline", "The device cannot be reached")
	case c.IsTrue("use_backup_access_code_pool") && of.Properties["supports_backup_access_code_pool"] != true:
		return problem.Invalid("use_backup_access_code_pool", "The device has no backup access code pool")
	}
	made.hasBackup = c.IsTrue("use_backup_access_code_pool")
	if made.code == "" {
		pin, err := s.freeCode(codeLength(of, c.Number("preferred_code_length")), made)
		made.code = pin
		return err
	}
	return s.checkCode(made, made.code)
}

// putAccessCode stores a code and begins to set it on its device.
func (s *Server) putAccessCode(made *accessCode) *world.Attempt {
	made.Record = s.world.NewRecord("access_code")
	made.onDevice = made.offline
	s.codes.Insert(made)
	s.world.Emit("access_code.created", made.EventFields())
	if !made.offline {
		made.mutations = []mutation{s.mutation("creating", nil, nil)}
	}
	return s.setOnDevice(made, "CREATE_ACCESS_CODE", func() { made.mutations = nil })
}

// setOnDevice begins to tell the device of a code as it is when the time has come: change is what
// then becomes true.
func (s *Server) setOnDevice(of *accessCode, action string, change func()) *world.Attempt {
	return s.world.Begin(action, of.device.EventFields(), func() (wire.Object, error) {
		if !of.offline && (of.device.Offline || of.device.Account.Disconnected) {
			of.errors = []wire.Issue{{
				CreatedAt: wire.Time(s.world.Now()), ErrorCode: "failed_to_set_on_device",
				Message: "The device cannot be reached", IsAccessCodeError: new(true),
			}}
			s.world.Emit("access_code.failed_to_set_on_device", of.EventFields(), of.device.Issues(), wire.Object{
				"access_code_errors": of.errors, "access_code_warnings": wire.NoIssues,
			})
			return nil, &world.ActionError{Type: "device_disconnected", Message: "The device cannot be reached"}
		}
		change()
		of.onDevice, of.errors = true, nil
		s.world.Emit("access_code.set_on_device", of.EventFields(), wire.Object{"code": of.code})
		return protocol.Body{"access_code": s.viewAccessCode(of)}, nil
	})
}

func (s *Server) mutation(code string, from, to wire.Object) mutation {
	return mutation{CreatedAt: wire.Time(s.world.Now()), From: from, Message: "Seam is telling the device", MutationCode: code, To: to}
}
