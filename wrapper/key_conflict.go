package seam

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/redact"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// KeyConflictError reports that another resource already has the key of a creation. Nothing was created.
// errors.Is matches [ErrConflict].
type KeyConflictError struct {
	// Resource is the kind of the resource, such as "access grant".
	Resource string
	Key      string
	// ID is the ID of the resource that has the key.
	ID string
	// Differences lists the fields in which it differs from the request.
	Differences []Difference
}

// Difference is a field in which a resource differs from the request. It contains no PIN.
type Difference struct {
	// Field is the name of the field, such as "EndsAt".
	Field string
	// Asked is the value in the request, and Found the value of the resource.
	Asked, Found string
}

// Error returns one line with the resource and every difference.
func (e *KeyConflictError) Error() string {
	texts := make([]string, len(e.Differences))
	for i, d := range e.Differences {
		texts[i] = d.String()
	}
	return redact.OneLine(fmt.Sprintf("seam: the key %q is taken by %s %s, which differs from the request: %s",
		e.Key, e.Resource, e.ID, strings.Join(texts, "; ")))
}

// Is reports whether target is [ErrConflict].
func (e *KeyConflictError) Is(target error) bool { return target == ErrConflict }

// MarshalJSON encodes the text of the error.
func (e *KeyConflictError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// String returns the field and both values.
func (d Difference) String() string {
	return fmt.Sprintf("%s: requested %q, found %q", d.Field, d.Asked, d.Found)
}

// differences collects the fields in which a resource differs from the request.
type differences struct{ list []Difference }

// err returns a [*KeyConflictError], or nil if there is no difference.
func (d *differences) err(resource, key, id string) error {
	if len(d.list) == 0 {
		return nil
	}
	return &KeyConflictError{Resource: resource, Key: key, ID: id, Differences: d.list}
}

func (d *differences) add(field, asked, found string) {
	d.list = append(d.list, Difference{Field: field, Asked: asked, Found: found})
}

// text compares a text, unless the request leaves it empty.
func (d *differences) text(field, asked, found string) {
	if asked != "" && asked != found {
		d.add(field, asked, found)
	}
}

// time compares times in the precision in which Seam stores them.
func (d *differences) time(field string, asked, found time.Time) {
	if !sameTime(asked, found) {
		d.add(field, timeText(asked), timeText(found))
	}
}

// set compares texts and ignores their order and duplicates.
func (d *differences) set(field string, asked, found []string) {
	a, f := sortedSet(asked), sortedSet(found)
	if !slices.Equal(a, f) {
		d.add(field, strings.Join(a, ", "), strings.Join(f, ", "))
	}
}

func sortedSet(texts []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(texts)))
}

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return rest.SentTime(t).Format(time.RFC3339Nano)
}
