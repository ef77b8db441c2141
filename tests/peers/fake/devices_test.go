package fake

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callDevices(t *testing.T, client *seam.Client) {
	got, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(augustLock)})
	check(t, err)
	equal(t, "type", got.DeviceType, "august_lock")
	equal(t, "can unlock", got.CanRemotelyUnlock, true)
	equal(t, "locked", got.Properties.Locked, true)

	ids := func(devices []*gen.Device) (ids []string) {
		for _, d := range devices {
			ids = append(ids, d.DeviceID)
		}
		return slices.Sorted(slices.Values(ids))
	}
	want := []string{augustLock, backDoor, thermostat, noiseSensor, schlageLock}
	// Two to a page.
	got5 := ids(all(t, client.Devices.List(t.Context(), &gen.DevicesListRequest{Limit: new(2)})))
	equal(t, "devices", slices.Equal(got5, want), true)
	locks := all(t, client.Devices.List(t.Context(), &gen.DevicesListRequest{DeviceType: new(gen.DeviceType("august_lock"))}))
	equal(t, "August locks", slices.Equal(ids(locks), []string{augustLock, backDoor}), true)

	providers, err := client.Devices.ListDeviceProviders(t.Context(), nil)
	check(t, err)
	equal(t, "providers", len(providers), 3)
	equal(t, "provider", providers[0].DeviceProviderName, "august")
	equal(t, "categories", len(providers[0].ProviderCategories), 2)

	callUnmanagedDevices(t, client)
}

// callUnmanagedDevices takes a lock out of management and back.
func callUnmanagedDevices(t *testing.T, client *seam.Client) {
	release := &gen.DevicesUpdateRequest{DeviceID: schlageLock, IsManaged: new(false)}
	release.Name = gen.Value("Bath")
	check(t, client.Devices.Update(t.Context(), release))
	got, err := client.Devices.Unmanaged.Get(t.Context(), &gen.DevicesUnmanagedGetRequest{DeviceID: new(schlageLock)})
	check(t, err)
	equal(t, "type", got.DeviceType, "schlage_lock")
	equal(t, "managed", got.IsManaged, false)
	list := all(t, client.Devices.Unmanaged.List(t.Context(), nil))
	equal(t, "unmanaged", len(list), 1)
	equal(t, "the one", list[0].DeviceID, schlageLock)

	check(t, client.Devices.Unmanaged.Update(t.Context(), &gen.DevicesUnmanagedUpdateRequest{DeviceID: schlageLock, IsManaged: new(true)}))
	back, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(schlageLock)})
	check(t, err)
	equal(t, "managed again", back.IsManaged, true)
}
