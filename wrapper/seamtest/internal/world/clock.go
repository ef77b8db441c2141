package world

import (
	"slices"
	"time"
)

// due is something that happens at a time to come.
type due struct {
	at  time.Time
	act func()
}

// Now returns the time at the precision of the API: what a client reads back then equals what a
// filter such as created_before compares with.
func (w *World) Now() time.Time {
	if !w.at.IsZero() {
		return w.at
	}
	return w.now().UTC().Truncate(time.Millisecond)
}

// At calls f when a time has come. Now is that time then, however late the call is.
func (w *World) At(when time.Time, f func()) { w.pending = append(w.pending, due{when, f}) }

// CatchUp does what is due, in order, each at its own time.
func (w *World) CatchUp() {
	now := w.Now()
	defer func() { w.at = time.Time{} }()
	for {
		i := w.nextDue(now)
		if i < 0 {
			return
		}
		next := w.pending[i]
		w.pending = slices.Delete(w.pending, i, i+1)
		w.at = next.at
		next.act()
	}
}

// nextDue returns the index of what happens first, or -1 if nothing does by now.
func (w *World) nextDue(now time.Time) int {
	first := -1
	for i, d := range w.pending {
		if !d.at.After(now) && (first < 0 || d.at.Before(w.pending[first].at)) {
			first = i
		}
	}
	return first
}
