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
	return &gen.Device{Properties: &gen.DeviceProperties{CodeConstraints: constraints}}
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
	pins := func(all string) []seam.PlannedCode {
		var out []seam.PlannedCode
		for pin := range strings.FieldsSeq(all) {
			out = append(out, seam.PlannedCode{PIN: pin})
		}
		return out
	}
	other := []*gen.AccessCode{{Code: new("482159"), Name: new("Ada")}}
	for rule, tt := range map[gen.CodeConstraintType]struct{ broken, kept []seam.PlannedCode }{
		gen.CodeConstraintTypeNoZeros:                         {pins("0111 1110"), pins("1789")},
		gen.CodeConstraintTypeCannotContain089:                {pins("0111 1811 1119"), pins("1234567")},
		gen.CodeConstraintTypeCannotContain0789:               {pins("0111 1711 1811 1119"), pins("123456")},
		gen.CodeConstraintTypeCannotStartWith12:               {pins("1234"), pins("2112 1312")},
		gen.CodeConstraintTypeNoTripleConsecutiveInts:         {pins("1239 9321 4447"), pins("1245 1357 1121")},
		gen.CodeConstraintTypeNoAscendingOrDescendingSequence: {pins("1234 98765 0123"), pins("1235 1243 8901")},
		gen.CodeConstraintTypeAtLeastThreeUniqueDigits:        {pins("1212 1111"), pins("1213")},
		gen.CodeConstraintTypeNoAllSameDigits:                 {pins("7777"), pins("7778")},
		gen.CodeConstraintTypeCannotSpecifyPINCode:            {pins("4826"), []seam.PlannedCode{{Name: "Ada"}}},
		gen.CodeConstraintTypeUniqueFirstFourDigits:           {[]seam.PlannedCode{{PIN: "4821", OnDevice: other}}, []seam.PlannedCode{{PIN: "4827", OnDevice: other}, {PIN: "4821"}}},
		gen.CodeConstraintTypeNameMustBeUnique:                {[]seam.PlannedCode{{Name: "Ada", OnDevice: other}}, []seam.PlannedCode{{Name: "Eve", OnDevice: other}, {Name: "Ada"}}},
		gen.CodeConstraintTypeNameLength:                      {[]seam.PlannedCode{{Name: "A"}, {Name: "Äöüßä"}}, []seam.PlannedCode{{Name: "Äöüß"}, {}}},
	} {
		device := lockWith(gen.CodeConstraint{ConstraintType: rule, MinLength: new(2), MaxLength: new(4)})
		for _, code := range tt.broken {
			got := seam.CheckPIN(device, code)
			if brokenRules(got) != string(rule) || !errors.Is(got.Err(), seam.ErrInvalidInput) {
				t.Errorf("%s: PIN %q, name %q: %+v", rule, code.PIN, code.Name, got)
			}
			if code.PIN != "" && strings.Contains(got.Err().Error(), code.PIN) {
				t.Errorf("%s: the PIN is in %v", rule, got.Err())
			}
		}
		for _, code := range tt.kept {
			if got := seam.CheckPIN(device, code); !reflect.DeepEqual(got, &seam.PINCheck{}) || got.Err() != nil {
				t.Errorf("%s: PIN %q, name %q: %+v", rule, code.PIN, code.Name, got)
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
			if got := brokenRules(seam.CheckPIN(device, seam.PlannedCode{StartsAt: start})); got != want {
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
	got := seam.CheckPIN(device, seam.PlannedCode{PIN: "00500", OnDevice: []*gen.AccessCode{{Code: new("00500")}}})
	if rules := brokenRules(got); rules != "supported_code_lengths max_active_codes_supported unique no_zeros" {
		t.Error(rules)
	}
	if text := fmt.Sprintf("%v %+v %#v", got.Err(), got, got.Broken); strings.Contains(text, "00500") {
		t.Errorf("a broken rule shows the PIN: %s", text)
	}
	want := []gen.CodeConstraintType{"of_tomorrow", gen.CodeConstraintTypePINCodeMatchesExistingSet}
	if !reflect.DeepEqual(got.Unchecked, want) {
		t.Error(got.Unchecked)
	}
	if got := seam.CheckPIN(nil, seam.PlannedCode{PIN: "1"}); got.Err() != nil {
		t.Error(got)
	}
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
