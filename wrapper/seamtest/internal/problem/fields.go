package problem

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Required is the text about a field that is missing.
const Required = "Required"

// Fields collects everything that is wrong with a request: Seam names all wrong fields in one
// response, and so does the fake. The zero value is empty.
type Fields struct {
	tree  tree
	texts []string // in the order in which they were found
}

// Add records that a value is wrong. An empty path stands for the whole request.
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

// Err returns an [*Error] with everything that is wrong, or nil.
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

// tree has the shape of the request: texts about a value, and about the values inside it.
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

// MarshalJSON writes the texts about a value as _errors, next to the names of the values inside it.
func (t *tree) MarshalJSON() ([]byte, error) {
	fields := map[string]any{"_errors": append([]string{}, t.own...)}
	for field, inside := range t.inside {
		fields[field] = inside
	}
	return json.Marshal(fields)
}
