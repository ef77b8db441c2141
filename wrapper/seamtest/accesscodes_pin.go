package seamtest

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

// checkCode refuses a PIN that the device does not take or has already.
func (s *Server) checkCode(of *accessCode, pin string) error {
	if lengths := codeLengths(of.device); !slices.Contains(lengths, len(pin)) {
		return problem.Invalid("code", fmt.Sprintf("The device takes codes of %v digits", lengths))
	}
	if s.codeTaken(of, pin) {
		return problem.Conflict("duplicate_access_code", "Another access code on the device has this PIN at that time")
	}
	return nil
}

// codeTaken tells whether another code on the device has the same PIN at the same time.
func (s *Server) codeTaken(of *accessCode, pin string) bool {
	_, taken := s.codes.First(func(other *accessCode) bool {
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
func codeLengths(of *places.Device) []int {
	if lengths, ok := of.Properties["supported_code_lengths"].([]int); ok {
		return lengths
	}
	return anyLength
}

// anyLength are the lengths that Seam allows where a device says nothing.
var anyLength = []int{4, 5, 6, 7, 8, 9, 10, 11, 12}

// codeLength is the preferred length if the device takes it, else the shortest that it takes.
func codeLength(of *places.Device, preferred *float64) int {
	lengths := codeLengths(of)
	if preferred != nil && slices.Contains(lengths, int(*preferred)) {
		return int(*preferred)
	}
	return slices.Min(lengths)
}

// freeCode makes a PIN that no other code has on the device: the first free one after a drawn one.
func (s *Server) freeCode(length int, of *accessCode) (string, error) {
	size := uint64(math.Pow10(length))
	b := s.world.NextBytes("access_code_pin")
	first := binary.BigEndian.Uint64(b[:8]) % size
	for i := range size {
		if pin := fmt.Sprintf("%0*d", length, (first+i)%size); !s.codeTaken(of, pin) {
			return pin, nil
		}
	}
	return "", problem.Conflict("no_space_for_access_code_on_device", "The device has all PINs of this length")
}

// generateCode makes a code that the device would take, without setting it.
func (s *Server) generateCode(c *protocol.Call) (any, error) {
	of, err := s.places.FindManaged(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	made := &accessCode{Record: world.Record{ID: s.world.NextID("generated_code"), CreatedAt: s.world.Now()}, device: of}
	if made.code, err = s.freeCode(codeLength(of, nil), made); err != nil {
		return nil, err
	}
	return protocol.Body{"generated_code": s.viewAccessCode(made)}, nil
}

// reportConstraints takes what a device's maker says about the length of codes.
func (s *Server) reportConstraints(c *protocol.Call) (any, error) {
	of, err := s.places.FindManaged(c.UUID("device_id"))
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
	if (len(lengths) > 0) == (shortest != nil && longest != nil) {
		return nil, problem.Invalid("", "Give supported_code_lengths, or min_code_length and max_code_length")
	}
	if shortest != nil && longest != nil && *shortest > *longest {
		return nil, problem.Invalid("min_code_length", "Must be at most max_code_length")
	}
	if shortest != nil && longest != nil {
		for n := int(*shortest); n <= int(*longest); n++ {
			lengths = append(lengths, n)
		}
	}
	of.Properties["supported_code_lengths"] = lengths
	return protocol.OK, nil
}
