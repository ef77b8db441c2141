package codes

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

// maxActiveCodes is implemented by checkCapacity.
var maxActiveCodes = rules.Rule{
	Name:       "A device has at most max_active_codes_supported access codes that have not ended",
	Page:       requirementsPage,
	Operations: []string{"/access_codes/create", "/access_codes/create_multiple"},
	Status:     409,
	Type:       "no_space_for_access_code_on_device",
	Message:    "The device has as many access codes as it supports",
	Test:       "TestMaxActiveCodes",
}

// checkCapacity returns an error if the device supports no further code. Codes that have not started
// count too, because the device may have them before they start.
func (a *Area) checkCapacity(cd *Code) error {
	most := places.Property[*int](cd.Device, "max_active_codes_supported")
	if most == nil {
		return nil
	}
	now := a.world.Now()
	others := a.Codes.Where(func(other *Code) bool { return other.ID != cd.ID && other.Device == cd.Device && !other.hasEnded(now) })
	if len(others) >= *most {
		return maxActiveCodes.Err()
	}
	return nil
}
