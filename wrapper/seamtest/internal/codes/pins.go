package codes

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Check refuses a PIN for a code that the device does not take or has already.
func (a *Area) Check(cd *Code, pin string) error {
	if lengths := supportedLengths(cd.Device); !slices.Contains(lengths, len(pin)) {
		return problem.Invalid("code", fmt.Sprintf("The device takes codes of %v digits", lengths))
	}
	if a.isTaken(cd, pin) {
		return problem.Conflict("duplicate_access_code", "Another access code on the device has this PIN at that time")
	}
	return nil
}

// FreeOnAll reports whether the devices of all these codes take a PIN.
func (a *Area) FreeOnAll(codes []*Code, pin string) bool {
	return !slices.ContainsFunc(codes, func(cd *Code) bool { return a.Check(cd, pin) != nil })
}

// isTaken reports whether another code on the device has the same PIN at the same time.
func (a *Area) isTaken(cd *Code, pin string) bool {
	_, taken := a.Codes.First(func(other *Code) bool {
		return other.ID != cd.ID && other.Device == cd.Device && other.PIN == pin && other.overlaps(cd)
	})
	return taken
}

func (cd *Code) overlaps(other *Code) bool {
	if cd.EndsAt.IsZero() || other.EndsAt.IsZero() {
		return true
	}
	return cd.StartsAt.Before(other.EndsAt) && other.StartsAt.Before(cd.EndsAt)
}

// supportedLengths returns the lengths of PINs that a device takes.
func supportedLengths(d *places.Device) []int {
	if lengths, ok := d.Properties["supported_code_lengths"].([]int); ok {
		return lengths
	}
	return anyLength
}

// anyLength has the lengths that Seam allows where a device says nothing.
var anyLength = []int{4, 5, 6, 7, 8, 9, 10, 11, 12}

// Length returns the shortest length of PINs that a device takes.
func Length(d *places.Device) int { return slices.Min(supportedLengths(d)) }

// preferredLength returns the length that a request prefers if the device takes it, or else [Length].
func preferredLength(c *protocol.Call, d *places.Device) int {
	preferred := c.Number("preferred_code_length")
	if preferred != nil && slices.Contains(supportedLengths(d), int(*preferred)) {
		return int(*preferred)
	}
	return Length(d)
}

// FreePIN returns a PIN for a code that no other code has on the device.
func (a *Area) FreePIN(length int, cd *Code) (string, error) {
	size := uint64(math.Pow10(min(length, 19))) // Longer ones begin with zeros: uint64 holds no more digits.
	b := a.world.NextBytes("access_code_pin")
	first := binary.BigEndian.Uint64(b[:8]) % size
	for i := range size {
		if pin := fmt.Sprintf("%0*d", length, (first+i)%size); !a.isTaken(cd, pin) {
			return pin, nil
		}
	}
	return "", problem.Conflict("no_space_for_access_code_on_device", "The device has all PINs of this length")
}

// generateCode returns a code that the device would take, and does not set it.
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

// reportConstraints records which lengths of PINs a device takes, as its manufacturer says.
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
