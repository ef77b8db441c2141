package seamtest_test

import (
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A misspelled path or type panics. Otherwise the prepared fault never applies, and the test proves nothing.
func TestPreparingWhatCannotHappen(t *testing.T) {
	srv := seamtest.NewServer()
	mustPanic(t, `of type "UNLOK_DOOR"`, func() { srv.FailNextAction("UNLOK_DOOR", "jammed", "m") })
	mustPanic(t, `of type "unlock_door"`, func() { srv.FailNextAction("unlock_door", "jammed", "m") })
	mustPanic(t, "do not fit an event of type lock.unlocked", func() {
		srv.Emit("lock.unlocked", map[string]any{"is_via_nfc": "banana"})
	})
	mustPanic(t, "do not fit an event of type lock.unlocked", func() {
		srv.Emit("lock.unlocked", map[string]any{"device_id": func() {}})
	})
}

// Emit accepts events of unknown types, because programs must handle those that Seam adds.
func TestEmitOfWhatSeamDoesNotDocument(t *testing.T) {
	srv := seamtest.NewServer()
	srv.Emit("lock.levitated", map[string]any{"height": 7})
	events, err := srv.Client().Events.List(t.Context(), &gen.EventsListRequest{Since: new(time.Date(1999, time.January, 1, 0, 0, 0, 0, time.UTC))})
	if err != nil || len(events) != 1 || events[0].EventType != "lock.levitated" {
		t.Errorf("events %v, %v", events, err)
	}
}
