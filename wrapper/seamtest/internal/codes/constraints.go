package codes

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

const requirementsPage = "low-level-apis/smart-locks/access-codes/access-code-requirements-for-door-locks"

// codeConstraints is implemented by checkPIN, checkName and checkStart.
var codeConstraints = rules.Rule{
	Name:       "An access code keeps to the code_constraints of its device",
	Page:       requirementsPage,
	Operations: []string{"/access_codes/create", "/access_codes/create_multiple", "/access_codes/update", "/access_codes/update_multiple"},
	Status:     400,
	Test:       "TestCodeConstraints",
}

// existingSet is the only constraint that the fake does not enforce.
var existingSet = rules.Rule{
	Name:       "A device with pin_code_matches_existing_set takes no PIN but those of its set",
	Page:       requirementsPage,
	Operations: []string{"/access_codes/create"},
	Why:        "only the manufacturer knows the set",
}

// constraintError returns the error for a code that violates a constraint.
func constraintError(field, message string) error {
	r := codeConstraints
	r.Field, r.Message = field, message
	return r.Err()
}

// constraint is an element of a device's property code_constraints.
type constraint struct {
	Kind gen.CodeConstraintType `json:"constraint_type"`
	// MinLength and MaxLength limit a name.
	MinLength int  `json:"min_length"`
	MaxLength *int `json:"max_length"`
}

func constraintsOf(d *places.Device) []constraint {
	return places.Property[[]constraint](d, "code_constraints")
}

// forbiddenDigits maps the constraints that exclude digits to these digits.
var forbiddenDigits = map[gen.CodeConstraintType]string{
	gen.CodeConstraintTypeNoZeros:           "0",
	gen.CodeConstraintTypeCannotContain089:  "089",
	gen.CodeConstraintTypeCannotContain0789: "0789",
}

// pinRules lists the other constraints that concern a PIN alone, independent of other codes.
var pinRules = map[gen.CodeConstraintType]struct {
	demand string
	breaks func(pin string) bool
}{
	gen.CodeConstraintTypeCannotStartWith12:               {"must not begin with 12", func(pin string) bool { return strings.HasPrefix(pin, "12") }},
	gen.CodeConstraintTypeNoAllSameDigits:                 {"must have two different digits", func(pin string) bool { return differentDigits(pin) < 2 }},
	gen.CodeConstraintTypeAtLeastThreeUniqueDigits:        {"must have three different digits", func(pin string) bool { return differentDigits(pin) < 3 }},
	gen.CodeConstraintTypeNoTripleConsecutiveInts:         {"must not have three digits in a row that are the same or follow each other", hasTriple},
	gen.CodeConstraintTypeNoAscendingOrDescendingSequence: {"must not be one ascending or descending sequence", isSequence},
}

func differentDigits(pin string) int {
	return len(slices.Compact(slices.Sorted(slices.Values([]byte(pin)))))
}

// hasTriple reports whether three digits in a row are the same, ascend by one or descend by one.
func hasTriple(pin string) bool {
	for i := range max(0, len(pin)-2) {
		step := int(pin[i+1]) - int(pin[i])
		if -1 <= step && step <= 1 && int(pin[i+2])-int(pin[i+1]) == step {
			return true
		}
	}
	return false
}

func isSequence(pin string) bool {
	const up, down = "0123456789", "9876543210"
	return strings.Contains(up, pin) || strings.Contains(down, pin)
}

// checkPIN returns an error if a PIN violates one of the constraints.
func (a *Area) checkPIN(cd *Code, pin string, constraints []constraint) error {
	for _, limit := range constraints {
		if digits := forbiddenDigits[limit.Kind]; strings.ContainsAny(pin, digits) {
			return constraintError("code", "The device takes no PIN with one of the digits "+strings.Join(strings.Split(digits, ""), ", "))
		}
		if r, ok := pinRules[limit.Kind]; ok && r.breaks(pin) {
			return constraintError("code", "A PIN of the device "+r.demand)
		}
		if limit.Kind == gen.CodeConstraintTypeUniqueFirstFourDigits && a.sharesFirstFour(cd, pin) {
			return constraintError("code", "Another access code on the device has these first four digits")
		}
	}
	return nil
}

func (a *Area) sharesFirstFour(cd *Code, pin string) bool {
	return a.hasOther(cd, func(other *Code) bool { return len(pin) >= 4 && strings.HasPrefix(other.PIN, pin[:4]) })
}

// allowedDigits returns the digits that a PIN can have.
func allowedDigits(constraints []constraint) string {
	digits := "0123456789"
	for _, limit := range constraints {
		digits = strings.Map(func(digit rune) rune {
			if strings.ContainsRune(forbiddenDigits[limit.Kind], digit) {
				return -1
			}
			return digit
		}, digits)
	}
	return digits
}

// checkGivenPIN returns an error if a device chooses its PINs itself. Call it for a PIN in a request.
func checkGivenPIN(d *places.Device) error {
	if slices.ContainsFunc(constraintsOf(d), func(limit constraint) bool { return limit.Kind == gen.CodeConstraintTypeCannotSpecifyPINCode }) {
		return constraintError("code", "The device chooses its PINs itself")
	}
	return nil
}

// checkName returns an error if the device does not accept the name of a code.
func (a *Area) checkName(cd *Code) error {
	length := utf8.RuneCountInString(cd.Name)
	for _, limit := range constraintsOf(cd.Device) {
		switch {
		case cd.Name == "":
		case limit.Kind == gen.CodeConstraintTypeNameLength && length < limit.MinLength:
			return constraintError("name", fmt.Sprintf("The device takes names of at least %d characters", limit.MinLength))
		case limit.Kind == gen.CodeConstraintTypeNameLength && limit.MaxLength != nil && length > *limit.MaxLength:
			return constraintError("name", fmt.Sprintf("The device takes names of at most %d characters", *limit.MaxLength))
		case limit.Kind == gen.CodeConstraintTypeNameMustBeUnique && a.hasOther(cd, func(other *Code) bool { return other.Name == cd.Name }):
			return constraintError("name", "Another access code on the device has this name")
		}
	}
	return nil
}

// checkStart returns an error if the start of a code has passed and the device does not accept that.
func (a *Area) checkStart(cd *Code) error {
	for _, limit := range constraintsOf(cd.Device) {
		if limit.Kind == gen.CodeConstraintTypeStartDateInFuture && !cd.StartsAt.IsZero() && !cd.StartsAt.After(a.world.Now()) {
			return constraintError("starts_at", "The device takes only codes that start in the future")
		}
	}
	return nil
}
