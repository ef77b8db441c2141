package problem

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Required is the text for a missing field.
const Required = "Required"

// Fields collects the problems of a request, because Seam reports all of them in one response. The zero
// value is empty and ready to use.
type Fields struct {
	tree  tree
	texts []string // in the order in which they were found
}

// Add records a problem with the value at a path. An empty path refers to the whole request.
func (f *Fields) Add(path []string, text string) {
	at := &f.tree
	for _, field := range path {
		at = at.at(field)
	}
	at.own = append(at.own, text)

	name := strings.Join(path, ".")
	switch {
	case name == "":
		f.texts = append(f.texts, text)
	case text == Required:
		f.texts = append(f.texts, name+" is required")
	default:
		f.texts = append(f.texts, fmt.Sprintf("%s for %q", text, name))
	}
}

// Err returns an [*Error] with all problems, or nil if there are none.
func (f *Fields) Err() error {
	if len(f.texts) == 0 {
		return nil
	}
	message := strings.Join(f.texts, ", ")
	if len(f.texts) > 1 {
		message = fmt.Sprintf("%d Input Errors: %s", len(f.texts), message)
	}
	err := New(http.StatusBadRequest, "invalid_input", message)
	err.fields = &f.tree
	return err
}

// tree holds the problems of a value, and those of the values inside it. It has the same structure as
// the request.
type tree struct {
	own    []string
	inside map[string]*tree
}

func (t *tree) at(field string) *tree {
	if t.inside == nil {
		t.inside = make(map[string]*tree)
	}
	if t.inside[field] == nil {
		t.inside[field] = &tree{}
	}
	return t.inside[field]
}

// MarshalJSON encodes the problems of the value as "_errors", and adds a field for each value inside it.
func (t *tree) MarshalJSON() ([]byte, error) {
	fields := map[string]any{"_errors": append([]string{}, t.own...)}
	for field, inside := range t.inside {
		fields[field] = inside
	}
	return json.Marshal(fields)
}
