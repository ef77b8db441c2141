package codes

import (
	"net/http"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

func (a *Area) createCode(c *protocol.Call) (any, error) {
	made, err := a.read(c, c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	begun := a.Put(made)
	return protocol.Body{"access_code": a.view(made), "action_attempt": begun.View()}, nil
}

// read returns a new code on one device from a request. It does not insert it into the table.
func (a *Area) read(c *protocol.Call, deviceID string) (*Code, error) {
	made := &Code{
		Name:      c.Text("name"),
		PIN:       c.Text("code"),
		StartsAt:  c.UncheckedTime("starts_at"),
		EndsAt:    c.UncheckedTime("ends_at"),
		commonKey: c.Text("common_code_key"),
		offline:   c.IsTrue("is_offline_access_code") || c.IsTrue("use_offline_access_code"),
		oneTime:   c.IsTrue("is_one_time_use"),
		external:  c.IsTrue("is_external_modification_allowed") || c.IsTrue("allow_external_modification"),
	}
	c.CheckWindow("ends_at", made.StartsAt, made.EndsAt, a.world.Now())
	if c.Given("starts_at") != c.Given("ends_at") && !made.oneTime {
		c.Wrong("", bothTimes.Message)
	}
	made.checkOffline(c)
	if err := c.Err(); err != nil {
		return nil, err
	}
	switch {
	case made.oneTime && made.EndsAt.IsZero() && !made.StartsAt.IsZero():
		made.EndsAt = made.StartsAt.Add(oneTimeValidity)
	case made.offline && !made.EndsAt.IsZero():
		made.roundTimes(c.Text("max_time_rounding"))
	}
	d, err := a.places.FindManaged(deviceID)
	if err != nil {
		return nil, err
	}
	made.Device = d
	return made, a.completeForDevice(made, c)
}

// bothTimes is implemented by read and readChange.
var bothTimes = rules.Rule{
	Name:       "An access code has both a start and an end, or neither; a one-time code may have no end",
	Page:       "low-level-apis/smart-locks/access-codes/modifying-access-codes",
	Operations: []string{"/access_codes/create", "/access_codes/create_multiple", "/access_codes/update", "/access_codes/update_multiple"},
	Status:     400,
	Message:    "Give both starts_at and ends_at, or neither",
	Test:       "TestCodeRules",
}

// ultraloqTimeZone is implemented by completeForDevice.
var ultraloqTimeZone = rules.Rule{
	Name:       "An Ultraloq lock takes time-bound codes when its time zone was reported",
	Page:       "device-and-system-integration-guides/ultraloq-locks",
	Operations: []string{"/access_codes/create", "/devices/report_provider_metadata"},
	Status:     400,
	Message:    "The time zone of the device is not known: report it with /devices/report_provider_metadata",
	Test:       "TestUltraloqTimeZone",
}

// missingAbility is implemented by completeForDevice.
var missingAbility = rules.Rule{
	Name:       "A device takes the access codes that it says it can program, online or offline",
	Page:       "capability-guides/device-and-system-capabilities",
	Operations: []string{"/access_codes/create", "/access_codes/create_multiple"},
	Status:     400,
	Message:    "The device does not take such access codes",
	Field:      "device_id",
	Test:       "TestCodeAbilities",
}

// completeForDevice chooses the PIN of a new code if the request gives none. It returns an error if the
// device does not accept the code.
func (a *Area) completeForDevice(made *Code, c *protocol.Call) (err error) {
	d, ability := made.Device, "program_online_access_codes"
	if made.offline {
		ability = "program_offline_access_codes"
	}
	switch {
	case !d.Can[ability]:
		return missingAbility.Err()
	case d.Offline && !made.offline && c.Given("attempt_for_offline_device") && !c.IsTrue("attempt_for_offline_device"):
		return problem.New(http.StatusBadRequest, "device_offline", "The device cannot be reached")
	case d.Type == gen.DeviceTypeUltraloqLock && d.TimeZone == "" && !made.EndsAt.IsZero():
		return ultraloqTimeZone.Err()
	case c.IsTrue("use_backup_access_code_pool") && d.Properties["supports_backup_access_code_pool"] != true:
		return problem.Invalid("use_backup_access_code_pool", "The device has no backup access code pool")
	}
	made.hasBackup = c.IsTrue("use_backup_access_code_pool")
	if made.PIN != "" {
		if err := checkGivenPIN(d); err != nil {
			return err
		}
	}
	for _, check := range []func(*Code) error{a.checkName, a.checkStart, a.takeSharedPIN} {
		if err := check(made); err != nil {
			return err
		}
	}
	if made.PIN != "" {
		return a.Check(made, made.PIN)
	}
	made.PIN, err = a.FreePIN(preferredLength(c, d), made)
	return err
}
