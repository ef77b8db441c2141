package comingfrom_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// unlock unlocks a door and waits until that is done.
func unlock(ctx context.Context, client *seam.Client, lockID string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	attempt, err := client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lockID})
	if err != nil {
		return err
	}
	_, err = client.WaitFor(ctx, attempt)
	return err
}

// explain says what became of a call or an action.
func explain(err error) string {
	if failed, ok := errors.AsType[*seam.ActionError](err); ok {
		return "failed: " + string(failed.Type)
	}
	if pending, ok := errors.AsType[*seam.ActionPendingError](err); ok {
		return "not finished: " + string(pending.Attempt.ActionType)
	}
	switch {
	case err == nil:
		return "done"
	case errors.Is(err, seam.ErrOutcomeUnknown):
		return "perhaps done"
	case errors.Is(err, seam.ErrUnauthorized):
		return "wrong key"
	case errors.Is(err, seam.ErrInvalidInput):
		return "invalid"
	case errors.Is(err, seam.ErrNotFound):
		return "not found"
	}
	return err.Error()
}

// An action at a door has many ends, and each has its own error.
func Example_errors() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	lockID := srv.AddDevice(seamtest.Device{Name: "Front Door"})
	fmt.Println(explain(unlock(ctx, client, lockID)))

	srv.FailNextAction(gen.ActionTypeUnlockDoor, "lock_jammed", "The lock is jammed")
	fmt.Println(explain(unlock(ctx, client, lockID)))

	fmt.Println(explain(unlock(ctx, client, "99999999-9999-9999-9999-999999999999")))

	srv.ResetAfterNext("/locks/unlock_door") // Seam unlocks the door, and the response is lost
	fmt.Println(explain(unlock(ctx, client, lockID)))

	past := seam.AccessCodeParams{DeviceID: lockID, StartsAt: time.Unix(1, 0), EndsAt: time.Unix(2, 0)}
	_, err := client.AccessCodes.Create(ctx, past)
	if rejected, ok := errors.AsType[*seam.Error](err); ok {
		fmt.Println(rejected.StatusCode, rejected.Type, rejected.RequestID != "")
	}
	// Output:
	// done
	// failed: lock_jammed
	// not found
	// perhaps done
	// 400 invalid_input true
}
