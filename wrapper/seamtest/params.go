package seamtest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// params reads the fields of a request that the document has nothing against: a field that is given
// has its documented type and form. A field that was left out, or is null, reads as the zero value.
//
// What a handler finds wrong beyond that it notes with wrong and require; all of it is in refusal.
type params struct {
	path   []string // where this object stands in the request
	fields map[string]any
	found  *complaint
}

func newParams(fields map[string]any) *params {
	return &params{fields: fields, found: &complaint{}}
}

// wrong notes a problem with a field, or with the object as a whole when field is "".
func (p *params) wrong(field, problem string) {
	path := slices.Clone(p.path)
	if field != "" {
		path = append(path, field)
	}
	p.found.about(path, problem)
}

// refusal is nil when nothing was found wrong.
func (p *params) refusal() *refusal { return p.found.refusal() }

// given tells whether a field has a value.
func (p *params) given(field string) bool { return p.fields[field] != nil }

// null tells whether a field is there and null, which empties it where the document allows null.
func (p *params) null(field string) bool {
	value, given := p.fields[field]
	return given && value == nil
}

// require notes a field that is missing, though the document does not ask for it.
func (p *params) require(field string) {
	if !p.given(field) {
		p.wrong(field, document.Missing)
	}
}

func (p *params) text(field string) string {
	text, _ := p.fields[field].(string)
	return text
}

// nonEmpty reads a text that may be left out but not be empty, though the document allows it.
func (p *params) nonEmpty(field string) string {
	text := p.text(field)
	if p.given(field) && text == "" {
		p.wrong(field, "Must not be empty")
	}
	return text
}

func (p *params) texts(field string) []string {
	var texts []string
	for _, element := range p.list(field) {
		if text, ok := element.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// flag is nil for a field that was left out.
func (p *params) flag(field string) *bool {
	flag, given := p.fields[field].(bool)
	if !given {
		return nil
	}
	return &flag
}

// on tells whether a field is true.
func (p *params) on(field string) bool {
	flag := p.flag(field)
	return flag != nil && *flag
}

// number is nil for a field that was left out.
func (p *params) number(field string) *float64 {
	number, given := p.fields[field].(float64)
	if !given {
		return nil
	}
	return &number
}

// uuid reads an ID. Its letters may be large or small; they are small in what is stored.
func (p *params) uuid(field string) string { return strings.ToLower(p.text(field)) }

// uuids reads a list of IDs, each once.
func (p *params) uuids(field string) []string {
	var ids []string
	for _, text := range p.texts(field) {
		if id := strings.ToLower(text); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (p *params) dateTime(field string) time.Time {
	t, _ := time.Parse(time.RFC3339, p.text(field)) // Checked already, or left out.
	return t
}

func (p *params) list(field string) []any {
	list, _ := p.fields[field].([]any)
	return list
}

// object reads an object in the request; its problems become part of this one's.
func (p *params) object(field string) (*params, bool) {
	fields, given := p.fields[field].(map[string]any)
	return p.inside(fields, field), given
}

// objects reads a list of objects.
func (p *params) objects(field string) []*params {
	var objects []*params
	for i, element := range p.list(field) {
		fields, _ := element.(map[string]any)
		objects = append(objects, p.inside(fields, field, fmt.Sprint(i)))
	}
	return objects
}

func (p *params) inside(fields map[string]any, path ...string) *params {
	return &params{path: slices.Concat(p.path, path), fields: fields, found: p.found}
}

// window checks the end of a validity against its start and the server's time. Either may be zero.
func (p *params) window(field string, starts, ends, now time.Time) {
	switch {
	case ends.IsZero():
	case !starts.IsZero() && !ends.After(starts):
		p.wrong(field, "Must be after starts_at")
	case !ends.After(now):
		p.wrong(field, "Must be in the future")
	}
}

// oneOf reads two IDs of which a request must give exactly one, though the document does not say so.
func (p *params) oneOf(field, other string) (id, otherID string) {
	if p.given(field) == p.given(other) {
		p.wrong("", fmt.Sprintf("Give exactly one of %s and %s", field, other))
	}
	return p.uuid(field), p.uuid(other)
}
