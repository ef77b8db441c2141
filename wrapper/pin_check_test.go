package seam_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func lockWith(constraints ...gen.CodeConstraint) *gen.Device {
	return &gen.Device{CanProgramOnlineAccessCodes: true, Properties: &gen.DeviceProperties{CodeConstraints: constraints}}
}

func brokenRules(c *seam.PINCheck) string {
	var rules []string
	for _, b := range c.Broken {
		rules = append(rules, b.Rule)
	}
	return strings.Join(rules, " ")
}

// For each kind of constraint, CheckPIN rejects some codes and accepts others.
func TestCheckPIN(t *testing.T) {
	type plan struct {
		pin, name string
		onDevice  []*gen.AccessCode
	}
	pins := func(all string) []plan {
		var out []plan
		for pin := range strings.FieldsSeq(all) {
			out = append(out, plan{pin: pin})
		}
		return out
	}
	other := []*gen.AccessCode{{Code: new("482159"), Name: new("Ada")}}
	for rule, tt := range map[gen.CodeConstraintType]struct{ broken, kept []plan }{
		gen.CodeConstraintTypeNoZeros:                         {pins("0111 1110"), pins("1789")},
		gen.CodeConstraintTypeCannotContain089:                {pins("0111 1811 1119"), pins("1234567")},
		gen.CodeConstraintTypeCannotContain0789:               {pins("0111 1711 1811 1119"), pins("123456")},
		gen.CodeConstraintTypeCannotStartWith12:               {pins("1234"), pins("2112 1312")},
		gen.CodeConstraintTypeNoTripleConsecutiveInts:         {pins("1239 9321 4447"), pins("1245 1357 1121")},
		gen.CodeConstraintTypeNoAscendingOrDescendingSequence: {pins("1234 98765 0123"), pins("1235 1243 8901")},
		gen.CodeConstraintTypeAtLeastThreeUniqueDigits:        {pins("1212 1111"), pins("1213")},
		gen.CodeConstraintTypeNoAllSameDigits:                 {pins("7777"), pins("7778")},
		gen.CodeConstraintTypeCannotSpecifyPINCode:            {pins("4826"), []plan{{name: "Ada"}}},
		gen.CodeConstraintTypeUniqueFirstFourDigits:           {[]plan{{pin: "4821", onDevice: other}}, []plan{{pin: "4827", onDevice: other}, {pin: "4821"}}},
		gen.CodeConstraintTypeNameMustBeUnique:                {[]plan{{name: "Ada", onDevice: other}}, []plan{{name: "Eve", onDevice: other}, {name: "Ada"}}},
		gen.CodeConstraintTypeNameLength:                      {[]plan{{name: "A"}, {name: "Äöüßä"}}, []plan{{name: "Äöüß"}, {}}},
	} {
		device := lockWith(gen.CodeConstraint{ConstraintType: rule, MinLength: new(2), MaxLength: new(4)})
		check := func(p plan) *seam.PINCheck {
			return seam.CheckPIN(device, seam.AccessCodeParams{PIN: p.pin, Name: p.name}, p.onDevice...)
		}
		for _, p := range tt.broken {
			got := check(p)
			if brokenRules(got) != string(rule) || !errors.Is(got.Err(), seam.ErrInvalidInput) {
				t.Errorf("%s: PIN %q, name %q: %+v", rule, p.pin, p.name, got)
			}
			if p.pin != "" && strings.Contains(got.Err().Error(), p.pin) {
				t.Errorf("%s: the PIN is in %v", rule, got.Err())
			}
		}
		for _, p := range tt.kept {
			if got := check(p); !reflect.DeepEqual(got, &seam.PINCheck{}) || got.Err() != nil {
				t.Errorf("%s: PIN %q, name %q: %+v", rule, p.pin, p.name, got)
			}
		}
	}
}

func TestCheckPINStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		device := lockWith(gen.CodeConstraint{ConstraintType: gen.CodeConstraintTypeStartDateInFuture})
		for start, want := range map[time.Time]string{
			{}:                              "",
			time.Now():                      "start_date_in_future",
			time.Now().Add(time.Nanosecond): "",
		} {
			if got := brokenRules(seam.CheckPIN(device, seam.AccessCodeParams{StartsAt: start})); got != want {
				t.Errorf("%v: %s", start, got)
			}
		}
	})
}

