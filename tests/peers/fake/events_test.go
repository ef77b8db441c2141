package fake

import (
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"time"
)

func callEvents(t *testing.T, client *seam.Client) {
	list, err := client.Events.List(t.Context(), &gen.EventsListRequest{
		Since: new(time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)), DeviceID: new(augustLock),
	})
	check(t, err)
	found := map[string]*gen.Event{}
	for _, event := range list {
		found[string(event.EventType)] = event
		if event.EventID == "" || event.CreatedAt.IsZero() {
			t.Errorf("an event of nothing: %+v", event)
		}
	}
	for _, kind := range []string{"device.connected", "lock.unlocked", "lock.locked", "access_code.created"} {
		if found[kind] == nil {
			t.Fatalf("no %s among %d events", kind, len(list))
		}
	}
	connected, ok := found["device.connected"].Value().(*gen.DeviceConnectedEvent)
	if !ok {
		t.Fatalf("got a %T", found["device.connected"].Value())
	}
	equal(t, "account", connected.ConnectedAccountID, johnsAccount)

	unlocked, ok := found["lock.unlocked"].Value().(*gen.LockUnlockedEvent)
	if !ok {
		t.Fatalf("got a %T", found["lock.unlocked"].Value())
	}
	equal(t, "device", unlocked.DeviceID, augustLock)

	// The fake returns the first event of the device. By ID it returns one without a device.
	got, err := client.Events.Get(t.Context(), &gen.EventsGetRequest{DeviceID: new(augustLock)})
	check(t, err)
	equal(t, "event", got.Event.EventID, connected.EventID)
	equal(t, "type", got.Event.EventType, gen.EventTypeDeviceConnected)
}
