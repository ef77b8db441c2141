package seam_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// An app unlocks the door for the person in front of it. Seam accepts the command at once, and the lock
// carries it out within seconds, or never: unlocking is an action to wait for, with a time limit.
//
// An error does not always mean that the door is locked. It may still unlock after the time limit, so the
// program keeps the ID of the attempt and waits again. A success may be unconfirmed, because not every lock
// reports its state.
func Example_unlock() {
	door := newUnlockDemo()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	for _, fault := range []func(){door.noFault, door.reportsNothing, door.jams, door.losesResponse, door.isUnmanaged} {
		fault()
		text, err := unlockForPerson(ctx, door.client, door.lockID, 20*time.Second)
		fmt.Println(text, err != nil)
	}

	door.isSlow()
	text, err := unlockForPerson(ctx, door.client, door.lockID, time.Millisecond)
	fmt.Println(text, errors.Is(err, context.DeadlineExceeded))
	if pending, ok := errors.AsType[*seam.ActionPendingError](err); ok {
		// Later, maybe in another process, which needs the ID only.
		attempt, err := door.client.ResumeAttempt(pending.ID).Wait(ctx)
		fmt.Println(unlockText(attempt, err), err)
	}
	// Output:
	// The door is unlocked. false
	// Please try the handle. false
	// The lock did not open. Please call us. true
	// Please try the handle. Press again if the door is locked. true
	// This door cannot be unlocked now. Please call us. true
	// The lock is slow. Please wait. true
	// The door is unlocked. <nil>
}

// unlockForPerson unlocks a lock and waits as long as a person has patience. It returns a text for that
// person, and an error for the log.
func unlockForPerson(ctx context.Context, client *seam.Client, lockID string, patience time.Duration) (text string, err error) {
	attempt, err := client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lockID})
	if err == nil {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		attempt, err = client.WaitFor(ctx, attempt)
	}
	return unlockText(attempt, err), err
}

// unlockText returns what the person at the door should know and do. attempt is nil if err is not.
func unlockText(attempt *gen.ActionAttempt, err error) string {
	if err != nil {
		return unlockErrorText(err)
	}
	unlocked, ok := attempt.Value().(*gen.UnlockDoorActionAttempt)
	if !ok || unlocked.Result == nil || !unlocked.Result.WasConfirmedByDevice {
		return "Please try the handle." // The lock has the command, but has not reported that it is unlocked.
	}
	return "The door is unlocked."
}

// unlockErrorText checks the types of errors in the order that the package documentation gives.
func unlockErrorText(err error) string {
	if _, ok := errors.AsType[*seam.ActionError](err); ok {
		// The action has ended without success. Its Type depends on the lock.
		return "The lock did not open. Please call us."
	}
	if _, ok := errors.AsType[*seam.ActionPendingError](err); ok {
		// It may still unlock. Another command could unlock the door when the person has left.
		return "The lock is slow. Please wait."
	}
	if _, ok := errors.AsType[*gen.MissingResultError](err); ok || errors.Is(err, seam.ErrOutcomeUnknown) {
		// The lock may have the command. The person checks that before it is sent again. A program without
		// a person looks for an attempt in client.ActionAttempts.List with the DeviceID.
		return "Please try the handle. Press again if the door is locked."
	}
	// Nothing was sent, or Seam rejected the call. The door is locked.
	return "This door cannot be unlocked now. Please call us."
}

// unlockDemo is a door of a fake Seam, with methods that make the next command fail.
type unlockDemo struct {
	srv    *seamtest.Server
	client *seam.Client
	lockID string
}

func newUnlockDemo() unlockDemo {
	srv := seamtest.NewServer()
	return unlockDemo{srv: srv, client: srv.Client(), lockID: srv.AddDevice(seamtest.Device{Name: "Front Door"})}
}

func (d unlockDemo) noFault() {}

func (d unlockDemo) reportsNothing() {
	d.srv.ChangeNext("/action_attempts/get", func(response map[string]any) {
		response["action_attempt"].(map[string]any)["result"] = map[string]any{"was_confirmed_by_device": false}
	})
}

func (d unlockDemo) jams() {
	d.srv.FailNextAction(gen.ActionTypeUnlockDoor, "jammed", "The bolt is jammed")
}

func (d unlockDemo) losesResponse() { d.srv.ResetAfterNext("/locks/unlock_door") }

func (d unlockDemo) isUnmanaged() {
	d.srv.FailNext("/locks/unlock_door", 400, "invalid_input", "The device is unmanaged")
}

func (d unlockDemo) isSlow() { d.srv.SetActionTime(50 * time.Millisecond) }