// CheckPIN returns all broken rules at once, and the rules that it cannot check.
func TestCheckPINFindsEverything(t *testing.T) {
	device := lockWith(
		gen.CodeConstraint{ConstraintType: gen.CodeConstraintTypeNoZeros},
		gen.CodeConstraint{ConstraintType: "of_tomorrow"},
		gen.CodeConstraint{ConstraintType: gen.CodeConstraintTypePINCodeMatchesExistingSet},
	)
	device.Properties.SupportedCodeLengths, device.Properties.MaxActiveCodesSupported = []int{4, 6}, new(1)
	got := seam.CheckPIN(device, seam.AccessCodeParams{PIN: "00500"}, &gen.AccessCode{Code: new("00500")})
	if rules := brokenRules(got); rules != "unique supported_code_lengths max_active_codes_supported no_zeros" {
		t.Error(rules)
	}
	if text := fmt.Sprintf("%v %+v %#v", got.Err(), got, got.Broken); strings.Contains(text, "00500") {
		t.Errorf("a broken rule shows the PIN: %s", text)
	}
	want := []gen.CodeConstraintType{"of_tomorrow", gen.CodeConstraintTypePINCodeMatchesExistingSet}
	if !reflect.DeepEqual(got.Unchecked, want) {
		t.Error(got.Unchecked)
	}
}

// CheckPIN finds PINs that no device takes, and devices that take no PIN.
func TestCheckPINWithoutConstraints(t *testing.T) {
	for name, tt := range map[string]struct {
		device *gen.Device
		code   seam.AccessCodeParams
		broken string
	}{
		"no PIN":            {&gen.Device{CanProgramOnlineAccessCodes: true}, seam.AccessCodeParams{}, ""},
		"no properties":     {&gen.Device{CanProgramOnlineAccessCodes: true}, seam.AccessCodeParams{PIN: "1815"}, ""},
		"letters":           {lockWith(), seam.AccessCodeParams{PIN: "abcd"}, "PIN"},
		"too short":         {lockWith(), seam.AccessCodeParams{PIN: "181"}, "PIN"},
		"no device":         {nil, seam.AccessCodeParams{PIN: "1815"}, "device"},
		"a thermostat":      {&gen.Device{Properties: &gen.DeviceProperties{}}, seam.AccessCodeParams{PIN: "1815"}, "can_program_online_access_codes"},
		"only online codes": {lockWith(), seam.AccessCodeParams{Offline: true}, "can_program_offline_access_codes"},
		"offline codes":     {&gen.Device{CanProgramOfflineAccessCodes: true}, seam.AccessCodeParams{Offline: true}, ""},
	} {
		got := seam.CheckPIN(tt.device, tt.code)
		if brokenRules(got) != tt.broken || (got.Err() != nil) != (tt.broken != "") {
			t.Errorf("%s: %v", name, got.Err())
		}
		if tt.code.PIN != "" && strings.Contains(fmt.Sprint(got.Err()), tt.code.PIN) {
			t.Errorf("%s: the PIN is in %v", name, got.Err())
		}
	}
}

// A code that has ended keeps neither its PIN nor its space on the device.
func TestCheckPINEndedCode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		device := lockWith()
		device.Properties.MaxActiveCodesSupported = new(1)
		for ends, want := range map[time.Time]string{
			time.Now():                      "",
			time.Now().Add(time.Nanosecond): "unique max_active_codes_supported",
		} {
			onDevice := []*gen.AccessCode{{Code: new("1815"), EndsAt: &ends}}
			if got := brokenRules(seam.CheckPIN(device, seam.AccessCodeParams{PIN: "1815"}, onDevice...)); got != want {
				t.Errorf("%v: %s", ends, got)
			}
			if len(onDevice) != 1 || onDevice[0] == nil {
				t.Error("CheckPIN changed its arguments")
			}
		}
	})
}

func TestCannotUnlock(t *testing.T) {
	all := []seam.AccessMethod{seam.AccessMethodCode, seam.AccessMethodCard, seam.AccessMethodMobileKey, seam.AccessMethodCloudKey}
	for i, entrance := range []*gen.ACSEntrance{{CanUnlockWithCode: true}, {CanUnlockWithCard: true}, {CanUnlockWithMobileKey: true}, {CanUnlockWithCloudKey: true}} {
		if got := seam.CannotUnlock(entrance, all[i], "of_tomorrow"); len(got) != 1 || got[0] != "of_tomorrow" {
			t.Errorf("%s: %v", all[i], got)
		}
		if got := seam.CannotUnlock(entrance, all...); len(got) != 3 {
			t.Errorf("%s: %v", all[i], got)
		}
	}
	if got := seam.CannotUnlock(nil, all...); len(got) != 4 {
		t.Error(got)
	}
}
