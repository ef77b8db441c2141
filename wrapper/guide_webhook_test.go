package seam_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A property manager sends guests their PINs, records who enters, and learns which locks are offline: from
// the events that Seam sends to a URL.
//
// Seam sends an event again, later, until the URL responds with a 2xx. So an event may arrive twice, and after
// newer ones. Handle each event ID once, fetch the present state instead of trusting the event, and return an
// error only if the same event may succeed later. After about a day Seam gives up: the events that were missed
// are in client.Events.List.
func Example_webhookEvents() {
	demo := newWebhookDemo()
	manager := &propertyEvents{client: demo.client, handled: map[string]bool{}}
	webhook, err := seam.NewWebhook(demo.secret)
	if err != nil {
		log.Fatal(err)
	}
	webhook.Logger = slog.New(slog.DiscardHandler) // in a program, its logger: it gets the errors of handle
	demo.handler = webhook.Handler(manager.handle) // in a program: http.Handle("/seam", …)

	issued := demo.event(gen.EventTypeAccessMethodIssued, map[string]any{
		"access_method_id": demo.methodID, "access_grant_keys": []string{"stay-4711"},
	})
	manager.mailIsDown = true
	fmt.Println(demo.send(issued))
	manager.mailIsDown = false
	fmt.Println(demo.send(issued), "after the error")
	fmt.Println(demo.send(issued), "for the duplicate")
	for _, lockID := range []string{demo.onlineLock, demo.offlineLock} { // The first is back online by now.
		demo.send(demo.event(gen.EventTypeDeviceDisconnected, map[string]any{"device_id": lockID}))
	}
	demo.send(demo.event(gen.EventTypeLockUnlocked, map[string]any{"device_id": demo.onlineLock, "method": "keycode"}))
	fmt.Println(demo.send(demo.event("lock.polished", nil)), "for an unknown type,", len(manager.unknown), "kept")
	// Output:
	// 500
	// send PIN 1815 to the guest of [stay-4711]
	// 204 after the error
	// 204 for the duplicate
	// Boat House is offline
	// unlocked by keycode
	// 204 for an unknown type, 1 kept
}

// propertyEvents handles events. A real program keeps its records in a database, where the event ID is a
// unique key and is inserted in one transaction with the result of the event.
type propertyEvents struct {
	client     *seam.Client
	mailIsDown bool

	mu      sync.Mutex // net/http may call the handler for several events at the same time
	handled map[string]bool
	unknown [][]byte
}

// handle returns an error if Seam should send the event again.
func (p *propertyEvents) handle(ctx context.Context, event *gen.Event) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.handled[event.EventID] {
		return nil
	}
	if err := p.react(ctx, event); err != nil {
		return err
	}
	if event.EventID != "" { // Without an ID, events cannot be told apart.
		p.handled[event.EventID] = true
	}
	return nil
}

// react handles an event that is new.
func (p *propertyEvents) react(ctx context.Context, event *gen.Event) error {
	switch e := event.Value().(type) {
	case *gen.AccessMethodIssuedEvent:
		return p.sendPIN(ctx, e.AccessMethodID, e.AccessGrantKeys)
	case *gen.AccessMethodReissuedEvent: // after a change, such as a longer stay
		return p.sendPIN(ctx, e.AccessMethodID, e.AccessGrantKeys)
	case *gen.LockUnlockedEvent:
		fmt.Println("unlocked by", e.Method) // A record of the past; sort it by e.OccurredAt.
	case *gen.DeviceDisconnectedEvent:
		return p.checkConnection(ctx, e.DeviceID)
	case *gen.UnknownEvent:
		// This version does not know the type. An error would only make Seam send the event again, so keep it
		// for a later version.
		p.unknown = append(p.unknown, e.Raw)
	}
	return nil // All other types are ignored.
}

// sendPIN sends the PIN that the access method has now. The one in the event may be out of date.
func (p *propertyEvents) sendPIN(ctx context.Context, methodID string, grantKeys []string) error {
	method, err := p.client.AccessMethods.Get(ctx, methodID)
	if errors.Is(err, seam.ErrNotFound) {
		return nil // It was deleted since.
	}
	if err != nil {
		return err
	}
	if method.State() != seam.MethodIssued || method.PIN() == "" {
		return nil // It is a card or a key, or it is changing and another event follows.
	}
	if p.mailIsDown {
		return errors.New("the mail server is down") // no PIN, because the error is logged
	}
	fmt.Println("send PIN", method.PIN(), "to the guest of", grantKeys)
	return nil
}

// checkConnection raises an alarm unless the device is back online.
func (p *propertyEvents) checkConnection(ctx context.Context, deviceID string) error {
	device, err := p.client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &deviceID})
	if errors.Is(err, seam.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if device.Properties == nil || !device.Properties.Online {
		fmt.Println(device.DisplayName, "is offline")
	}
	return nil
}

// webhookDemo is a fake Seam that sends events to a handler.
type webhookDemo struct {
	srv                               *seamtest.Server
	handler                           http.Handler
	client                            *seam.Client
	secret                            string
	methodID, onlineLock, offlineLock string
}

func newWebhookDemo() webhookDemo {
	srv := seamtest.NewServer()
	d := webhookDemo{srv: srv, client: srv.Client()}
	d.onlineLock = srv.AddDevice(seamtest.Device{Name: "Lake House"})
	d.offlineLock = srv.AddDevice(seamtest.Device{Name: "Boat House", Offline: true})
	ctx := context.Background()
	endpoint, err := d.client.Webhooks.Create(ctx, &gen.WebhooksCreateRequest{URL: "https://example.com/seam"})
	if err != nil {
		log.Fatal(err)
	}
	grant, err := d.client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:   seam.NewPerson{FullName: "Ada Lovelace"},
		DeviceIDs: []string{d.onlineLock},
		Methods:   []seam.GrantMethod{seam.Code{PIN: "1815"}},
		EndsAt:    time.Now().Add(72 * time.Hour),
		Key:       "stay-4711",
	})
	if err != nil {
		log.Fatal(err)
	}
	d.secret, d.methodID = endpoint.Secret, grant.AccessMethodIDs[0]
	return d
}

// event causes an event and returns it as Seam sends it.
func (d webhookDemo) event(eventType gen.EventType, fields map[string]any) []byte {
	id := d.srv.Emit(eventType, fields)
	found, err := d.client.Events.Get(context.Background(), &gen.EventsGetRequest{EventID: &id})
	if err != nil {
		log.Fatal(err)
	}
	return found.Event.Raw()
}

// send sends an event and returns the status of the response.
func (d webhookDemo) send(event []byte) int {
	r := httptest.NewRequest(http.MethodPost, "/seam", bytes.NewReader(event))
	seamtest.SignEvent(r.Header, d.secret, "msg_1", time.Now(), event)
	recorder := httptest.NewRecorder()
	d.handler.ServeHTTP(recorder, r)
	return recorder.Code
}
