package contract

import (
	"fmt"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// sample is a value that a schema allows, of the types that encoding/json makes.
type sample struct {
	// about says what is special about it.
	about string
	value any
	// proven is true if the validator has found it valid, or all that is not trivial in it.
	proven bool
	// basic is an object with all fields, or with those that are required.
	basic bool
	// component is set on a sample that only shows one more of the samples of a component.
	component *openapi3.Schema
}

// sampler makes samples. No two scalars it makes are equal as long as the schema leaves it a
// choice, so that a value which ends up in another's place is noticed.
//
// The number of samples grows with the number of places in the schema, not with their product:
// what varies in one place is surrounded by the least that the schema requires.
//
// Answers of many operations have the same component in them, so the samples of a component are
// made, and validated, once. Nobody may change what is in a sample.
type sampler struct {
	made int
	// fault is the first thing that went wrong.
	fault error
	known map[*openapi3.Schema][]sample
}

func newSampler() *sampler { return &sampler{known: map[*openapi3.Schema][]sample{}} }

func (m *sampler) fail(format string, args ...any) {
	if m.fault == nil {
		m.fault = fmt.Errorf(format, args...)
	}
}

// all are the samples of a whole body. That something cannot be sampled fails the test.
func (m *sampler) all(t *testing.T, s *openapi3.Schema) []sample {
	t.Helper()
	samples := m.samples(s)
	if m.fault != nil {
		t.Fatal(m.fault)
	}
	return samples
}

// of are the samples of what a reference leads to.
func (m *sampler) of(ref *openapi3.SchemaRef) []sample {
	if ref.Ref == "" {
		return m.samples(ref.Value)
	}
	if m.known[ref.Value] == nil {
		samples := m.samples(ref.Value)
		for i, s := range samples {
			err := validate(ref.Value, s.value)
			if err != nil {
				m.fail("%s: %s: this sample is not valid: %w\n%s", ref.Ref, s.about, err, encode(s.value))
			}
			samples[i].proven = err == nil
			samples[i].component = nil
			if !s.basic {
				samples[i].component = ref.Value
			}
		}
		m.known[ref.Value] = samples
	}
	return m.known[ref.Value]
}

// samples are all the values worth trying.
func (m *sampler) samples(s *openapi3.Schema) []sample {
	var out []sample
	list := choices(s)
	for i, choice := range list {
		which := ""
		if len(list) > 1 {
			which = fmt.Sprintf("variant %d%s", i, tagOf(choice))
		}
		for _, v := range within(which, m.ofChoice(choice)) {
			// That it fits a variant does not say that it fits no other.
			v.proven = v.proven && len(list) == 1
			out = append(out, v)
		}
	}
	return out
}

// tags are the fields by which the variants of the large unions are known.
var tags = []string{"event_type", "action_type"}

// tagOf is the value by which a variant is known, in brackets.
func tagOf(s *openapi3.Schema) string {
	for _, name := range tags {
		if p := s.Properties[name]; p != nil && len(p.Value.Enum) == 1 {
			return fmt.Sprintf(" (%v)", p.Value.Enum[0])
		}
	}
	return ""
}

func (m *sampler) ofChoice(s *openapi3.Schema) []sample {
	var out []sample
	switch {
	case len(s.Enum) > 0:
		for _, value := range s.Enum {
			out = append(out, sample{about: fmt.Sprintf("%q", fmt.Sprint(value)), value: value})
		}
	case isMap(s):
		out = m.ofMap(s)
	case s.Type.Is("object"):
		out = m.ofObject(s)
	case s.Type.Is("array"):
		out = m.ofArray(s)
	case s.Type.Is("boolean"):
		out = []sample{{about: "true", value: true}, {about: "false", value: false}}
	case s.Type.Is("string"):
		out = m.ofString(s)
	case s.Type.Is("number"), s.Type.Is("integer"):
		out = m.ofNumber(s)
	case isAnything(s):
		out = []sample{
			{about: "text", value: m.text()}, {about: "number", value: 0.5}, {about: "boolean", value: true},
			{about: "object", value: map[string]any{m.text(): m.text()}}, {about: "list", value: []any{m.text(), 1.0}},
		}
	default:
		m.fail("no sample is known for the type %v", s.Type)
		return []sample{{about: "nothing"}}
	}
	if s.Nullable && !slices.Contains(s.Enum, nil) {
		out = append(out, sample{about: "null", value: nil})
	}
	return out
}

// ofObject varies one field at a time. The first sample has every field.
func (m *sampler) ofObject(s *openapi3.Schema) []sample {
	out := []sample{
		{about: "all fields", value: m.whole(s), basic: true},
		{about: "required fields", value: m.least(s), basic: true},
	}
	for _, name := range names(s) {
		if !required(s, name) {
			lacking := m.each(s)
			delete(lacking, name)
			out = append(out, sample{about: "without " + name, value: lacking})
		}
	}
	for _, name := range names(s) {
		for _, v := range within(name, m.of(s.Properties[name])) {
			object := m.required(s)
			object[name] = v.value
			out = append(out, sample{about: v.about, value: object, proven: v.proven, component: v.component})
		}
	}
	return append(out, m.ofMore(s)...)
}

// ofMore has one more member than the object has fields, where the schema says what it may be.
func (m *sampler) ofMore(s *openapi3.Schema) []sample {
	var out []sample
	if more := s.AdditionalProperties.Schema; more != nil {
		for _, v := range m.of(more) {
			object := m.required(s)
			object[m.text()] = v.value
			out = append(out, sample{about: "one more member: " + v.about, value: object})
		}
	}
	return out
}

func (m *sampler) ofMap(s *openapi3.Schema) []sample {
	out := []sample{{about: "empty", value: map[string]any{}}}
	for _, v := range m.of(s.AdditionalProperties.Schema) {
		out = append(out, sample{about: "entry " + v.about, value: map[string]any{m.text(): v.value}})
	}
	return out
}

// within says of samples where they are.
func within(where string, samples []sample) []sample {
	if where == "" {
		return samples
	}
	out := slices.Clone(samples)
	for i := range out {
		out[i].about = where + ": " + out[i].about
	}
	return out
}
