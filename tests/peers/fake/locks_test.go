package fake

import (
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callLocks(t *testing.T, client *seam.Client) {
	list, err := client.Locks.List(t.Context(), nil)
	check(t, err)
	equal(t, "locks", len(list), 3)

	attempt, err := client.Locks.UnlockDoor(t.Context(), &gen.LocksUnlockDoorRequest{DeviceID: augustLock})
	check(t, err)
	equal(t, "status", attempt.Status, gen.ActionAttemptStatusPending)
	attempt, err = client.WaitFor(t.Context(), attempt)
	check(t, err)
	if _, ok := attempt.Value().(*gen.UnlockDoorActionAttempt); !ok {
		t.Errorf("got a %T", attempt.Value())
	}
	equal(t, "locked", isLocked(t, client, augustLock), false)

	attempt, err = client.Locks.LockDoor(t.Context(), &gen.LocksLockDoorRequest{DeviceID: augustLock})
	check(t, err)
	attempt, err = client.WaitFor(t.Context(), attempt)
	check(t, err)
	if _, ok := attempt.Value().(*gen.LockDoorActionAttempt); !ok {
		t.Errorf("got a %T", attempt.Value())
	}
	equal(t, "locked", isLocked(t, client, augustLock), true)
}

func isLocked(t *testing.T, client *seam.Client, id string) bool {
	t.Helper()
	lock, err := client.Locks.Get(t.Context(), &gen.LocksGetRequest{DeviceID: &id}) //nolint:staticcheck // deprecated, and served
	check(t, err)
	return lock.Properties.Locked
}
