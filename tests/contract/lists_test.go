package contract

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// ofArray puts the samples of an item into one list, or into as few as can hold them. Samples that
// only add more of a component go into another list.
func (m *sampler) ofArray(s *openapi3.Schema) []sample {
	var own, more []sample
	for _, item := range m.of(s.Items) {
		if item.component == nil {
			own = append(own, item)
		} else {
			more = append(more, item)
		}
	}
	out := slices.Concat(m.lists(s, own), m.lists(s, more))
	if s.MinItems == 0 {
		out = append(out, sample{about: "no items", value: []any{}})
	}
	return out
}

func (m *sampler) lists(s *openapi3.Schema, items []sample) []sample {
	if len(items) == 0 {
		return nil
	}
	size := len(items)
	if s.MaxItems != nil {
		size = min(size, int(*s.MaxItems))
	}
	var out []sample
	for part := range slices.Chunk(items, size) {
		list := sample{about: fmt.Sprintf("%d items", len(part)), value: m.list(s, part), proven: true, component: part[0].component}
		for _, item := range part {
			list.proven = list.proven && item.proven
		}
		out = append(out, list)
	}
	return out
}

// list returns the items, and repeats items up to the minimum.
func (m *sampler) list(s *openapi3.Schema, items []sample) []any {
	var out []any
	for _, item := range items {
		out = append(out, item.value)
	}
	for len(out) < int(s.MinItems) {
		out = append(out, m.least(s.Items.Value))
	}
	return out
}
