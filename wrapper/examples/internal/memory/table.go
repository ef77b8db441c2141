// Package memory stores the bookings of the example services. A real service has a database instead.
package memory

import (
	"crypto/rand"
	"maps"
	"slices"
	"sync"
)

// Table holds rows of one type by their IDs. It is safe for concurrent use.
type Table[T any] struct {
	mu   sync.Mutex
	rows map[string]T
}

// NewTable returns an empty table.
func NewTable[T any]() *Table[T] { return &Table[T]{rows: map[string]T{}} }

// Add stores the row that makeRow returns for a new ID. IDs are random: a program that starts again must not
// use one again, because its first run may have left things with that name at Seam.
func (t *Table[T]) Add(makeRow func(id string) T) T {
	t.mu.Lock()
	defer t.mu.Unlock()
	id := rand.Text()
	t.rows[id] = makeRow(id)
	return t.rows[id]
}

// Get returns the row with this ID, and false if there is none.
func (t *Table[T]) Get(id string) (T, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	row, ok := t.rows[id]
	return row, ok
}

// Update changes the row with this ID as a whole or, if change returns false, not at all. It returns the row,
// and reports whether it was changed. No other call sees the row while change runs.
func (t *Table[T]) Update(id string, change func(row *T) bool) (T, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	row, ok := t.rows[id]
	if !ok {
		return row, false
	}
	changed := row
	if !change(&changed) {
		return row, false
	}
	t.rows[id] = changed
	return changed, true
}

// All returns a copy of all rows.
func (t *Table[T]) All() []T {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Collect(maps.Values(t.rows))
}
