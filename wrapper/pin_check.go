package seam

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/seam-go/seam/gen"
)

// PINCheck is the result of [CheckPIN] and [AccessCodesService.CheckPIN]. Its method Err reports whether the
// code may be sent.
type PINCheck struct {
	// Broken lists the rules of the device that the code breaks.
	Broken []BrokenRule
	// Unchecked lists the rules that need data of the manufacturer, and rules that this version does not
	// know. Seam checks them when it sets the code.
	Unchecked []gen.CodeConstraintType
}

// BrokenRule is a rule of a device that an access code breaks. It does not contain the PIN.
type BrokenRule struct {
	// Rule is the type of a code constraint, such as "no_zeros", or the name of another property of the device,
	// such as "supported_code_lengths". It is "PIN", "unique" or "device" for the rules of every device.
	Rule string
	// Message states the rule, such as "the PIN must not contain 0".
	Message string
}

// CheckPIN checks the PIN, the name and the start of an access code against the rules of its device before
// the code is created. It sends nothing: [AccessCodesService.CheckPIN] fetches the device and its codes, too.
// Of the other fields, only Offline matters, so CheckPIN can also check the PIN of an access grant.
//
// The device comes from client.Devices.Get, and onDevice are its access codes, from client.AccessCodes.List.
// Codes that have ended do not matter. Without codes, CheckPIN does not check the rules that compare them.
// Codes that people have set outside Seam are in another list, so their PINs are not found here.
//
// The rules are whether the device takes access codes, the supported lengths, the code constraints and the
// number of codes. If Seam's description of a rule has two meanings, CheckPIN applies the stricter one: the
// PIN of another code on the device breaks a rule even if the two codes are valid at different times.
func CheckPIN(device *gen.Device, code AccessCodeParams, onDevice ...*gen.AccessCode) *PINCheck {
	c := &PINCheck{}
	c.checkFormat(code.PIN)
	if device == nil {
		c.broken("device", "nil; get it with client.Devices.Get")
		return c
	}
	c.checkAbility(device, code.Offline)
	onDevice = withoutEnded(onDevice)
	if code.PIN != "" && slices.ContainsFunc(onDevice, func(other *gen.AccessCode) bool { return orEmpty(other.Code) == code.PIN }) {
		c.broken("unique", "another code on the device has this PIN")
	}
	if device.Properties != nil {
		c.checkProperties(device.Properties, code, onDevice)
	}
	return c
}

// Err returns nil if no rule is broken, and otherwise a [*ParamsError] with every broken rule.
func (c *PINCheck) Err() error {
	var found problems
	for _, b := range c.Broken {
		found.add(b.Rule, b.Message)
	}
	return found.err(pathCreateAccessCode)
}

func (c *PINCheck) broken(rule, message string) {
	c.Broken = append(c.Broken, BrokenRule{Rule: rule, Message: message})
}

// checkFormat checks the rules for the PINs of all devices.
func (c *PINCheck) checkFormat(pin string) {
	var found problems
	found.pin("PIN", pin, minCodePIN, maxCodePIN)
	for _, p := range found.list {
		c.broken(p.Field, p.Message)
	}
}

func (c *PINCheck) checkAbility(device *gen.Device, offline bool) {
	switch {
	case offline && !device.CanProgramOfflineAccessCodes:
		c.broken("can_program_offline_access_codes", "the device takes no offline codes")
	case !offline && !device.CanProgramOnlineAccessCodes:
		c.broken("can_program_online_access_codes", "the device takes no access codes, or takes none now")
	}
}

// withoutEnded returns the codes that have not ended. Seam may list a code for a while after its end.
func withoutEnded(codes []*gen.AccessCode) []*gen.AccessCode {
	now := time.Now()
	return slices.DeleteFunc(slices.Clone(codes), func(code *gen.AccessCode) bool {
		return code.EndsAt != nil && !code.EndsAt.After(now)
	})
}

func (c *PINCheck) checkProperties(of *gen.DeviceProperties, code AccessCodeParams, onDevice []*gen.AccessCode) {
	lengths := of.SupportedCodeLengths
	if code.PIN != "" && len(lengths) > 0 && !slices.Contains(lengths, len(code.PIN)) {
		c.broken("supported_code_lengths", fmt.Sprintf("the PIN must have one of these lengths: %v", lengths))
	}
	if most := of.MaxActiveCodesSupported; most != nil && len(onDevice) >= *most {
		c.broken("max_active_codes_supported", fmt.Sprintf("the device stores at most %d codes", *most))
	}
	for _, constraint := range of.CodeConstraints {
		c.check(constraint, code, onDevice)
	}
}

