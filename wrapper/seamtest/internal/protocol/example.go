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

// ExampleHeader is set to "example" on a response without state behind it.
const ExampleHeader = "Seamtest-Answer"

// FilledHeader names the fields of a response that a newer document requires and that have no state
// behind them.
const FilledHeader = "Seamtest-Filled"

// example responds for an operation that has no handler. It refuses the ID of an object that this
// server does not have, as a handler does, or returns an empty list if the ID is a filter of it.
func (s *Server) example(c *Call) (*Response, error) {
	field, kind := s.unknownObject(c)
	if field != "" && !isFilter(c.Operation, field) {
		return nil, problem.NotFound(kind)
	}
	made := c.Operation.Example(c.fields, s.exampleSource())
	if field != "" {
		made[c.Operation.Key] = []any{}
	}
	resp := s.newResponse(c.Operation, Body(made))
	resp.header.Set(ExampleHeader, "example")
	return resp, nil
}

// exampleSource takes no ID of the world's objects.
func (s *Server) exampleSource() document.Source {
	return document.Source{
		NewID: func(name string) string { return s.world.NextExampleID(cmp.Or(kindOf(name+"_id"), name)) },
		Now:   wire.Time(s.world.Now()),
	}
}

// exampleKinds are the kinds of objects that operations without a handler refer to. Only examples
// show noise thresholds, daily programs and thermostat schedules.
var exampleKinds = []string{
	"access_grant", "access_method", "acs_entrance", "acs_system", "device", "space", "user_identity",
	"noise_threshold", "thermostat_daily_program", "thermostat_schedule",
}

// kindOf returns the kind of object that a field names, "" for a field that names none.
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

// unknownObject returns the first field of a call that names an object which this server neither has
// nor showed in an example, and the kind of that object.
func (s *Server) unknownObject(c *Call) (field, kind string) {
	for _, field := range slices.Sorted(maps.Keys(c.fields)) {
		kind, id := kindOf(field), c.UUID(field)
		if kind != "" && id != "" && !s.world.IsExampleID(kind, id) && !s.world.Has(kind, id) {
			return field, kind
		}
	}
	return "", ""
}

// isFilter reports whether a field only selects objects of a list.
func isFilter(op *document.Operation, field string) bool {
	known := gen.LookupOperation(op.Path)
	return known != nil && (known.Kind == gen.List || known.Kind == gen.Paged) && !op.Requires(field)
}
