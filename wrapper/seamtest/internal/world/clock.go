package world

import (
	"slices"
	"time"
)

// due is a function and the time at which to call it.
type due struct {
	at  time.Time
	act func()
}

// Now returns the time in milliseconds, the precision of the API. A time that a client reads back then
// equals the one that a filter such as created_before compares it with.
func (w *World) Now() time.Time {
	if !w.at.IsZero() {
		return w.at
	}
	return w.now().UTC().Truncate(time.Millisecond)
}

// At schedules a call of f, which the first [World.CatchUp] at or after the given time makes. While f
// runs, Now returns the given time.
func (w *World) At(when time.Time, f func()) { w.pending = append(w.pending, due{when, f}) }

// CatchUp calls all functions that are due, in the order of their times.
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

// nextDue returns the index of the pending function with the earliest time, or -1 if none is due.
func (w *World) nextDue(now time.Time) int {
	first := -1
	for i, d := range w.pending {
		if !d.at.After(now) && (first < 0 || d.at.Before(w.pending[first].at)) {
			first = i
		}
	}
	return first
}