func (c *PINCheck) check(constraint gen.CodeConstraint, code AccessCodeParams, onDevice []*gen.AccessCode) {
	rule := constraint.ConstraintType
	if text, broken, ok := pinRule(rule, code.PIN); ok {
		if code.PIN != "" && broken {
			c.broken(string(rule), text)
		}
		return
	}
	switch rule {
	case gen.CodeConstraintTypeStartDateInFuture:
		if !code.StartsAt.IsZero() && !code.StartsAt.After(time.Now()) {
			c.broken(string(rule), "the start must be in the future")
		}
	case gen.CodeConstraintTypeNameLength:
		c.checkNameLength(constraint, code.Name)
	case gen.CodeConstraintTypeNameMustBeUnique:
		if code.Name != "" && slices.ContainsFunc(onDevice, func(other *gen.AccessCode) bool { return orEmpty(other.Name) == code.Name }) {
			c.broken(string(rule), "another code on the device has this name")
		}
	case gen.CodeConstraintTypeUniqueFirstFourDigits:
		if len(code.PIN) >= 4 && slices.ContainsFunc(onDevice, func(other *gen.AccessCode) bool { return strings.HasPrefix(orEmpty(other.Code), code.PIN[:4]) }) {
			c.broken(string(rule), "another code on the device begins with the same four digits")
		}
	default: // including gen.CodeConstraintTypePINCodeMatchesExistingSet
		c.Unchecked = append(c.Unchecked, rule)
	}
}

// pinRule returns the text of a constraint, and whether the PIN breaks it. ok is false for constraints that
// need more than the PIN.
func pinRule(rule gen.CodeConstraintType, pin string) (text string, broken, ok bool) {
	switch rule {
	case gen.CodeConstraintTypeNoZeros:
		return "the PIN must not contain 0", strings.Contains(pin, "0"), true
	case gen.CodeConstraintTypeCannotContain089:
		return "the PIN must not contain 0, 8 or 9", strings.ContainsAny(pin, "089"), true
	case gen.CodeConstraintTypeCannotContain0789:
		return "the PIN must not contain 0, 7, 8 or 9", strings.ContainsAny(pin, "0789"), true
	case gen.CodeConstraintTypeCannotStartWith12:
		return "the PIN must not begin with 12", strings.HasPrefix(pin, "12"), true
	case gen.CodeConstraintTypeNoTripleConsecutiveInts:
		return "the PIN must not contain three equal or consecutive digits in a row", hasTriple(pin), true
	case gen.CodeConstraintTypeNoAscendingOrDescendingSequence:
		return "the PIN must not be an ascending or descending sequence", isSequence(pin), true
	case gen.CodeConstraintTypeAtLeastThreeUniqueDigits:
		return "the PIN must contain at least three different digits", differentDigits(pin) < 3, true
	case gen.CodeConstraintTypeNoAllSameDigits:
		return "the PIN must contain more than one digit value", differentDigits(pin) == 1, true
	case gen.CodeConstraintTypeCannotSpecifyPINCode:
		return "the PIN must be empty: the manufacturer chooses it", true, true
	default:
		return "", false, false
	}
}

func (c *PINCheck) checkNameLength(constraint gen.CodeConstraint, name string) {
	length := utf8.RuneCountInString(name)
	if least := constraint.MinLength; least != nil && name != "" && length < *least {
		c.broken(string(constraint.ConstraintType), fmt.Sprintf("the name must have at least %d characters", *least))
	}
	if most := constraint.MaxLength; most != nil && length > *most {
		c.broken(string(constraint.ConstraintType), fmt.Sprintf("the name must have at most %d characters", *most))
	}
}

func differentDigits(pin string) int { return len(sortedSet(strings.Split(pin, ""))) }

// hasTriple reports whether three neighboring digits are equal, or consecutive like 123 or 321.
func hasTriple(pin string) bool {
	for i := 2; i < len(pin); i++ {
		step := int(pin[i]) - int(pin[i-1])
		if step >= -1 && step <= 1 && step == int(pin[i-1])-int(pin[i-2]) {
			return true
		}
	}
	return false
}

// isSequence reports whether each digit is one more than the digit before, or each is one less.
func isSequence(pin string) bool {
	if len(pin) < 2 {
		return false
	}
	step := int(pin[1]) - int(pin[0])
	for i := 2; i < len(pin); i++ {
		if int(pin[i])-int(pin[i-1]) != step {
			return false
		}
	}
	return step == 1 || step == -1
}
