package seam

import "github.com/seam-go/seam/gen"

// CannotUnlock returns those of the methods that do not open an entrance now, because the entrance does not
// say that it can be unlocked with them. [IssuesOf] the entrance may tell why, and they may open it once
// that is repaired.
//
// An access grant to several entrances needs, for each, one method that opens it.
func CannotUnlock(entrance *gen.ACSEntrance, methods ...AccessMethod) []AccessMethod {
	var out []AccessMethod
	for _, m := range methods {
		if !canUnlock(entrance, m) {
			out = append(out, m)
		}
	}
	return out
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
