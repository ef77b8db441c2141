package world

import (
	"maps"

	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Event records a change. Its fields are those of Seam's events of its type.
type Event struct {
	Record

	Type   string
	Fields wire.Object
}

// Events returns the log of events.
func (w *World) Events() *Table[*Event] { return w.events }

// Emit records an event and announces it. Fields without a value are left out, as Seam does.
func (w *World) Emit(eventType string, fields ...wire.Object) *Event {
	e := &Event{Type: eventType, Fields: wire.Object{}}
	for _, some := range fields {
		maps.Copy(e.Fields, some)
	}
	maps.DeleteFunc(e.Fields, func(_ string, value any) bool { return value == "" || value == nil })
	w.events.Insert(e)
	maps.Copy(e.Fields, wire.Object{
		"event_id":     e.ID,
		"event_type":   eventType,
		"workspace_id": w.WorkspaceID,
		"created_at":   wire.Time(e.CreatedAt),
	})
	if e.Fields["occurred_at"] == nil {
		e.Fields["occurred_at"] = wire.Time(e.CreatedAt)
	}
	w.Recorded.Announce(e)
	return e
}
