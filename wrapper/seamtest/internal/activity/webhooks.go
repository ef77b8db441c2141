package activity

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// webhook is an endpoint that receives events.
type webhook struct {
	world.Record

	url    string
	secret string
	types  []string // the event types that it receives, nil for all
}

type webhookView struct {
	EventTypes []string `json:"event_types,omitzero"`
	Secret     string   `json:"secret"`
	URL        string   `json:"url"`
	WebhookID  string   `json:"webhook_id"`
}

func viewWebhook(h *webhook) webhookView {
	return webhookView{EventTypes: h.types, Secret: h.secret, URL: h.url, WebhookID: h.ID}
}

// wants reports whether a webhook receives events of a type.
func (h *webhook) wants(eventType string) bool {
	return h.types == nil || slices.Contains(h.types, eventType)
}

// send queues an event for each webhook that receives it.
func (a *Area) send(e *world.Event) {
	if !a.outbox.IsOpen() {
		return
	}
	for _, to := range a.webhooks.All() {
		if to.wants(e.Type) {
			a.outbox.Add(protocol.Message{
				WebhookID: to.ID, EventID: e.ID, URL: to.url, Secret: to.secret,
				Body: wire.Marshal(e.Fields), At: a.world.Now(),
			})
		}
	}
}

// retryPauses are the pauses of Seam between the end of an attempt to deliver an event and the next attempt.
var retryPauses = []time.Duration{
	5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 10 * time.Hour,
}

// deliveryRetries is implemented by retry.
var deliveryRetries = rules.Rule{
	Name:       "An event whose receiver does not respond with a status 2xx is sent again: after 5 seconds, 5 minutes, 30 minutes, 2, 5, 10 and 10 hours",
	Page:       "developer-tools/webhooks",
	Operations: []string{"/webhooks/create"},
	Test:       "TestWebhookRetries",
}

// retry schedules the next attempt of a delivery that failed. A webhook that was deleted gets none.
func (a *Area) retry(failed protocol.Message) {
	if failed.Retries == len(retryPauses) {
		return
	}
	a.world.At(a.world.Now().Add(retryPauses[failed.Retries]), func() {
		if _, ok := a.webhooks.Get(failed.WebhookID); !ok || !a.outbox.IsOpen() {
			return
		}
		next := failed
		next.Retries++
		next.At = a.world.Now()
		a.outbox.Add(next)
	})
}

func (a *Area) createWebhook(c *protocol.Call) (any, error) {
	secret := a.world.NextBytes("webhook secret")
	made := &webhook{url: c.Text("url"), types: c.Texts("event_types"), secret: protocol.NewWebhookSecret(secret[:])}
	a.webhooks.Insert(made)
	return viewWebhook(made), nil
}

func (a *Area) getWebhook(c *protocol.Call) (any, error) {
	found, err := a.webhooks.Find(c.UUID("webhook_id"))
	if err != nil {
		return nil, err
	}
	return viewWebhook(found), nil
}

func (a *Area) listWebhooks(*protocol.Call) (any, error) {
	return wire.Views(a.webhooks.All(), viewWebhook), nil
}

func (a *Area) updateWebhook(c *protocol.Call) (any, error) {
	found, err := a.webhooks.Find(c.UUID("webhook_id"))
	if err != nil {
		return nil, err
	}
	found.types = c.Texts("event_types")
	return protocol.OK, nil
}

func (a *Area) deleteWebhook(c *protocol.Call) (any, error) {
	gone, err := a.webhooks.Find(c.UUID("webhook_id"))
	if err != nil {
		return nil, err
	}
	a.webhooks.Delete(gone)
	return protocol.OK, nil
}
