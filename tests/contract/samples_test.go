package contract

import (
	"fmt"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// sample is a value that a schema allows, with the types that encoding/json decodes into.
type sample struct {
	// about describes the sample.
	about string
	value any
	// proven is true if the validator has accepted the sample, or all its parts that are not
	// trivial.
	proven bool
	// basic is true for an object with all fields, or with the required ones.
	basic bool
	// component is set on a sample that only adds another sample of that component.
	component *openapi3.Schema
}

// sampler generates samples. Scalars differ from each other where the schema allows it, so that a
// value in the wrong field is noticed.
//
// The number of samples grows with the number of places in the schema, not with their product:
// around the place that varies are only required fields.
//
// Many responses have the same component, so its samples are generated and validated once. Do not
// change a sample.
type sampler struct {
	made int
	// fault is the first error.
	fault error
	known map[*openapi3.Schema][]sample
}

func newSampler() *sampler { return &sampler{known: map[*openapi3.Schema][]sample{}} }

func (m *sampler) fail(format string, args ...any) {
	if m.fault == nil {
		m.fault = fmt.Errorf(format, args...)
	}
}

// all returns the samples of a whole body. It fails the test if a schema cannot be sampled.
func (m *sampler) all(t *testing.T, s *openapi3.Schema) []sample {
	t.Helper()
	samples := m.samples(s)
	if m.fault != nil {
		t.Fatal(m.fault)
	}
	return samples
}

// of returns the samples of the schema behind a reference.
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

// samples returns all values worth testing.
func (m *sampler) samples(s *openapi3.Schema) []sample {
	var out []sample
	list := choices(s)
	for i, choice := range list {
		which := ""
		if len(list) > 1 {
			which = fmt.Sprintf("variant %d%s", i, tagOf(choice))
		}
		for _, v := range within(which, m.ofChoice(choice)) {
			// A sample that matches one variant may match others too.
			v.proven = v.proven && len(list) == 1
			out = append(out, v)
		}
	}
	return out
}

// tags are the fields that select the variant of a large union.
var tags = []string{"event_type", "action_type"}

// tagOf returns the value that selects a variant, in brackets.
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

// ofMore adds one member for which the object has no field, where the schema describes such members.
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

// within adds the place to the description of samples.
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
