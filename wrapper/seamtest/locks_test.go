package seamtest_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// attempt sends a call that begins an action attempt, and returns the attempt after its end.
func (w *world) attempt(path, body string) map[string]any {
	w.t.Helper()
	return decode(w.t, w.carryOut(path, body))["action_attempt"].(map[string]any)
}

func TestLockAndUnlock(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddDevice(seamtest.Device{})
	named := `{'device_id':'` + id + `'}`
	locked := func() bool {
		lock := w.object("/locks/get", "lock", named)
		return lock["properties"].(map[string]any)["locked"].(bool)
	}
	for _, step := range []struct {
		path   string
		locked bool
	}{{"/locks/unlock_door", false}, {"/locks/lock_door", true}, {"/locks/unlock_door", false}, {"/locks/simulate/manual_lock_via_keypad", true}} {
		if got := w.attempt(step.path, named); got["status"] != "success" || got["error"] != nil || locked() != step.locked {
			t.Errorf("%s: %v, locked %v", step.path, got, locked())
		}
	}
	w.attempt("/locks/configure_auto_lock", `{'device_id':'`+id+`','auto_lock_enabled':true,'auto_lock_delay_seconds':30}`)
	properties := w.object("/devices/get", "device", named)["properties"].(map[string]any)
	if properties["auto_lock_enabled"] != true || properties["auto_lock_delay_seconds"] != 30.0 {
		t.Errorf("properties %v", properties)
	}
	w.sawEvents(`'device_id':'`+id+`','event_types':['lock.locked','lock.unlocked','action_attempt.unlock_door.succeeded']`,
		"lock.unlocked", "action_attempt.unlock_door.succeeded", "lock.locked",
		"lock.unlocked", "action_attempt.unlock_door.succeeded", "lock.locked")
}

func TestLocksConfirm(t *testing.T) {
	w := newWorld(t)
	named := `{'device_id':'` + w.srv.AddDevice(seamtest.Device{}) + `'}`
	for _, path := range []string{"/locks/unlock_door", "/locks/lock_door"} {
		sameJSON(t, toJSON(t, w.attempt(path, named)["result"]), `{'was_confirmed_by_device':true}`)
	}
}

func TestActionAttemptFails(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddDevice(seamtest.Device{})
	named := `{'device_id':'` + id + `'}`
	w.srv.FailNextAction("UNLOCK_DOOR", "jammed", "The bolt is jammed")
	got := w.attempt("/locks/unlock_door", named)
	sameJSON(t, toJSON(t, got["error"]), `{'type':'jammed','message':'The bolt is jammed'}`)
	if got["status"] != "error" || got["result"] != nil {
		t.Errorf("attempt %v", got)
	}
	w.ok("/devices/simulate/disconnect", named)
	if got := w.attempt("/locks/unlock_door", named); got["error"].(map[string]any)["type"] != "device_disconnected" {
		t.Errorf("offline: %v", got)
	}
	w.sawEvents(`'device_id':'`+id+`','event_type':'action_attempt.unlock_door.failed'`,
		"action_attempt.unlock_door.failed", "action_attempt.unlock_door.failed")

	sensor := w.srv.AddDevice(seamtest.Device{Type: "minut_sensor"})
	w.refusedAs("/locks/lock_door", `{'device_id':'`+sensor+`'}`, 400, "invalid_input")
	w.refusedAs("/action_attempts/get", `{'action_attempt_id':'`+unknownID+`'}`, 404, "action_attempt_not_found")
	if got := w.ids("/action_attempts/list", "action_attempts", "status", `{'device_id':'`+id+`'}`); len(got) != 2 {
		t.Errorf("attempts %v", got)
	}
}

// A client that waits for an action waits in the time of the synctest bubble.
func TestActionsTakeTheirTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := seamtest.NewServer()
		srv.SetActionTime(45 * time.Second)
		id := srv.AddDevice(seamtest.Device{})
		client := srv.Client()
		begun, err := client.Locks.UnlockDoor(t.Context(), &gen.LocksUnlockDoorRequest{DeviceID: id})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if _, err := client.WaitFor(t.Context(), begun); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(start); waited < 45*time.Second || waited > time.Minute {
			t.Errorf("waited %v", waited)
		}

		srv.FailNextAction("UNLOCK_DOOR", "jammed", "The bolt is jammed")
		begun, err = client.Locks.UnlockDoor(t.Context(), &gen.LocksUnlockDoorRequest{DeviceID: id})
		if err != nil {
			t.Fatal(err)
		}
		var failed *seam.ActionError
		if _, err := client.WaitFor(t.Context(), begun); !errors.As(err, &failed) {
			t.Errorf("error %v", err)
		}
	})
}

// An event has the time of its action, even if the next call comes later.
func TestEventsHaveTheTimeOfTheirAction(t *testing.T) {
	w := newWorld(t)
	w.srv.SetActionTime(time.Minute)
	id := w.srv.AddDevice(seamtest.Device{})
	w.ok("/locks/unlock_door", `{'device_id':'`+id+`'}`)
	w.now = w.now.Add(time.Hour)
	w.srv.CatchUp()
	got := w.ids("/events/list", "events", "occurred_at", `{'since':'2000-01-01T00:00:00Z','event_type':'lock.unlocked'}`)
	if len(got) != 1 || got[0] != "2024-02-01T10:01:00.123Z" {
		t.Errorf("unlocked at %v", got)
	}
}

func TestKeypad(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddDevice(seamtest.Device{})
	w.attempt("/access_codes/create", `{'device_id':'`+id+`','code':'1234'}`)
	for _, code := range []string{"1234", "4321"} {
		if got := w.attempt("/locks/simulate/keypad_code_entry", `{'device_id':'`+id+`','code':'`+code+`'}`); got["status"] != "success" {
			t.Errorf("%s: %v", code, got)
		}
	}
	w.sawEvents(`'device_id':'`+id+`','event_types':['lock.unlocked','lock.access_denied']`, "lock.unlocked", "lock.access_denied")
}
