package seamtest

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"time"
)

// record is what all stored objects have in common.
type record struct {
	id        string
	serial    int // counts all objects of a server; lists and cursors go by it
	createdAt time.Time
}

func (r *record) head() *record { return r }

// shelf holds the objects of one kind, in the order of their creation. The zero value is empty.
type shelf[T interface{ head() *record }] struct {
	byID map[string]T
	all  []T
}

func (s *shelf[T]) put(object T) {
	if s.byID == nil {
		s.byID = make(map[string]T)
	}
	s.byID[object.head().id] = object
	s.all = append(s.all, object)
}

func (s *shelf[T]) get(id string) (T, bool) {
	object, ok := s.byID[id]
	return object, ok
}

func (s *shelf[T]) remove(gone func(T) bool) {
	s.all = slices.DeleteFunc(s.all, func(object T) bool {
		if !gone(object) {
			return false
		}
		delete(s.byID, object.head().id)
		return true
	})
}

func (s *shelf[T]) where(match func(T) bool) []T {
	var found []T
	for _, object := range s.all {
		if match(object) {
			found = append(found, object)
		}
	}
	return found
}

func (s *shelf[T]) first(match func(T) bool) (T, bool) {
	for _, object := range s.all {
		if match(object) {
			return object, true
		}
	}
	var none T
	return none, false
}

// newRecord starts an object of the given kind.
func (s *Server) newRecord(kind string) record {
	s.serial++
	return record{id: s.mint(kind), serial: s.serial, createdAt: s.instant()}
}

// instant is the server's time at the precision of the wire: what a client reads back is then
// exactly what a filter such as created_before compares with.
func (s *Server) instant() time.Time {
	if !s.at.IsZero() {
		return s.at
	}
	return s.now().UTC().Truncate(time.Millisecond)
}

// mint returns the next ID of a kind: a UUID of version 4 in form, though nothing in it is random.
// Each kind counts alone, so that a test which makes one more user keeps its credentials' IDs.
func (s *Server) mint(kind string) string {
	b := s.draw(kind)
	setVersion(&b)
	return formatUUID(b)
}

// setVersion marks the first 16 bytes as a UUID of version 4.
func setVersion(b *[sha256.Size]byte) {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
}

func formatUUID(b [sha256.Size]byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// draw returns bytes that depend on the server's seed, the kind, and how often the kind was drawn.
func (s *Server) draw(kind string) [sha256.Size]byte {
	if s.minted == nil {
		s.minted = make(map[string]int)
	}
	s.minted[kind]++
	return sha256.Sum256(fmt.Appendf(nil, "seamtest %q %s %d", s.seed, kind, s.minted[kind]))
}
