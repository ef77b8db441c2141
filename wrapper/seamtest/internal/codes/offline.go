package codes

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

const offlinePage = "low-level-apis/smart-locks/access-codes/offline-access-codes"

// offlinePIN is implemented by checkOffline.
var offlinePIN = rules.Rule{
	Name:       "The lock chooses the PIN of an offline access code",
	Page:       offlinePage,
	Operations: []string{"/access_codes/create"},
	Status:     400,
	Message:    "Not possible for an offline access code, which the device makes",
	Field:      "code",
	Test:       "TestOfflineCode",
}

// offlineIsFixed is implemented by checkChangeable.
var offlineIsFixed = rules.Rule{
	Name:       "An offline access code cannot be updated or deleted",
	Page:       offlinePage,
	Operations: []string{"/access_codes/update", "/access_codes/update_multiple", "/access_codes/delete"},
	Status:     400,
	Message:    "The device computed the access code, and cannot be told of a change",
	Field:      "access_code_id",
	Test:       "TestOfflineCodeIsFixed",
}

// checkOffline records the problems of a new offline code, whose PIN the device computes by itself.
func (cd *Code) checkOffline(c *protocol.Call) {
	if cd.offline && cd.PIN != "" {
		c.Wrong(offlinePIN.Field, offlinePIN.Message)
	}
	if cd.oneTime && !cd.offline {
		c.Wrong("is_one_time_use", "Only possible for an offline access code")
	}
}

// checkChangeable returns an error for an offline code, which cannot change.
func (cd *Code) checkChangeable() error {
	if cd.offline {
		return offlineIsFixed.Err()
	}
	return nil
}

// oneTimeValidity is how long a one-time code without an end works, as on igloohome locks.
const oneTimeValidity = 24 * time.Hour

// roundTimes extends the validity of an offline code to whole hours, or to whole days if the request allows
// that. Locks compute offline codes for such times only.
func (cd *Code) roundTimes(rounding string) {
	unit := time.Hour
	if rounding == "1d" || rounding == "1day" {
		unit = 24 * time.Hour
	}
	ends := cd.EndsAt.Truncate(unit)
	if ends.Before(cd.EndsAt) {
		ends = ends.Add(unit)
	}
	cd.StartsAt, cd.EndsAt = cd.StartsAt.Truncate(unit), ends
}
