package repo

import (
	"context"
	"fmt"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// These functions contain the code in the comment of package gen. They compile, and run as far as
// they can without Seam.

func commentCall(ctx context.Context, key string) error {
	client, err := seam.NewClient(seam.APIKey(key))
	if err != nil {
		return err
	}
	space, err := client.Spaces.Create(ctx, &gen.SpacesCreateRequest{Name: "Lobby"})
	_ = space
	return err
}

func commentNullable(ctx context.Context, client *seam.Client, id string) (err error) {
	err = client.UserIdentities.Update(ctx, &gen.UserIdentitiesUpdateRequest{
		UserIdentityID: id,
		FullName:       gen.Value("Ada Lovelace"), // changes it
		PhoneNumber:    gen.Null[string](),        // removes it
	})
	return err
}

func commentList(ctx context.Context, client *seam.Client) error {
	for device, err := range client.Devices.List(ctx, &gen.DevicesListRequest{Limit: new(100)}) {
		if err != nil {
			return err
		}
		fmt.Println(device.DisplayName)
	}
	return nil
}

func commentWait(ctx context.Context, client *seam.Client, id string) error {
	attempt, err := client.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: id})
	if err != nil {
		return err
	}
	if _, err := client.WaitFor(ctx, attempt); err != nil {
		return err
	}
	return nil
}

func TestCodeOfTheGeneratedPackageComment(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	client, err := seam.NewClient(seam.APIKey("seam_test_key"))
	if err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"call": commentCall(ctx, "seam_test_key"), "nullable": commentNullable(ctx, client, "id-1"),
		"list": commentList(ctx, client), "wait": commentWait(ctx, client, "id-1"),
	} {
		if err == nil {
			t.Errorf("%s ignores that its context has ended", name)
		}
	}
}
