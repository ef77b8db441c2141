package world

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// Record has the fields that all objects have. Every type of object embeds it.
type Record struct {
	// ID is the object's ID in the API.
	ID string
	// CreatedAt is the time at which the object was created.
	CreatedAt time.Time

	serial int
}

// Serial returns the number of the object among all objects of its world, in the order of their
// creation. Lists and cursors follow this order.
func (r *Record) Serial() int { return r.serial }

func (r *Record) record() *Record { return r }

// Object is a pointer to a struct that embeds [Record].
type Object interface {
	comparable
	Serial() int
	record() *Record
}

// NewRecord returns the record of a new object.
func (w *World) NewRecord(kind string) Record {
	w.serial++
	return Record{ID: w.NextID(kind), serial: w.serial, CreatedAt: w.Now()}
}

// Table holds the objects of one kind, in the order of their creation.
type Table[T Object] struct {
	// Deleted announces every deleted object, after its removal from the table.
	Deleted Announcement[T]

	world    *World
	kind     string
	kept     bool // the objects stay when the sandbox is emptied
	byID     map[string]T
	all      []T
	onDelete []func(gone T) // see OnDelete
}

// table is a [Table] of any type.
type table interface {
	has(id string) bool
	empty()
}

// NewTable returns an empty table. The kind is Seam's name of its objects, such as "acs_user".
func NewTable[T Object](w *World, kind string) *Table[T] {
	if _, twice := w.tables[kind]; twice {
		panic(fmt.Sprintf("seamtest: there are two tables of %q", kind))
	}
	t := &Table[T]{world: w, kind: kind, byID: make(map[string]T)}
	w.tables[kind] = t
	return t
}

// KeptTable returns a table that keeps its objects when the sandbox is emptied.
func KeptTable[T Object](w *World, kind string) *Table[T] {
	t := NewTable[T](w, kind)
	t.kept = true
	return t
}

// Insert adds an object. It fills in the object's [Record] unless the caller has done so with
// [World.NewRecord].
func (t *Table[T]) Insert(object T) {
	r := object.record()
	if r.serial == 0 {
		*r = t.world.NewRecord(t.kind)
	}
	t.byID[r.ID] = object
	t.all = append(t.all, object)
}

// All returns the objects in the order of their creation. The caller must not change the list.
func (t *Table[T]) All() []T { return t.all }

// NextName returns a name for one more object: "Device 3" if there are two.
func (t *Table[T]) NextName(noun string) string { return fmt.Sprintf("%s %d", noun, len(t.all)+1) }

// Get returns the object with an ID.
func (t *Table[T]) Get(id string) (T, bool) {
	object, ok := t.byID[id]
	return object, ok
}

// Holds reports whether an object is in the table. It is not after its deletion.
func (t *Table[T]) Holds(object T) bool {
	found, ok := t.byID[object.record().ID]
	return ok && found == object
}

// Find returns the object with an ID. If there is none, the error is the response to the call, with the
// status 404.
func (t *Table[T]) Find(id string) (T, error) {
	object, ok := t.byID[id]
	if !ok {
		return object, problem.NotFound(t.kind)
	}
	return object, nil
}

// FindFirst returns the first object that matches. If there is none, the error is the response to the
// call, with the status 404.
func (t *Table[T]) FindFirst(match func(T) bool) (T, error) {
	object, ok := t.First(match)
	if !ok {
		return object, problem.NotFound(t.kind)
	}
	return object, nil
}

// First returns the first object that matches.
func (t *Table[T]) First(match func(T) bool) (T, bool) {
	for _, object := range t.all {
		if match(object) {
			return object, true
		}
	}
	var none T
	return none, false
}

// Where returns the objects that match.
func (t *Table[T]) Where(match func(T) bool) []T {
	var found []T
	for _, object := range t.all {
		if match(object) {
			found = append(found, object)
		}
	}
	return found
}

// Among returns the objects of a list without duplicates, in the order of their creation.
func (t *Table[T]) Among(list []T) []T {
	return t.Where(func(object T) bool { return slices.Contains(list, object) })
}

// OnDelete calls f with every object before its deletion. The function that was added last is called
// first: a higher area, which adds its functions later, may need objects that lower areas delete.
func (t *Table[T]) OnDelete(f func(gone T)) { t.onDelete = append(t.onDelete, f) }

// Delete deletes everything that belongs to an object, removes the object, and announces the deletion.
func (t *Table[T]) Delete(gone T) {
	if !t.Holds(gone) {
		return
	}
	for _, f := range slices.Backward(t.onDelete) {
		f(gone)
	}
	t.remove(gone)
	t.Deleted.Announce(gone)
}

// DeleteWhere deletes the objects that match.
func (t *Table[T]) DeleteWhere(match func(T) bool) {
	for _, object := range t.Where(match) {
		t.Delete(object)
	}
}

func (t *Table[T]) remove(gone T) {
	delete(t.byID, gone.record().ID)
	i, ok := slices.BinarySearchFunc(t.all, gone.Serial(), func(object T, serial int) int {
		return cmp.Compare(object.Serial(), serial)
	})
	if !ok {
		i = slices.Index(t.all, gone) // it was added out of order
	}
	t.all = slices.Delete(t.all, i, i+1)
}

func (t *Table[T]) has(id string) bool { return t.byID[id] != *new(T) }

func (t *Table[T]) empty() {
	if !t.kept {
		t.byID, t.all = make(map[string]T), nil
	}
}
