package client

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// Code written without reading the documentation compiles and does the obvious: it needs no
// conversion between the packages and no other module.
func TestFirstGuesses(t *testing.T) {
	t.Parallel()
	now := time.Date(2031, time.March, 1, 16, 0, 0, 5_999_999, time.FixedZone("", 3600))
	for name, guess := range map[string]struct {
		call func(ctx context.Context, client *seam.Client) error
		sent string
	}{
		"a value that may be null": {func(ctx context.Context, client *seam.Client) error {
			_, err := client.UserIdentities.Create(ctx, &gen.UserIdentitiesCreateRequest{EmailAddress: gen.Value("ada@example.com")})
			return err
		}, `{"email_address":"ada@example.com"}`},
		"null": {func(ctx context.Context, client *seam.Client) error {
			return client.UserIdentities.Update(ctx, &gen.UserIdentitiesUpdateRequest{UserIdentityID: "u", FullName: gen.Null[string]()})
		}, `{"full_name":null,"user_identity_id":"u"}`},
		"the times of an access grant": {func(ctx context.Context, client *seam.Client) error {
			_, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
				Grantee: seam.UserIdentity("u"), DeviceIDs: []string{"d"}, Methods: []seam.GrantMethod{seam.Code{}},
				StartsAt: now, EndsAt: now.Add(time.Hour), Name: "Ada",
			})
			return err
		}, `{"device_ids":["d"],"ends_at":"2031-03-01T16:00:00.005Z","name":"Ada","requested_access_methods":[{"mode":"code"}],"starts_at":"2031-03-01T15:00:00.005Z","user_identity_id":"u"}`},
		"the times of an access code": {func(ctx context.Context, client *seam.Client) error {
			_, err := client.AccessCodes.Create(ctx, seam.AccessCodeParams{DeviceID: "d", StartsAt: now, EndsAt: now.Add(time.Hour), PreferredLength: 4})
			return err
		}, `{"device_id":"d","ends_at":"2031-03-01T16:00:00.005Z","preferred_code_length":4,"starts_at":"2031-03-01T15:00:00.005Z"}`},
		"types of events": {func(ctx context.Context, client *seam.Client) error {
			_, err := client.Events.List(ctx, &gen.EventsListRequest{Since: &now, EventTypes: []gen.EventType{gen.EventTypeDeviceConnected}})
			return err
		}, `{"event_types":["device.connected"],"since":"2031-03-01T15:00:00.005Z"}`},
		"types of events of a webhook": {func(ctx context.Context, client *seam.Client) error {
			_, err := client.Webhooks.Create(ctx, &gen.WebhooksCreateRequest{URL: "https://example.com", EventTypes: []gen.EventType{gen.EventTypeDeviceConnected}})
			return err
		}, `{"event_types":["device.connected"],"url":"https://example.com"}`},
		"a cursor and the types of devices": {func(ctx context.Context, client *seam.Client) error {
			_, err := client.Devices.ListPage(ctx, &gen.DevicesListRequest{PageCursor: new("c"), DeviceTypes: []gen.DeviceType{gen.DeviceTypeAugustLock}})
			return err
		}, `{"device_types":["august_lock"],"page_cursor":"c"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, wire := clientOf(t, `{"ok":true}`)
			_ = guess.call(t.Context(), client) // The response has no result.
			if len(wire.sent) != 1 || wire.sent[0] != guess.sent {
				t.Errorf("sent %s, want %s", strings.Join(wire.sent, " "), guess.sent)
			}
		})
	}
}

// The fake, events, errors and requests use the same types.
func TestFirstGuessesWithTheFake(t *testing.T) {
	t.Parallel()
	srv := seamtest.NewServer()
	client := srv.Client()
	device := srv.AddDevice(seamtest.Device{Type: gen.DeviceTypeAugustLock})
	id := srv.Emit(gen.EventTypeDeviceDisconnected, map[string]any{"device_id": device})
	found, err := client.Events.Get(t.Context(), &gen.EventsGetRequest{EventID: &id, EventType: new(gen.EventTypeDeviceDisconnected)})
	if err != nil || found.Event.EventType != gen.EventTypeDeviceDisconnected {
		t.Errorf("got %v, %v", found, err)
	}
	srv.FailNextAction(gen.ActionTypeUnlockDoor, seam.ActionErrorExpired, "Nobody came")
	attempt, err := client.Locks.UnlockDoor(t.Context(), &gen.LocksUnlockDoorRequest{DeviceID: device})
	if err != nil {
		t.Fatal(err)
	}
	attempt, err = client.ActionAttempts.Get(t.Context(), &gen.ActionAttemptsGetRequest{ActionAttemptID: attempt.ActionAttemptID})
	if err != nil || attempt.Error == nil || attempt.Error.Type != seam.ActionErrorExpired {
		t.Errorf("got %v, %v", attempt, err)
	}
	srv.RespondNext("/devices/get", http.StatusOK, "application/json", `{"device":{"device_type":"august_lock","properties":{"battery":{"status":"low"}}},"ok":true}`)
	got, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: &device})
	if err != nil || got.DeviceType != gen.DeviceTypeAugustLock || got.Properties.Battery.Status != gen.BatteryStatusLow {
		t.Errorf("got %v, %v", got, err)
	}
}
