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

// KeyConflictError says that the key of a creation belongs to a resource that is not the one to be
// created. Nothing was created. errors.Is finds [ErrConflict] in it.
type KeyConflictError struct {
	// Resource is what has the key: "access grant", "space" or "user identity". Creating an access grant
	// returns "user identity" if the conflict is about the Key of a [NewPerson].
	Resource string
	Key      string
	// ID is the ID of the Resource that has the key.
	ID string
	// Differences lists what it has otherwise than was asked for.
	Differences []Difference
}

// Difference is a field in which a resource differs from what was asked for. It contains no PIN, but it may
// contain the name, email address and phone number of a person, and so does the text of the error.
type Difference struct {
	// Field is the name of the field, such as "EndsAt".
	Field string
	// Asked and Found are the two values.
	Asked, Found string
}

// Error is one line: the resource and every difference.
func (e *KeyConflictError) Error() string {
	texts := make([]string, len(e.Differences))
	for i, d := range e.Differences {
		texts[i] = d.String()
	}
	return redact.OneLine(fmt.Sprintf("seam: the key %q belongs to %s %s, which is not the one to be created: %s",
		e.Key, e.Resource, e.ID, strings.Join(texts, "; ")))
}

// Is matches [ErrConflict].
func (e *KeyConflictError) Is(target error) bool { return target == ErrConflict }

// MarshalJSON writes the text of the error.
func (e *KeyConflictError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// String is the field and both values.
func (d Difference) String() string {
	return fmt.Sprintf("%s: asked for %q, found %q", d.Field, d.Asked, d.Found)
}

// differences gathers how a resource differs from what was asked for.
type differences struct{ list []Difference }

// err is nil if there is no difference.
func (d *differences) err(resource, key, id string) error {
	if len(d.list) == 0 {
		return nil
	}
	return &KeyConflictError{Resource: resource, Key: key, ID: id, Differences: d.list}
}

func (d *differences) add(field, asked, found string) {
	d.list = append(d.list, Difference{Field: field, Asked: asked, Found: found})
}

// text compares what was asked for, if anything was.
func (d *differences) text(field, asked, found string) {
	if asked != "" && asked != found {
		d.add(field, asked, found)
	}
}

// time compares times as Seam keeps them.
func (d *differences) time(field string, asked, found time.Time) {
	if !sameTime(asked, found) {
		d.add(field, timeText(asked), timeText(found))
	}
}

// set compares texts without regard to order and repetition.
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
