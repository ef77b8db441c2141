// Package world holds the facts of a fake Seam: tables of objects, IDs, the clock, actions that are
// due later, and the log of events. It knows nothing of doors, people or cards, and nothing of HTTP.
//
// # Tables
//
// A [Table] holds the objects of one kind, in the order of their creation. An object embeds [Record].
// Objects point at each other with Go pointers, and an area declares these references once, with
// [BelongsTo] and [ListedIn]: deleting an object then deletes what belongs to it, and takes it out
// of the lists that name it.
//
// # Announcements
//
// A lower area knows nothing of those above it. It declares an [Announcement], and they subscribe.
// A table announces every deletion.
//
// Nothing here locks: package protocol carries out one call at a time.
//
// # How an area is written
//
// An area is a package on top of world and protocol, such as places and people. Its file area.go has
//
//   - the package comment: what the area has, and what it knows nothing of;
//   - type Area: its tables, what it announces, and functions that an area above sets, for the few
//     questions that only that area can answer;
//   - New, which makes the tables, declares their references with [BelongsTo] and [ListedIn], and
//     subscribes to what lower areas announce. An event that every deletion sends is emitted in a
//     subscription to Deleted, all others where the change is made;
//   - Rules, the list of its rules, and operations, the one table of its operations.
//
// Every other file has one kind of object: its type, its view, the functions that find it, and its
// operations. A handler reads parameters, returns what is wrong with all of them at once (protocol
// Params.Err), finds the objects that the request names, checks them, and only then changes anything.
// A rule of Seam is a rules.Rule beside the function that plays it, which returns its Err.
//
// What follows from other facts is computed when it is read and not stored.
package world

import "time"

// World is one workspace's facts.
type World struct {
	// WorkspaceID is the ID of the workspace that the keys of the server open.
	WorkspaceID string
	// Recorded announces every event.
	Recorded Announcement[*Event]
	// Ended announces every action attempt that has ended.
	Ended Announcement[*Attempt]
	// Reset announces that the sandbox was emptied.
	Reset Signal

	seed   string
	now    func() time.Time
	at     time.Time // the time at which a due action is carried out, else zero
	counts map[string]int
	serial int
	tables map[string]table

	events   *Table[*Event]
	attempts *Table[*Attempt]
	actions  actions
}

// New returns an empty world. Its IDs follow from the seed.
func New(seed string, now func() time.Time) *World {
	w := &World{seed: seed, now: now, counts: make(map[string]int), tables: make(map[string]table)}
	w.events = KeptTable[*Event](w, "event")
	w.attempts = KeptTable[*Attempt](w, "action_attempt")
	w.actions.failures = make(map[string][]*ActionError)
	return w
}

// Now returns the time at the precision of the API: what a client reads back then equals what a
// filter such as created_before compares with.
func (w *World) Now() time.Time {
	if !w.at.IsZero() {
		return w.at
	}
	return w.now().UTC().Truncate(time.Millisecond)
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
