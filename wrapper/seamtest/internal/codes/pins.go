package codes

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Check returns an error if the device of a code does not accept a PIN, or has it already.
func (a *Area) Check(cd *Code, pin string) error {
	if err := a.checkCapacity(cd); err != nil {
		return err
	}
	if lengths := supportedLengths(cd.Device); !slices.Contains(lengths, len(pin)) {
		return problem.Invalid("code", fmt.Sprintf("The device takes codes of %v digits", lengths))
	}
	if err := a.checkPIN(cd, pin, constraintsOf(cd.Device)); err != nil {
		return err
	}
	if a.isTaken(cd, pin) {
		return duplicatePIN.Err()
	}
	return nil
}

// duplicatePIN is implemented by Check.
var duplicatePIN = rules.Rule{
	Name:       "No two access codes on a device have the same PIN at the same time",
	Page:       "low-level-apis/smart-locks/access-codes/troubleshooting-access-code-issues",
	Operations: []string{"/access_codes/create", "/access_codes/create_multiple", "/access_codes/update"},
	Status:     409,
	Type:       "duplicate_access_code",
	Message:    "Another access code on the device has this PIN at that time",
	Test:       "TestCodesThatFollowEachOther",
}

// FreeOnAll reports whether the devices of all these codes accept a PIN.
func (a *Area) FreeOnAll(codes []*Code, pin string) bool {
	return !slices.ContainsFunc(codes, func(cd *Code) bool { return a.Check(cd, pin) != nil })
}

// isTaken reports whether another code on the device has the same PIN at the same time.
func (a *Area) isTaken(cd *Code, pin string) bool {
	return a.hasOther(cd, func(other *Code) bool { return other.PIN == pin && other.overlaps(cd) })
}

// hasOther reports whether another code on the same device matches.
func (a *Area) hasOther(cd *Code, match func(other *Code) bool) bool {
	_, ok := a.Codes.First(func(other *Code) bool {
		return other.ID != cd.ID && other.Device == cd.Device && match(other)
	})
	return ok
}

func (cd *Code) overlaps(other *Code) bool {
	if cd.EndsAt.IsZero() || other.EndsAt.IsZero() {
		return true
	}
	return cd.StartsAt.Before(other.EndsAt) && other.StartsAt.Before(cd.EndsAt)
}

// supportedLengths returns the lengths of PINs that a device accepts.
func supportedLengths(d *places.Device) []int {
	if lengths := places.Property[[]int](d, "supported_code_lengths"); len(lengths) > 0 {
		return lengths
	}
	return anyLength
}

// anyLength lists the lengths that Seam allows for a device without its own list.
var anyLength = []int{4, 5, 6, 7, 8, 9, 10, 11, 12}

// Length returns the shortest length of PINs that a device accepts.
func Length(d *places.Device) int { return slices.Min(supportedLengths(d)) }

// preferredLength returns the length that a request prefers if the device accepts it, or else [Length].
func preferredLength(c *protocol.Call, d *places.Device) int {
	preferred := c.Number("preferred_code_length")
	if preferred != nil && slices.Contains(supportedLengths(d), int(*preferred)) {
		return int(*preferred)
	}
	return Length(d)
}

// FreePIN returns a PIN that the device of a code accepts, and that no other code has there.
func (a *Area) FreePIN(length int, cd *Code) (string, error) {
	if err := a.checkCapacity(cd); err != nil {
		return "", err
	}
	return a.findPIN(length, cd)
}

// findPIN does the same as FreePIN without checking the number of codes on the device.
func (a *Area) findPIN(length int, cd *Code) (string, error) {
	constraints := constraintsOf(cd.Device)
	digits := allowedDigits(constraints)
	size := countPINs(digits, length)
	b := a.world.NextBytes("access_code_pin")
	first := binary.BigEndian.Uint64(b[:8]) % size
	for i := range size {
		pin := nthPIN((first+i)%size, digits, length)
		if a.checkPIN(cd, pin, constraints) == nil && !a.isTaken(cd, pin) {
			return pin, nil
		}
	}
	return "", problem.Conflict("no_space_for_access_code_on_device", "The device has all PINs of this length")
}

// countPINs returns the number of PINs of a length. If that exceeds a uint64, it returns a smaller number,
// and [nthPIN] yields only some of the PINs.
func countPINs(digits string, length int) uint64 {
	size, base := uint64(1), uint64(len(digits))
	for range length {
		if size > math.MaxUint64/base {
			break
		}
		size *= base
	}
	return size
}

// nthPIN returns the PIN with a number, counting PINs in the order of the digits.
func nthPIN(number uint64, digits string, length int) string {
	pin, base := make([]byte, length), uint64(len(digits))
	for i := range slices.Backward(pin) {
		pin[i] = digits[number%base]
		number /= base
	}
	return string(pin)
}

// generateCode returns a code that the device would accept. It does not set the code.
func (a *Area) generateCode(c *protocol.Call) (any, error) {
	d, err := a.places.FindManaged(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	made := &Code{Record: world.Record{ID: a.world.NextID("generated_code"), CreatedAt: a.world.Now()}, Device: d}
	if made.PIN, err = a.FreePIN(Length(d), made); err != nil {
		return nil, err
	}
	return protocol.Body{"generated_code": a.view(made)}, nil
}

// reportConstraints records the lengths of PINs that a device accepts according to its manufacturer.
func (a *Area) reportConstraints(c *protocol.Call) (any, error) {
	d, err := a.places.FindManaged(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	lengths := []int{}
	for _, length := range c.List("supported_code_lengths") {
		if n, ok := length.(float64); ok {
			lengths = append(lengths, int(n))
		}
	}
	shortest, longest := c.Number("min_code_length"), c.Number("max_code_length")
	isRange := shortest != nil && longest != nil
	switch {
	case isRange == (len(lengths) > 0):
		return nil, problem.Invalid("", "Give supported_code_lengths, or min_code_length and max_code_length")
	case isRange && *shortest > *longest:
		return nil, problem.Invalid("min_code_length", "Must be at most max_code_length")
	case isRange:
		for n := int(*shortest); n <= int(*longest); n++ {
			lengths = append(lengths, n)
		}
	}
	d.Properties["supported_code_lengths"] = lengths
	return protocol.OK, nil
}
