// Package activity has the operations on events, on action attempts, and on the webhooks that receive
// events.
package activity

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area has the webhooks of one workspace. Events and action attempts are in its [world.World].
type Area struct {
	world    *world.World
	outbox   *protocol.Outbox
	webhooks *world.Table[*webhook]
}

// New returns an area that sends every event of a world to the webhooks that receive its type.
func New(w *world.World, outbox *protocol.Outbox) *Area {
	a := &Area{world: w, outbox: outbox, webhooks: world.KeptTable[*webhook](w, "webhook")}
	w.Recorded.Subscribe(a.send)
	outbox.Failed = a.retry
	return a
}

// Rules returns the rules of Seam that are about events and webhooks.
func Rules() []rules.Rule { return []rules.Rule{deliveryRetries} }

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/action_attempts/get":  (*Area).getAttempt,
	"/action_attempts/list": (*Area).listAttempts,
	"/events/get":           (*Area).getEvent,
	"/events/list":          (*Area).listEvents,
	"/webhooks/create":      (*Area).createWebhook,
	"/webhooks/delete":      (*Area).deleteWebhook,
	"/webhooks/get":         (*Area).getWebhook,
	"/webhooks/list":        (*Area).listWebhooks,
	"/webhooks/update":      (*Area).updateWebhook,
}
