package codes

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// sharedKey is implemented by takeSharedPIN.
var sharedKey = rules.Rule{
	Name:       "Access codes with the same common_code_key have the same PIN",
	Page:       "api/access_codes/create",
	Operations: []string{"/access_codes/create"},
	Status:     400,
	Message:    "Another access code with this common_code_key has another PIN",
	Field:      "code",
	Test:       "TestCommonCodeKey",
}

// ownPINLinksNothing is implemented by createLinkedCodes.
var ownPINLinksNothing = rules.Rule{
	Name:       "Access codes that were created together with a PIN of the caller have no common_code_key",
	Page:       "low-level-apis/smart-locks/access-codes/creating-and-updating-multiple-linked-access-codes",
	Operations: []string{"/access_codes/create_multiple"},
	Test:       "TestLinkedCodesWithOwnPIN",
}

// takeSharedPIN gives a new code the PIN of the other codes with its common key. It returns an error if the
// request gives another PIN.
func (a *Area) takeSharedPIN(made *Code) error {
	linked, ok := a.Codes.First(func(cd *Code) bool { return world.SameKey(cd.commonKey, made.commonKey) && !cd.Removing })
	switch {
	case !ok || made.offline:
	case made.PIN == "":
		made.PIN = linked.PIN
	case made.PIN != linked.PIN:
		return sharedKey.Err()
	}
	return nil
}
