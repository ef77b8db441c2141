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

// Params reads the fields of a request. The request was validated, so each given field has its
// documented type and format. A missing field, or one that is null, reads as the zero value.
//
// A handler records further problems with [Params.Wrong] and [Params.Require], and returns all of them
// with [Params.Err].
type Params struct {
	path   []string // path of this object in the request
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

// Require records a problem if a field is missing that the document does not require.
func (p *Params) Require(field string) {
	if !p.Given(field) {
		p.Wrong(field, problem.Required)
	}
}

// Err returns an error with all recorded problems, or nil if there are none.
func (p *Params) Err() error { return p.found.Err() }

// Given reports whether a field is in the request and not null.
func (p *Params) Given(field string) bool { return p.fields[field] != nil }

// IsNull reports whether a field is null. In an update, null clears the field.
func (p *Params) IsNull(field string) bool {
	value, given := p.fields[field]
	return given && value == nil
}

// Text returns a text.
func (p *Params) Text(field string) string {
	text, _ := p.fields[field].(string)
	return text
}

// NonEmptyText returns a text. It records a problem if the text is given but empty, which the document
// allows.
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

// Flag returns a boolean, or nil if it is missing.
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

// Number returns a number, or nil if it is missing.
func (p *Params) Number(field string) *float64 {
	number, given := p.fields[field].(float64)
	if !given {
		return nil
	}
	return &number
}

// UUID returns an ID in lower case, because the fake stores IDs in lower case.
func (p *Params) UUID(field string) string { return strings.ToLower(p.Text(field)) }

// UUIDs returns a list of IDs in lower case without duplicates.
func (p *Params) UUIDs(field string) []string {
	var ids []string
	for _, text := range p.Texts(field) {
		if id := strings.ToLower(text); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// OneOf returns two IDs. It records a problem unless exactly one of them is given, a rule that the
// document does not contain.
func (p *Params) OneOf(field, other string) (id, otherID string) {
	if p.Given(field) == p.Given(other) {
		p.Wrong("", fmt.Sprintf("Give exactly one of %s and %s", field, other))
	}
	return p.UUID(field), p.UUID(other)
}

// Time returns a time whose format was validated with the document.
func (p *Params) Time(field string) time.Time {
	t, _ := time.Parse(time.RFC3339, p.Text(field)) // The text is valid or missing.
	return t
}

// UncheckedTime returns a time for which the document gives no format. It records a problem if the
// format is wrong.
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

// CheckWindow records a problem if the end is not after the start or not in the future. Start and end
// may be zero.
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

// Fields returns an object of the request, or nil if it is missing.
func (p *Params) Fields(field string) wire.Object {
	fields, _ := p.fields[field].(wire.Object)
	return fields
}

// Object returns an object of the request. Problems recorded on it are also returned by Err of p.
func (p *Params) Object(field string) (*Params, bool) {
	fields, given := p.fields[field].(wire.Object)
	return p.inside(fields, field), given
}

// Objects returns a list of objects of the request. Problems recorded on them are also returned by Err
// of p.
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

// Drop removes a field, for a handler that ignores it in some cases.
func (p *Params) Drop(field string) { delete(p.fields, field) }

// MatchesMetadata reports whether custom metadata matches the filter custom_metadata_has.
func (p *Params) MatchesMetadata(metadata wire.Object) bool {
	for name, value := range p.Fields("custom_metadata_has") {
		if fmt.Sprint(metadata[name]) != fmt.Sprint(value) { // compares as text, because true in a query is a text
			return false
		}
	}
	return true
}
