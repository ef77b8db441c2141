package fake

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// control sends a command to the fake, without our client.
func control(t *testing.T, path string, body any) {
	t.Helper()
	data, err := json.Marshal(body)
	check(t, err)
	resp, err := http.Post(address+"/_fake/"+path, "application/json", bytes.NewReader(data))
	check(t, err)
	check(t, resp.Body.Close())
	equal(t, path, resp.StatusCode, http.StatusOK)
}

// outage makes the routes of a workspace respond with 503. Without routes it ends the outage.
func outage(t *testing.T, routes ...string) {
	t.Helper()
	control(t, "simulate_workspace_outage", map[string]any{"workspace_id": workspace, "routes": append([]string{}, routes...)})
}

// In an outage, reads and idempotent operations are repeated. Other writes are not, because they may
// have been processed.
func TestOutage(t *testing.T) {
	client := clientFor(t, seam.APIKey(apiKey))
	get := func(opts ...gen.CallOption) error {
		_, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(backDoor)}, opts...)
		return err
	}
	unlock := func(opts ...gen.CallOption) error {
		_, err := client.Locks.UnlockDoor(t.Context(), &gen.LocksUnlockDoorRequest{DeviceID: backDoor}, opts...)
		return err
	}
	manage := func(opts ...gen.CallOption) error {
		return client.Devices.Update(t.Context(), &gen.DevicesUpdateRequest{DeviceID: backDoor, IsManaged: new(true)}, opts...)
	}
	outage(t, "/devices/get", "/devices/update", "/locks/unlock_door")
	t.Cleanup(func() { outage(t) })
	var info seam.ResponseInfo

	err := get(seam.CallInfo(&info))
	refused(t, err, 503, "")
	equal(t, "a read is tried", info.Attempts, 3)
	equal(t, "its outcome is unknown", errors.Is(err, seam.ErrOutcomeUnknown), false)

	err = manage(seam.CallInfo(&info))
	refused(t, err, 503, "")
	equal(t, "an update is tried", info.Attempts, 3)

	err = unlock(seam.CallInfo(&info))
	refused(t, err, 503, "")
	equal(t, "a write is tried", info.Attempts, 1)
	equal(t, "its outcome is unknown", errors.Is(err, seam.ErrOutcomeUnknown), true)

	outage(t)
	check(t, get())
	check(t, manage())
	check(t, unlock())
}

// A read succeeds if the outage ends while it is being retried.
func TestOutageEndsMeanwhile(t *testing.T) {
	outage(t, "/devices/get")
	t.Cleanup(func() { outage(t) })
	ends := func(a answer) {
		if a.status == http.StatusServiceUnavailable {
			outage(t)
		}
	}
	client := clientFor(t, seam.APIKey(apiKey), seam.WithTransport(listener{ends}))
	var info seam.ResponseInfo
	_, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(backDoor)}, seam.CallInfo(&info))
	check(t, err)
	equal(t, "attempts", info.Attempts, 2)
}

// ended is the end of an action that a call waits for.
type ended map[string]any

func TestWaitForAnAction(t *testing.T) {
	t.Run("success", func(t *testing.T) {
		attempt, err := waitForUnlock(t, ended{"status": "success", "result": ended{"was_confirmed_by_device": true}})
		check(t, err)
		unlocked, ok := attempt.Value().(*gen.UnlockDoorActionAttempt)
		if !ok || unlocked.Result == nil {
			t.Fatalf("got %+v", attempt.Value())
		}
		equal(t, "confirmed", unlocked.Result.WasConfirmedByDevice, true)
	})
	t.Run("failure", func(t *testing.T) {
		_, err := waitForUnlock(t, ended{"status": "error", "error": ended{"type": "device_offline", "message": "the lock is offline"}})
		failure, ok := errors.AsType[*seam.ActionError](err)
		if !ok {
			t.Fatalf("got %v, want a *seam.ActionError", err)
		}
		equal(t, "type", failure.Type, "device_offline")
		equal(t, "message", failure.Message, "the lock is offline")
		equal(t, "status", failure.Attempt.Status, gen.ActionAttemptStatusError)
	})
}

// waitForUnlock unlocks a door and waits. The action is pending at the first poll and has ended at
// the second.
func waitForUnlock(t *testing.T, end ended) (*gen.ActionAttempt, error) {
	t.Helper()
	attempt, err := clientFor(t, seam.APIKey(apiKey)).Locks.UnlockDoor(t.Context(), &gen.LocksUnlockDoorRequest{DeviceID: backDoor})
	check(t, err)
	end["action_attempt_id"] = attempt.ActionAttemptID
	control(t, "update_action_attempt", ended{"action_attempt_id": attempt.ActionAttemptID, "status": "pending"})

	asked := 0
	client := clientFor(t, seam.APIKey(apiKey), seam.WithTransport(listener{func(a answer) {
		if asked++; asked == 1 {
			control(t, "update_action_attempt", end)
		}
	}}))
	began := time.Now()
	attempt, err = client.WaitFor(t.Context(), attempt)
	equal(t, "times asked", asked, 2)
	if waited := time.Since(began); waited > 5*time.Second {
		t.Errorf("waited %v", waited)
	}
	return attempt, err
}
