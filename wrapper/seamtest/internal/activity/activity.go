// Package activity has the operations on what happened in a workspace: events, action attempts, and
// the webhooks that receive events.
package activity

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area is what happened in one workspace.
type Area struct {
	world    *world.World
	outbox   *protocol.Outbox
	webhooks *world.Table[*webhook]
}

// New returns the area, which sends every event of a world to the webhooks.
func New(w *world.World, outbox *protocol.Outbox) *Area {
	a := &Area{world: w, outbox: outbox, webhooks: world.KeptTable[*webhook](w, "webhook")}
	w.Recorded.Subscribe(a.send)
	return a
}

// Operations returns the operations of the area.
func (a *Area) Operations() protocol.Operations {
	return protocol.Operations{
		"/action_attempts/get":  a.getAttempt,
		"/action_attempts/list": a.listAttempts,
		"/events/get":           a.getEvent,
		"/events/list":          a.listEvents,
		"/webhooks/create":      a.createWebhook,
		"/webhooks/delete":      a.deleteWebhook,
		"/webhooks/get":         a.getWebhook,
		"/webhooks/list":        a.listWebhooks,
		"/webhooks/update":      a.updateWebhook,
	}
}
