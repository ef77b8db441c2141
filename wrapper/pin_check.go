package seam

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/seam-go/seam/gen"
)

// PlannedCode is an access code that a program is about to create.
type PlannedCode struct {
	// PIN is what to type; "" leaves it to Seam.
	PIN  string
	Name string
	// StartsAt is zero for a code that is valid at once.
	StartsAt time.Time
	// OnDevice are the access codes of the device, from client.AccessCodes.List. Without them, rules that
	// compare codes are not checked. Leave out codes that have ended, which Seam may still list.
	OnDevice []*gen.AccessCode
}

// String names the code. It leaves the PIN out.
func (c PlannedCode) String() string { return "planned code " + strconv.Quote(c.Name) }

// GoString is [PlannedCode.String], for %#v.
func (c PlannedCode) GoString() string { return c.String() }

// LogValue is [PlannedCode.String], for slog.
func (c PlannedCode) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalJSON writes what String does.
func (c PlannedCode) MarshalJSON() ([]byte, error) { return json.Marshal(c.String()) }

// PINCheck is the result of [CheckPIN]. Err is the short way to ask whether the code may be sent.
type PINCheck struct {
	// Broken are the rules of the device that the code breaks.
	Broken []BrokenRule
	// Unchecked are rules that depend on what only the manufacturer knows, and rules that this version
	// does not know. Seam checks them when it sets the code.
	Unchecked []gen.CodeConstraintType
}

// BrokenRule is a rule of a device that an access code breaks. It does not contain the PIN.
type BrokenRule struct {
	// Rule is the type of a code constraint, such as "no_zeros", or the name of another property of the
	// device, such as "supported_code_lengths".
	Rule string
	// Message says what the rule demands.
	Message string
}

// CheckPIN returns every rule of a device that an access code breaks, before it is sent: the supported
// lengths, the code constraints and the number of codes. Where Seam's description of a rule leaves room,
// the stricter meaning counts: the PIN of another code on the device breaks a rule even if the two
// codes are valid at different times. The device comes from client.Devices.Get. A device without properties
// has no rules.
func CheckPIN(device *gen.Device, code PlannedCode) *PINCheck {
	c := &PINCheck{}
	if device == nil || device.Properties == nil {
		return c
	}
	lengths := device.Properties.SupportedCodeLengths
	if code.PIN != "" && len(lengths) > 0 && !slices.Contains(lengths, len(code.PIN)) {
		c.broken("supported_code_lengths", fmt.Sprintf("the device takes PINs of these lengths: %v", lengths))
	}
	if most := device.Properties.MaxActiveCodesSupported; most != nil && len(code.OnDevice) >= *most {
		c.broken("max_active_codes_supported", fmt.Sprintf("the device takes %d codes", *most))
	}
	if code.PIN != "" && slices.ContainsFunc(code.OnDevice, func(other *gen.AccessCode) bool { return orEmpty(other.Code) == code.PIN }) {
		c.broken("unique", "the device has a code with this PIN")
	}
	for _, constraint := range device.Properties.CodeConstraints {
		c.check(constraint, code)
	}
	return c
}

// Err returns nil if no rule is broken, and otherwise a [*ParamsError] with every broken rule.
func (c *PINCheck) Err() error {
	var found problems
	for _, b := range c.Broken {
		found.add(b.Rule, b.Message)
	}
	return found.err("/access_codes/create")
}

func (c *PINCheck) broken(rule, message string) {
	c.Broken = append(c.Broken, BrokenRule{Rule: rule, Message: message})
}

func (c *PINCheck) check(constraint gen.CodeConstraint, code PlannedCode) {
	rule := constraint.ConstraintType
	if demand, broken, ok := pinRule(rule, code.PIN); ok {
		if code.PIN != "" && broken {
			c.broken(string(rule), demand)
		}
		return
	}
	switch rule {
	case gen.CodeConstraintTypeStartDateInFuture:
		if !code.StartsAt.IsZero() && !code.StartsAt.After(time.Now()) {
			c.broken(string(rule), "a start in the future")
		}
	case gen.CodeConstraintTypeNameLength:
		c.checkNameLength(constraint, code.Name)
	case gen.CodeConstraintTypeNameMustBeUnique:
		if code.Name != "" && slices.ContainsFunc(code.OnDevice, func(other *gen.AccessCode) bool { return orEmpty(other.Name) == code.Name }) {
			c.broken(string(rule), "another name than every other code on the device")
		}
	case gen.CodeConstraintTypeUniqueFirstFourDigits:
		if len(code.PIN) >= 4 && slices.ContainsFunc(code.OnDevice, func(other *gen.AccessCode) bool { return strings.HasPrefix(orEmpty(other.Code), code.PIN[:4]) }) {
			c.broken(string(rule), "other first four digits than every other code on the device")
		}
	default: // gen.CodeConstraintTypePINCodeMatchesExistingSet is one of them.
		c.Unchecked = append(c.Unchecked, rule)
	}
}

// pinRule returns what a constraint demands of a PIN, and whether the PIN breaks it. It reports false for
// constraints that do not look at the PIN alone.
func pinRule(rule gen.CodeConstraintType, pin string) (demand string, broken, ok bool) {
	switch rule {
	case gen.CodeConstraintTypeNoZeros:
		return "no 0", strings.Contains(pin, "0"), true
	case gen.CodeConstraintTypeCannotContain089:
		return "no 0, 8 and 9", strings.ContainsAny(pin, "089"), true
	case gen.CodeConstraintTypeCannotContain0789:
		return "no 0, 7, 8 and 9", strings.ContainsAny(pin, "0789"), true
	case gen.CodeConstraintTypeCannotStartWith12:
		return "not 12 at the beginning", strings.HasPrefix(pin, "12"), true
	case gen.CodeConstraintTypeNoTripleConsecutiveInts:
		return "no three digits in a row that are the same or consecutive", hasTriple(pin), true
	case gen.CodeConstraintTypeNoAscendingOrDescendingSequence:
		return "not ascending or descending digits only", isSequence(pin), true
	case gen.CodeConstraintTypeAtLeastThreeUniqueDigits:
		return "at least three different digits", differentDigits(pin) < 3, true
	case gen.CodeConstraintTypeNoAllSameDigits:
		return "not the same digit only", differentDigits(pin) == 1, true
	case gen.CodeConstraintTypeCannotSpecifyPINCode:
		return "no PIN: the manufacturer chooses it", true, true
	default:
		return "", false, false
	}
}

func (c *PINCheck) checkNameLength(constraint gen.CodeConstraint, name string) {
	length := utf8.RuneCountInString(name)
	if least := constraint.MinLength; least != nil && name != "" && length < *least {
		c.broken(string(constraint.ConstraintType), fmt.Sprintf("a name of at least %d characters", *least))
	}
	if most := constraint.MaxLength; most != nil && length > *most {
		c.broken(string(constraint.ConstraintType), fmt.Sprintf("a name of at most %d characters", *most))
	}
}

func differentDigits(pin string) int { return len(sortedSet(strings.Split(pin, ""))) }

// hasTriple reports whether three digits in a row are the same, ascending or descending.
func hasTriple(pin string) bool {
	for i := 2; i < len(pin); i++ {
		step := int(pin[i]) - int(pin[i-1])
		if step >= -1 && step <= 1 && step == int(pin[i-1])-int(pin[i-2]) {
			return true
		}
	}
	return false
}

// isSequence reports whether each digit is one more than the last, or each is one less.
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
