package credentials

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// remoteUnlockWithCloudKey is implemented by unlockEntrance.
var remoteUnlockWithCloudKey = rules.Rule{
	Name:       "Only a cloud key unlocks an entrance remotely",
	Page:       "use-cases/granting-access/using-cloud-keys",
	Operations: []string{"/acs/entrances/unlock"},
	Status:     400,
	Field:      "acs_credential_id",
	Message:    "Only a credential with the access_method cloud_key unlocks from afar",
	Test:       "TestUnlockEntrance",
}

// remoteUnlock is implemented by unlockEntrance, and by deniedBecause for other areas.
var remoteUnlock = rules.Rule{
	Name:       "Hotek, Latch and dormakaba entrances cannot be unlocked remotely",
	Page:       "device-and-system-integration-guides/hotek-access-control-system",
	Operations: []string{"/acs/entrances/unlock"},
	Status:     400,
	Field:      "acs_entrance_id",
	Message:    "The entrance cannot be unlocked remotely",
	Test:       "TestRemoteUnlock",
}

// unlockEntrance begins to open an entrance remotely, with a cloud key.
func (a *Area) unlockEntrance(c *protocol.Call) (any, error) {
	e, err := a.places.NamedEntrance(c)
	if err != nil {
		return nil, err
	}
	with, err := a.Credentials.Find(c.UUID("acs_credential_id"))
	switch {
	case err != nil:
		return nil, err
	case with.Method != "cloud_key":
		return nil, remoteUnlockWithCloudKey.Err()
	case !e.OpensWith("cloud_key"):
		return nil, remoteUnlock.Err()
	case !with.Opens(e):
		return nil, problem.Invalid("acs_credential_id", "The credential gives no access to the entrance")
	}
	return a.BeginUnlocking(c.Action(), with, e).View(), nil
}

// BeginUnlocking begins to open an entrance with a credential.
func (a *Area) BeginUnlocking(action string, with *Credential, e *places.Entrance) *world.Attempt {
	about := wire.Object{"acs_entrance_id": e.ID, "acs_credential_id": with.ID}
	return a.world.Begin(action, about, func() (wire.Object, error) {
		if reason := a.deniedBecause(with, e); reason != "" {
			return nil, world.Uncategorized(reason)
		}
		return wire.Object{"was_confirmed_by_device": true}, nil
	})
}

// deniedBecause returns the reason why a credential does not open an entrance now, or "" if it opens it.
func (a *Area) deniedBecause(with *Credential, e *places.Entrance) string {
	now := a.world.Now()
	switch {
	case !a.Credentials.Holds(with):
		return "The credential was deleted"
	case !with.Opens(e):
		return "The credential gives no access to the entrance any more"
	case !e.OpensWith(with.Method):
		return remoteUnlock.Message
	case with.StartsAt.After(now):
		return "The credential is not valid yet"
	case !with.isValid(now):
		return "The credential is no longer valid"
	case with.User == nil:
		return "The credential belongs to nobody"
	case with.User.Suspended:
		return "The ACS user is suspended"
	case !a.people.IsSubscribed(with.User):
		return "The ACS user is not subscribed"
	}
	return ""
}
