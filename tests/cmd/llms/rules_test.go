package main

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

import (
	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest" // in tests
)

// The code in rules.md is also in this file, where it runs. tests/repo compares the two.

func client(t *testing.T) error {
	t.Setenv("SEAM_API_KEY", "seam_test_key")
	client, err := seam.FromEnv() // reads SEAM_API_KEY; or seam.NewClient(seam.APIKey(key))
	_ = client
	return err
}

func giveAccess(ctx context.Context, client *seam.Client, entranceID string, checkout time.Time) error {
	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:     seam.NewPerson{FullName: "Ada Lovelace", Key: "guest-1815"}, // or seam.UserIdentity(id)
		EntranceIDs: []string{entranceID},                                        // or SpaceIDs, DeviceIDs
		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}},                  // or seam.Card{}, seam.MobileKey{}, seam.CloudKey{}
		EndsAt:      checkout,
		Key:         "stay-4711",
	})
	if err != nil {
		return err
	}
	methods, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
	if err != nil {
		return err
	}
	for _, method := range methods {
		fmt.Println(method.Mode, method.PIN(), method.InstantKeyURL)
	}
	err = client.AccessGrants.Delete(ctx, seam.GrantKey("stay-4711")) // at checkout
	return err
}

func createUser(ctx context.Context, client *seam.Client, systemID string) error {
	user, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID:  systemID,
		FullName:     "Ada Lovelace",
		EmailAddress: new("ada@example.com"),
	})
	_ = user
	return err
}

func list(ctx context.Context, client *seam.Client) error {
	for device, err := range client.Devices.List(ctx, nil) {
		if err != nil {
			return err
		}
		fmt.Println(device.DeviceID, device.DisplayName)
	}
	return nil
}

func unlock(ctx context.Context, client *seam.Client, lockID string) error {
	attempt, err := client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lockID})
	if err != nil {
		return err
	}
	if _, err := client.WaitFor(ctx, attempt); err != nil {
		return err // *seam.ActionError: the action failed; *seam.ActionPendingError: wait again
	}
	return nil
}

func inspect(err error) {
	switch {
	case errors.Is(err, seam.ErrOutcomeUnknown): // look whether the change was made
	case errors.Is(err, seam.ErrNotFound):
	case errors.Is(err, seam.ErrRateLimited):
	}
	if e, ok := errors.AsType[*seam.Error](err); ok {
		fmt.Println(e.StatusCode, e.Type, e.Message)
	}
}

// Waiting takes no time in the bubble.
func TestRulesRun(t *testing.T) {
	if err := client(t); err != nil {
		t.Error(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		srv := seamtest.NewServer()
		client := srv.Client()
		entranceID := srv.AddEntrance(srv.AddSystem(seamtest.System{Name: "Grand Hotel"}), "Room 101")
		lockID := srv.AddDevice(seamtest.Device{Name: "Back Door"})
		srv.FailNext("/locks/unlock_door", 404, "device_not_found", "Device not found") // the next call fails
		err := unlock(ctx, client, lockID)
		if !errors.Is(err, seam.ErrNotFound) {
			t.Error(err)
		}
		inspect(err)
		if err := errors.Join(
			giveAccess(ctx, client, entranceID, time.Now().Add(time.Hour)),
			createUser(ctx, client, srv.AddSystem(seamtest.System{Name: "Gym"})),
			list(ctx, client),
			unlock(ctx, client, lockID),
		); err != nil {
			t.Error(err)
		}
	})
}
