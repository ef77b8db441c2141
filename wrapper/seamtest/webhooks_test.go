package seamtest_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestWebhook(t *testing.T) {
	w := newWorld(t)
	got := w.ok("/webhooks/create", `{'url':'https://example.com/hook','event_types':['device.added']}`)
	id, secret := pick(t, got, "webhook", "webhook_id"), pick(t, got, "webhook", "secret")
	if !strings.HasPrefix(secret, "whsec_") {
		t.Errorf("secret %q", secret)
	}
	want := `{'webhook':{'event_types':['device.added'],'secret':'` + secret + `','url':'https://example.com/hook','webhook_id':'` + id + `'},'ok':true}`
	named := `{'webhook_id':'` + id + `'}`
	sameJSON(t, got, want)
	sameJSON(t, w.ok("/webhooks/get", named), want)
	w.ok("/webhooks/update", `{'webhook_id':'`+id+`','event_types':['device.removed']}`)
	sameJSON(t, w.ok("/webhooks/get", named), strings.Replace(want, "device.added", "device.removed", 1))
	if got := w.ids("/webhooks/list", "webhooks", "webhook_id", `{}`); !slices.Equal(got, []string{id}) {
		t.Errorf("list %v", got)
	}
	w.ok("/webhooks/delete", named)
	w.refusedAs("/webhooks/get", named, 404, "webhook_not_found")
	w.refusedAs("/webhooks/create", `{'url':'example'}`, 400, "invalid_input")
}

// A webhook handler of package seam receives signed events, and can call the server.
func TestWebhookHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := seamtest.NewServer()
		client := srv.Client()
		made, err := client.Webhooks.Create(t.Context(), &gen.WebhooksCreateRequest{URL: "https://example.com/hook", EventTypes: []gen.EventType{"lock.unlocked"}})
		if err != nil {
			t.Fatal(err)
		}
		hook, err := seam.NewWebhook(made.Secret)
		if err != nil {
			t.Fatal(err)
		}
		var seen []string
		srv.HandleWebhooks(hook.Handler(func(ctx context.Context, event *gen.Event) error {
			seen = append(seen, string(event.EventType))
			_, err := client.Devices.ListPage(ctx, nil)
			return err
		}))
		srv.SetActionTime(time.Minute)
		id := srv.AddDevice(seamtest.Device{})
		if _, err := client.Locks.UnlockDoor(t.Context(), &gen.LocksUnlockDoorRequest{DeviceID: id}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		srv.CatchUp()
		if !slices.Equal(seen, []string{"lock.unlocked"}) {
			t.Errorf("seen %v", seen)
		}
		if got := srv.Deliveries(); len(got) != 1 || got[0].Status/100 != 2 || got[0].Err != nil || got[0].WebhookID != made.WebhookID {
			t.Errorf("deliveries %+v", got)
		}
	})
}

func TestWebhookOverASocket(t *testing.T) {
	w := newWorld(t)
	headers := make(chan http.Header, 1)
	receiver := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		headers <- r.Header
		rw.WriteHeader(http.StatusTeapot)
	}))
	w.ok("/webhooks/create", `{'url':'`+receiver.URL+`'}`)
	w.srv.DeliverWebhooks(http.DefaultTransport)
	w.srv.Emit("phone.deactivated", map[string]any{"device_id": unknownID})
	if header := <-headers; header.Get("Svix-Signature") == "" || header.Get("Content-Type") != "application/json" {
		t.Errorf("header %v", header)
	}
	receiver.Close()
	w.srv.Emit("phone.deactivated", map[string]any{"device_id": unknownID})
	if got := w.srv.Deliveries(); len(got) != 2 || got[0].Status != http.StatusTeapot || got[1].Err == nil || got[1].Status != 0 {
		t.Errorf("deliveries %+v", got)
	}
}

// The test vector comes from the Standard Webhooks specification, which Seam follows.
func TestSignEvent(t *testing.T) {
	header := http.Header{}
	seamtest.SignEvent(header, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
		time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if got := header.Get("Svix-Signature"); got != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Errorf("signature %s", got)
	}
	mustPanic(t, "secret", func() { seamtest.SignEvent(header, "whsec_!", "", time.Now(), nil) })
}

