package fake

import (
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callActionAttempts(t *testing.T, client *seam.Client) {
	unlock, err := client.Locks.UnlockDoor(t.Context(), &gen.LocksUnlockDoorRequest{DeviceID: augustLock})
	check(t, err)
	lock, err := client.Locks.LockDoor(t.Context(), &gen.LocksLockDoorRequest{DeviceID: augustLock})
	check(t, err)

	got, err := client.ActionAttempts.Get(t.Context(), &gen.ActionAttemptsGetRequest{ActionAttemptID: unlock.ActionAttemptID})
	check(t, err)
	equal(t, "status", got.Status, gen.ActionAttemptStatusSuccess)
	equal(t, "action", got.ActionType, "UNLOCK_DOOR")

	ids := []string{unlock.ActionAttemptID, lock.ActionAttemptID}
	list := all(t, client.ActionAttempts.List(t.Context(), &gen.ActionAttemptsListRequest{ActionAttemptIDs: ids}))
	equal(t, "attempts", len(list), 2)
	for i, id := range ids {
		equal(t, "attempt", list[i].ActionAttemptID, id)
	}
}
