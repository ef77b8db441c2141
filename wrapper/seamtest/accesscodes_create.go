package seamtest

import (
	"encoding/binary"
	"fmt"
	"math"
	"net/http"
	"slices"
	"time"
)

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

// codeWindow reads the validity of an access code, whose form the document leaves open.
func (s *Server) codeWindow(c *call) (startsAt, endsAt time.Time) {
	startsAt, endsAt = c.looseTime("starts_at"), c.looseTime("ends_at")
	c.window("ends_at", startsAt, endsAt, s.instant())
	return startsAt, endsAt
}

// looseTime reads a time that the document does not check.
func (p *params) looseTime(field string) time.Time {
	if !p.given(field) {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, p.text(field))
	if err != nil {
		p.wrong(field, "Invalid date-time")
	}
	return t.UTC().Truncate(time.Millisecond)
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

// checkCode refuses a PIN that the device does not take or has already.
func (s *Server) checkCode(of *accessCode, pin string) *refusal {
	if lengths := of.device.codeLengths(); !slices.Contains(lengths, len(pin)) {
		return invalid("code", fmt.Sprintf("The device takes codes of %v digits", lengths))
	}
	if s.codeTaken(of, pin) {
		return conflict("duplicate_access_code", "Another access code on the device has this PIN at that time")
	}
	return nil
}

// codeTaken tells whether another code on the device has the same PIN at the same time.
func (s *Server) codeTaken(of *accessCode, pin string) bool {
	_, taken := s.codes.first(func(other *accessCode) bool {
		return other != of && other.device == of.device && other.code == pin && other.overlaps(of)
	})
	return taken
}

func (of *accessCode) overlaps(other *accessCode) bool {
	if of.endsAt.IsZero() || other.endsAt.IsZero() {
		return true
	}
	return of.startsAt.Before(other.endsAt) && other.startsAt.Before(of.endsAt)
}

// codeLengths are those that the device takes.
func (of *device) codeLengths() []int {
	if lengths, ok := of.props["supported_code_lengths"].([]int); ok {
		return lengths
	}
	return anyLength
}

// anyLength are the lengths that Seam allows where a device says nothing.
var anyLength = []int{4, 5, 6, 7, 8, 9, 10, 11, 12}

// codeLength is the preferred length if the device takes it, else the shortest that it takes.
func (of *device) codeLength(preferred *float64) int {
	lengths := of.codeLengths()
	if preferred != nil && slices.Contains(lengths, int(*preferred)) {
		return int(*preferred)
	}
	return slices.Min(lengths)
}

// freeCode makes a PIN that no other code has on the device: the first free one after a drawn one.
func (s *Server) freeCode(length int, of *accessCode) (string, *refusal) {
	size := uint64(math.Pow10(length))
	b := s.draw("access_code_pin")
	first := binary.BigEndian.Uint64(b[:8]) % size
	for i := range size {
		if pin := fmt.Sprintf("%0*d", length, (first+i)%size); !s.codeTaken(of, pin) {
			return pin, nil
		}
	}
	return "", conflict("no_space_for_access_code_on_device", "The device has all PINs of this length")
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

// generateCode makes a code that the device would take, without setting it.
func (s *Server) generateCode(c *call) (answer, *refusal) {
	of, no := s.managedDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	made := &accessCode{record: record{id: s.mint("generated_code"), createdAt: s.instant()}, device: of}
	if made.code, no = s.freeCode(of.codeLength(nil), made); no != nil {
		return nil, no
	}
	return answer{"generated_code": s.viewAccessCode(made)}, nil
}

// reportConstraints takes what a device's maker says about the length of codes.
func (s *Server) reportConstraints(c *call) (answer, *refusal) {
	of, no := s.managedDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	lengths := []int{}
	for _, length := range c.list("supported_code_lengths") {
		if n, ok := length.(float64); ok {
			lengths = append(lengths, int(n))
		}
	}
	shortest, longest := c.number("min_code_length"), c.number("max_code_length")
	if (len(lengths) > 0) == (shortest != nil && longest != nil) {
		return nil, invalid("", "Give supported_code_lengths, or min_code_length and max_code_length")
	}
	if shortest != nil && longest != nil {
		for n := int(*shortest); n <= int(*longest); n++ {
			lengths = append(lengths, n)
		}
	}
	of.props["supported_code_lengths"] = lengths
	return nil, nil
}
