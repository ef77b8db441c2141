package seamtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// problems is a tree with the shape of the request: messages about a value, and about the values
// inside it.
type problems struct {
	own    []string
	inside map[string]*problems
}

func (p *problems) at(field string) *problems {
	if p.inside == nil {
		p.inside = make(map[string]*problems)
	}
	if p.inside[field] == nil {
		p.inside[field] = &problems{}
	}
	return p.inside[field]
}

// MarshalJSON writes the messages about a value as _errors, beside the names of what is inside it.
func (p *problems) MarshalJSON() ([]byte, error) {
	tree := map[string]any{"_errors": append([]string{}, p.own...)}
	for field, inside := range p.inside {
		tree[field] = inside
	}
	return json.Marshal(tree)
}

// complaint gathers all that is wrong with a request: Seam names every bad field in one refusal,
// and so does the fake.
type complaint struct {
	tree  problems
	texts []string // in the order of finding
}

// about notes a problem with the value at a path, or with the request as a whole.
func (c *complaint) about(path []string, problem string) {
	at := &c.tree
	for _, field := range path {
		at = at.at(field)
	}
	at.own = append(at.own, problem)
	name := strings.Join(path, ".")
	switch {
	case name == "":
		c.texts = append(c.texts, problem)
	case problem == document.Missing:
		c.texts = append(c.texts, name+" is required")
	default:
		c.texts = append(c.texts, fmt.Sprintf("%s for %q", problem, name))
	}
}

// refusal is nil when nothing was found wrong.
func (c *complaint) refusal() *refusal {
	if len(c.texts) == 0 {
		return nil
	}
	message := strings.Join(c.texts, ", ")
	if len(c.texts) > 1 {
		message = fmt.Sprintf("%d Input Errors: %s", len(c.texts), message)
	}
	no := refuse(http.StatusBadRequest, "invalid_input", message)
	no.problems = &c.tree
	return no
}

// check refuses a request that does not fit Seam's document.
func check(op *document.Operation, fields map[string]any) *refusal {
	var found complaint
	for _, problem := range op.Check(fields) {
		found.about(problem.Path, problem.Text)
	}
	return found.refusal()
}

// invalid refuses a call for one field, or for the request as a whole when field is "".
func invalid(field, problem string) *refusal {
	var found complaint
	var path []string
	if field != "" {
		path = []string{field}
	}
	found.about(path, problem)
	return found.refusal()
}
