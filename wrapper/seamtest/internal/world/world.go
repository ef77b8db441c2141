// Package world holds the facts of a fake Seam: tables of objects, IDs, the clock, actions that are
// due later, and the log of events. It does not depend on doors, people or cards, nor on HTTP.
//
// # Tables
//
// A [Table] holds the objects of one kind, in the order of their creation. An object embeds [Record].
// Objects refer to each other with Go pointers. An area declares these references once, with
// [BelongsTo] and [ListedIn]. Deleting an object then deletes the objects that belong to it, and removes
// it from the lists that contain it.
//
// # Announcements
//
// A lower area does not import those above it. It declares an [Announcement], to which they subscribe.
// A table announces every deletion.
//
// Nothing here locks: package protocol carries out one call at a time.
//
// # How an area is written
//
// An area is a package on top of world and protocol, such as places and people. Its file area.go has
//
//   - the package comment, which lists the kinds of objects that the area has, and those of higher areas
//     on which it does not depend;
//   - type Area: its tables, its announcements, and functions that an area above sets, for the few
//     questions that only that area can answer;
//   - New, which makes the tables, declares their references with [BelongsTo] and [ListedIn], and
//     subscribes to announcements of lower areas. An event that every deletion sends is emitted in a
//     subscription to Deleted, all others where the change is made;
//   - Rules, the list of its rules, and operations, the one table of its operations.
//
// Every other file has one kind of object: its type, its view, the functions that find it, and its
// operations. A handler reads all parameters, returns the problems of all of them in one error (protocol
// Params.Err), finds the objects that the request names, checks them, and only then changes anything.
// A rule of Seam is a rules.Rule, declared next to the function that implements it and returns its Err.
//
// A value that follows from others is computed when it is read, and not stored.
package world

import "time"

// World holds the facts of one workspace.
type World struct {
	// WorkspaceID is the ID of the workspace to which the server's API keys belong.
	WorkspaceID string
	// Recorded announces every event.
	Recorded Announcement[*Event]
	// Ended announces the end of every action attempt.
	Ended Announcement[*Attempt]
	// Reset announces that the sandbox was emptied.
	Reset Signal

	seed   string
	now    func() time.Time
	at     time.Time // the time of Now while a scheduled function runs, else zero
	counts map[string]int
	serial int
	tables map[string]table

	events   *Table[*Event]
	attempts *Table[*Attempt]
	actions  actions
	pending  []due
}

// New returns an empty world. Its IDs are computed from the seed.
func New(seed string, now func() time.Time) *World {
	w := &World{seed: seed, now: now, counts: make(map[string]int), tables: make(map[string]table)}
	w.events = KeptTable[*Event](w, "event")
	w.attempts = KeptTable[*Attempt](w, "action_attempt")
	w.actions.failures = make(map[string][]*ActionError)
	return w
}

// Has reports whether there is an object of a kind with an ID.
func (w *World) Has(kind, id string) bool {
	t, ok := w.tables[kind]
	return ok && t.has(id)
}

// EmptySandbox removes all objects except those of tables made with [KeptTable], and announces it.
func (w *World) EmptySandbox() {
	for _, t := range w.tables {
		t.empty()
	}
	w.Reset.Announce()
}
