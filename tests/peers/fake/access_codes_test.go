package fake

import (
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// A period in both forms: as a time, and as in a request.
var (
	checkIn  = time.Date(2031, 3, 1, 15, 0, 0, 0, time.UTC)
	checkOut = time.Date(2031, 3, 4, 11, 0, 0, 0, time.UTC)
)

func callAccessCodes(t *testing.T, client *seam.Client) {
	code, err := client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{
		DeviceID: augustLock, Name: "Ada", PIN: "1234", StartsAt: checkIn, EndsAt: checkOut,
	})
	check(t, err)
	equal(t, "device", code.DeviceID, augustLock)
	equal(t, "type", code.Type, gen.AccessCodeTypeTimeBound)
	equalPointer(t, "code", code.Code, "1234")
	if code.StartsAt == nil || code.EndsAt == nil || !code.StartsAt.Equal(checkIn) || !code.EndsAt.Equal(checkOut) {
		t.Errorf("from %v to %v", code.StartsAt, code.EndsAt)
	}

	list := all(t, client.AccessCodes.List(t.Context(), &gen.AccessCodesListRequest{DeviceID: new(augustLock)}))
	equal(t, "codes of the lock", len(list), 1)
	equalPointer(t, "name", list[0].Name, "Ada")

	pulled, err := client.AccessCodes.PullBackupAccessCode(t.Context(), &gen.AccessCodesPullBackupAccessCodeRequest{AccessCodeID: code.AccessCodeID})
	check(t, err)
	equal(t, "backup of the same lock", pulled.BackupAccessCode.DeviceID, augustLock)
	got, err := client.AccessCodes.Get(t.Context(), &gen.AccessCodesGetRequest{AccessCodeID: &code.AccessCodeID})
	check(t, err)
	equalPointer(t, "pulled backup", got.PulledBackupAccessCodeID, pulled.BackupAccessCode.AccessCodeID)

	changeAccessCode(t, client, code.AccessCodeID)
	callAccessCodesOfManyDoors(t, client)
}

// changeAccessCode updates a code and deletes it.
func changeAccessCode(t *testing.T, client *seam.Client, id string) {
	attempt, err := client.AccessCodes.Update(t.Context(), &gen.AccessCodesUpdateRequest{AccessCodeID: id, Code: new("5678")})
	check(t, err)
	equal(t, "action", attempt.ActionType, "UPDATE_ACCESS_CODE")
	_, err = client.WaitFor(t.Context(), attempt)
	check(t, err)
	got, err := client.AccessCodes.Get(t.Context(), &gen.AccessCodesGetRequest{AccessCodeID: &id})
	check(t, err)
	equalPointer(t, "new code", got.Code, "5678")
	equal(t, "type", got.Type, gen.AccessCodeTypeOngoing)

	attempt, err = client.AccessCodes.Delete(t.Context(), &gen.AccessCodesDeleteRequest{AccessCodeID: id})
	check(t, err)
	equal(t, "action", attempt.ActionType, "DELETE_ACCESS_CODE")
	_, err = client.AccessCodes.Get(t.Context(), &gen.AccessCodesGetRequest{AccessCodeID: &id})
	refused(t, err, 404, "not_found")
}

func callAccessCodesOfManyDoors(t *testing.T, client *seam.Client) {
	proposed, err := client.AccessCodes.GenerateCode(t.Context(), &gen.AccessCodesGenerateCodeRequest{DeviceID: backDoor})
	check(t, err)
	equal(t, "device", proposed.DeviceID, backDoor)
	if proposed.Code == nil || len(*proposed.Code) < 4 {
		t.Fatalf("proposed %v", proposed.Code)
	}
	codes, err := client.AccessCodes.CreateMultiple(t.Context(), &gen.AccessCodesCreateMultipleRequest{
		DeviceIDs: []string{augustLock, backDoor}, Code: proposed.Code,
	})
	check(t, err)
	equal(t, "codes", len(codes), 2)
	for i, device := range []string{augustLock, backDoor} {
		equal(t, "device", codes[i].DeviceID, device)
		equalPointer(t, "code", codes[i].Code, *proposed.Code)
	}
}

func callUnmanagedAccessCodes(t *testing.T, client *seam.Client) {
	made, err := client.AccessCodes.Simulate.CreateUnmanagedAccessCode(t.Context(), &gen.AccessCodesSimulateCreateUnmanagedAccessCodeRequest{
		DeviceID: backDoor, Name: "Cleaner", Code: "2468",
	})
	check(t, err)
	equal(t, "managed", made.IsManaged, false)
	list := all(t, client.AccessCodes.Unmanaged.List(t.Context(), &gen.AccessCodesUnmanagedListRequest{DeviceID: backDoor}))
	equal(t, "unmanaged", len(list), 1)
	equalPointer(t, "name", list[0].Name, "Cleaner")
	equalPointer(t, "code", list[0].Code, "2468")
	// The document knows "set" and "unset" for such a code, and no other status.
	equal(t, "status", list[0].Status, "setting")

	check(t, client.AccessCodes.Unmanaged.Update(t.Context(), &gen.AccessCodesUnmanagedUpdateRequest{
		AccessCodeID: made.AccessCodeID, IsManaged: true,
	}))
	got, err := client.AccessCodes.Get(t.Context(), &gen.AccessCodesGetRequest{AccessCodeID: &made.AccessCodeID})
	check(t, err)
	equal(t, "managed", got.IsManaged, true)
}
