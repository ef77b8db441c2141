package protocol

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Params reads the fields of a request that the document has nothing against: a field that is given
// has its documented type and format. A field that was left out, or is null, reads as the zero value.
//
// A handler records what else is wrong with [Params.Wrong] and [Params.Require], and returns it all
// with [Params.Err].
type Params struct {
	path   []string // where this object is in the request
	fields wire.Object
	found  *problem.Fields
}

func newParams(fields wire.Object) *Params {
	return &Params{fields: fields, found: &problem.Fields{}}
}

// Wrong records a problem with a field, or with the object as a whole if the field is "".
func (p *Params) Wrong(field, text string) {
	path := slices.Clone(p.path)
	if field != "" {
		path = append(path, field)
	}
	p.found.Add(path, text)
}

// Require records a field that is missing, though the document does not ask for it.
func (p *Params) Require(field string) {
	if !p.Given(field) {
		p.Wrong(field, problem.Required)
	}
}

// Err returns what was found wrong, or nil.
func (p *Params) Err() error { return p.found.Err() }

// Given reports whether a field has a value.
func (p *Params) Given(field string) bool { return p.fields[field] != nil }

// IsNull reports whether a field is null, which clears it where the document allows null.
func (p *Params) IsNull(field string) bool {
	value, given := p.fields[field]
	return given && value == nil
}

// Text returns a text.
func (p *Params) Text(field string) string {
	text, _ := p.fields[field].(string)
	return text
}

// NonEmptyText returns a text that may be left out but not be empty, though the document allows it.
func (p *Params) NonEmptyText(field string) string {
	text := p.Text(field)
	if p.Given(field) && text == "" {
		p.Wrong(field, "Must not be empty")
	}
	return text
}

// Texts returns a list of texts.
func (p *Params) Texts(field string) []string {
	var texts []string
	for _, element := range p.List(field) {
		if text, ok := element.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// Flag returns a boolean, or nil if it was left out.
func (p *Params) Flag(field string) *bool {
	flag, given := p.fields[field].(bool)
	if !given {
		return nil
	}
	return &flag
}

// IsTrue reports whether a field is true.
func (p *Params) IsTrue(field string) bool {
	flag := p.Flag(field)
	return flag != nil && *flag
}

// Number returns a number, or nil if it was left out.
func (p *Params) Number(field string) *float64 {
	number, given := p.fields[field].(float64)
	if !given {
		return nil
	}
	return &number
}

// UUID returns an ID in lower case, as IDs are stored.
func (p *Params) UUID(field string) string { return strings.ToLower(p.Text(field)) }

// UUIDs returns a list of IDs in lower case, each once.
func (p *Params) UUIDs(field string) []string {
	var ids []string
	for _, text := range p.Texts(field) {
		if id := strings.ToLower(text); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// OneOf returns two IDs of which a request must give exactly one, though the document does not say so.
func (p *Params) OneOf(field, other string) (id, otherID string) {
	if p.Given(field) == p.Given(other) {
		p.Wrong("", fmt.Sprintf("Give exactly one of %s and %s", field, other))
	}
	return p.UUID(field), p.UUID(other)
}

// Time returns a time whose format the document checks.
func (p *Params) Time(field string) time.Time {
	t, _ := time.Parse(time.RFC3339, p.Text(field)) // Checked already, or left out.
	return t
}

// UncheckedTime returns a time whose format the document leaves open.
func (p *Params) UncheckedTime(field string) time.Time {
	if !p.Given(field) {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, p.Text(field))
	if err != nil {
		p.Wrong(field, "Invalid date-time")
	}
	return t.UTC().Truncate(time.Millisecond)
}

// CheckWindow records an end that is before the start or not in the future. Both may be zero.
func (p *Params) CheckWindow(endField string, starts, ends, now time.Time) {
	switch {
	case ends.IsZero():
	case !starts.IsZero() && !ends.After(starts):
		p.Wrong(endField, "Must be after starts_at")
	case !ends.After(now):
		p.Wrong(endField, "Must be in the future")
	}
}

// List returns a list of any values.
func (p *Params) List(field string) []any {
	list, _ := p.fields[field].([]any)
	return list
}

// Fields returns an object as it was sent, or nil.
func (p *Params) Fields(field string) wire.Object {
	fields, _ := p.fields[field].(wire.Object)
	return fields
}

// Object returns an object in the request, whose problems become part of this one's.
func (p *Params) Object(field string) (*Params, bool) {
	fields, given := p.fields[field].(wire.Object)
	return p.inside(fields, field), given
}

// Objects returns a list of objects in the request.
func (p *Params) Objects(field string) []*Params {
	var objects []*Params
	for i, element := range p.List(field) {
		fields, _ := element.(wire.Object)
		objects = append(objects, p.inside(fields, field, strconv.Itoa(i)))
	}
	return objects
}

func (p *Params) inside(fields wire.Object, path ...string) *Params {
	return &Params{path: slices.Concat(p.path, path), fields: fields, found: p.found}
}

// Drop removes a field, for a handler that goes on as if it had not been given.
func (p *Params) Drop(field string) { delete(p.fields, field) }

// MatchesMetadata reports whether custom metadata has everything that a list asks for.
func (p *Params) MatchesMetadata(metadata wire.Object) bool {
	for name, value := range p.Fields("custom_metadata_has") {
		if fmt.Sprint(metadata[name]) != fmt.Sprint(value) { // in a query, true is a text
			return false
		}
	}
	return true
}