// Events that a handler causes are delivered after the handler returns.
func TestDeliveriesDoNotNest(t *testing.T) {
	w := newWorld(t)
	w.ok("/webhooks/create", `{'url':'https://example.com/hook','event_types':['phone.deactivated']}`)
	depth, deepest, seen := 0, 0, 0
	w.srv.HandleWebhooks(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		depth++
		deepest = max(deepest, depth)
		if seen++; seen < 3 {
			w.srv.Emit("phone.deactivated", map[string]any{"device_id": unknownID})
		}
		depth--
	}))
	w.srv.Emit("phone.deactivated", map[string]any{"device_id": unknownID})
	if seen != 3 || deepest != 1 {
		t.Errorf("%d deliveries, %d deep", seen, deepest)
	}
}

// A panic in a handler reaches the caller, and later deliveries still work.
func TestDeliveryPanics(t *testing.T) {
	w := newWorld(t)
	w.ok("/webhooks/create", `{'url':'https://example.com/hook','event_types':['phone.deactivated']}`)
	emit := func() { w.srv.Emit("phone.deactivated", map[string]any{"device_id": unknownID}) }
	w.srv.HandleWebhooks(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("out of paper") }))
	mustPanic(t, "out of paper", emit)
	w.srv.HandleWebhooks(http.NotFoundHandler())
	emit()
	if got := w.srv.Deliveries(); len(got) != 2 || got[0].Err == nil || got[0].Status != 0 || got[1].Status != http.StatusNotFound {
		t.Errorf("deliveries %+v", got)
	}
}

// A failing receiver gets the event on the schedule of Seam, with the same ID and a fresh signature.
func TestWebhookRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := seamtest.NewServer()
		made, err := srv.Client().Webhooks.Create(t.Context(), &gen.WebhooksCreateRequest{URL: "https://example.com/hook"})
		if err != nil {
			t.Fatal(err)
		}
		hook, err := seam.NewWebhook(made.Secret)
		if err != nil {
			t.Fatal(err)
		}
		start, after, ids := time.Now(), []time.Duration{}, map[string]bool{}
		srv.HandleWebhooks(hook.Handler(func(_ context.Context, event *gen.Event) error {
			after = append(after, time.Since(start))
			ids[event.EventID] = true
			return errors.New("the database is down")
		}))
		srv.Emit("phone.deactivated", map[string]any{"device_id": unknownID})
		for range 30 * 60 * 12 { // 30 hours
			time.Sleep(5 * time.Second)
			srv.CatchUp()
		}
		want := []time.Duration{
			0, 5 * time.Second, 5*time.Minute + 5*time.Second, 35*time.Minute + 5*time.Second, 2*time.Hour + 35*time.Minute + 5*time.Second,
			7*time.Hour + 35*time.Minute + 5*time.Second, 17*time.Hour + 35*time.Minute + 5*time.Second, 27*time.Hour + 35*time.Minute + 5*time.Second,
		}
		if !slices.Equal(after, want) || len(ids) != 1 {
			t.Errorf("events %v after %v", ids, after)
		}
	})
}

// An event that was accepted, or whose webhook was deleted, is not sent again.
func TestWebhookRetriesEnd(t *testing.T) {
	w := newWorld(t)
	id := w.make("/webhooks/create", "webhook", `{'url':'https://example.com/hook','event_types':['phone.deactivated']}`)
	status := http.StatusInternalServerError
	w.srv.HandleWebhooks(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.WriteHeader(status)
		status = http.StatusNoContent
	}))
	emit := func() { w.srv.Emit("phone.deactivated", map[string]any{"device_id": unknownID}) }
	emit()
	w.now = w.now.Add(time.Hour)
	w.srv.CatchUp()
	w.now = w.now.Add(time.Hour)
	w.srv.CatchUp()
	if got := w.srv.Deliveries(); len(got) != 2 || got[0].Status != 500 || got[1].Status != 204 {
		t.Errorf("deliveries %+v", got)
	}
	status = http.StatusInternalServerError
	emit()
	w.ok("/webhooks/delete", `{'webhook_id':'`+id+`'}`)
	w.now = w.now.Add(time.Hour)
	w.srv.CatchUp()
	if got := w.srv.Deliveries(); len(got) != 3 {
		t.Errorf("deliveries %+v", got)
	}
}
