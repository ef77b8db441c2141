package protocol

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// ExampleHeader is set to "example" on a response that was generated from the document.
const ExampleHeader = "Seamtest-Answer"

// FilledHeader holds the name of a required field that a newer document added and whose value is an
// example. It is set once for each such field.
const FilledHeader = "Seamtest-Filled"

// example returns the response of an operation that has no handler. Like a handler, it returns an error
// for the ID of an object that does not exist, or an empty list if that ID is a filter.
func (s *Server) example(c *Call) (*Response, error) {
	field, kind := s.unknownObject(c)
	if field != "" && !isFilter(c.Operation, field) {
		return nil, problem.NotFound(kind)
	}
	generated := c.Operation.Example(c.fields, s.exampleSource())
	if field != "" {
		generated[c.Operation.Key] = []any{}
	}
	resp := s.newResponse(c.Operation, Body(generated))
	resp.header.Set(ExampleHeader, "example")
	return resp, nil
}

// exampleSource returns a source of values for examples. Its IDs differ from those of all objects in
// the world.
func (s *Server) exampleSource() document.Source {
	return document.Source{
		NewID: func(name string) string { return s.world.NextExampleID(cmp.Or(kindOf(name+"_id"), name)) },
		Now:   wire.Time(s.world.Now()),
	}
}

// exampleKinds are the kinds of objects that operations without a handler refer to. Daily programs exist
// only in examples.
var exampleKinds = []string{
	"access_grant", "access_method", "acs_entrance", "acs_system", "device", "space", "user_identity",
	"thermostat_daily_program",
}

// kindOf returns the kind of object whose ID a field holds, or "" if the field holds no such ID.
func kindOf(field string) string {
	kind, isID := strings.CutSuffix(field, "_id")
	switch {
	case !isID:
		return ""
	case slices.Contains(exampleKinds, kind):
		return kind
	case strings.HasSuffix(kind, "day_program"): // monday_program_id and so on
		return "thermostat_daily_program"
	default:
		return ""
	}
}

// unknownObject returns the first field with the ID of an unknown object, and the kind of that object.
// An object is known if the world has it or an example has returned it.
func (s *Server) unknownObject(c *Call) (field, kind string) {
	for _, field := range slices.Sorted(maps.Keys(c.fields)) {
		kind, id := kindOf(field), c.UUID(field)
		if kind != "" && id != "" && !s.world.IsExampleID(kind, id) && !s.world.Has(kind, id) {
			return field, kind
		}
	}
	return "", ""
}

// isFilter reports whether a field is an optional filter of a list.
func isFilter(op *document.Operation, field string) bool {
	known := gen.LookupOperation(op.Path)
	return known != nil && (known.Kind == gen.List || known.Kind == gen.Paged) && !op.Requires(field)
}
