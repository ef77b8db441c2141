package seam

import "github.com/seam-go/seam/gen"

// CannotUnlock returns those of the methods that cannot unlock an entrance now, according to its
// CanUnlockWith fields. [IssuesOf] may return the reason, such as a device that is offline; the methods may
// work again after a repair.
//
// An access grant to several entrances needs, for each entrance, at least one method that unlocks it.
func CannotUnlock(entrance *gen.ACSEntrance, methods ...AccessMethod) []AccessMethod {
	var out []AccessMethod
	for _, m := range methods {
		if !canUnlock(entrance, m) {
			out = append(out, m)
		}
	}
	return out
}

// CanUnlock returns the methods that can unlock an entrance now, according to its CanUnlockWith fields.
func CanUnlock(entrance *gen.ACSEntrance) []AccessMethod {
	var methods []AccessMethod
	for _, m := range []AccessMethod{AccessMethodCode, AccessMethodCard, AccessMethodMobileKey, AccessMethodCloudKey} {
		if canUnlock(entrance, m) {
			methods = append(methods, m)
		}
	}
	return methods
}

func canUnlock(entrance *gen.ACSEntrance, m AccessMethod) bool {
	switch {
	case entrance == nil:
		return false
	case m == AccessMethodCode:
		return entrance.CanUnlockWithCode
	case m == AccessMethodCard:
		return entrance.CanUnlockWithCard
	case m == AccessMethodMobileKey:
		return entrance.CanUnlockWithMobileKey
	case m == AccessMethodCloudKey:
		return entrance.CanUnlockWithCloudKey
	default:
		return false
	}
}
