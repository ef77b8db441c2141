package decode

import (
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// members are the fields of an object that have a name in JSON.
type members struct {
	fields []field
	// exact and folded are the places of the fields by their names, as they are and
	// without regard to case.
	exact, folded map[string]int32
	// lower is true if all names are in lower-case ASCII, as Seam's are.
	lower bool
	// first is which field came first when last seen.
	first atomic.Int32
}

// field is a field of a struct.
type field struct {
	name []byte
	// opening is how the member begins where JSON is written without spaces.
	opening []byte
	path    []int
	plan    *plan
	// next is which field came after this one when last seen.
	next atomic.Int32
}

// add adds the fields of a struct that lies at path in the object. It returns false
// if there is something about them that needs all the rules of encoding/json.
func (m *members) add(t reflect.Type, path []int) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := append(slices.Clip(path), i)
		switch {
		case f.Tag.Get("json") == "-":
		case f.Anonymous && key == "":
			if f.Type.Kind() != reflect.Struct || !m.add(f.Type, at) {
				return false
			}
		case !f.IsExported():
		case !isPlainKey(key) || slices.Contains(strings.Split(options, ","), "string"):
			return false
		default:
			if key == "" {
				key = f.Name
			}
			m.fields = append(m.fields, field{
				name: []byte(key), opening: []byte(`"` + key + `":`), path: at, plan: makePlan(f.Type),
			})
		}
	}
	return true
}

// index returns false if two fields have the same name.
func (m *members) index() bool {
	m.exact, m.folded, m.lower = map[string]int32{}, map[string]int32{}, true
	for i := range m.fields {
		key := string(m.fields[i].name)
		if _, double := m.exact[key]; double {
			return false
		}
		m.exact[key] = int32(i)
		m.lower = m.lower && isLower([]byte(key))
		if _, taken := m.folded[fold([]byte(key))]; !taken {
			m.folded[fold([]byte(key))] = int32(i)
		}
	}
	return true
}

// isPlainKey is whether encoding/json takes a name in a tag as it stands, for all
// names that are in use.
func isPlainKey(key string) bool {
	return !strings.ContainsFunc(key, func(r rune) bool {
		return r >= utf8.RuneSelf || r != '_' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// expected is the field that order says, nil if there are no fields.
func (m *members) expected(order *atomic.Int32) *field {
	if i := int(order.Load()); i < len(m.fields) {
		return &m.fields[i]
	}
	return nil
}

// find returns the field for a key, nil if there is none. It is noted in order: Seam
// sends the members of like objects in the same order.
func (m *members) find(key []byte, order *atomic.Int32) *field {
	i, found := m.exact[string(key)]
	if !found && !(m.lower && isLower(key)) {
		i, found = m.folded[fold(key)]
	}
	if !found {
		return nil
	}
	order.Store(i)
	return &m.fields[i]
}

func isLower(key []byte) bool {
	for _, c := range key {
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// fold makes the same of all keys that differ in nothing but case.
func fold(key []byte) string {
	return strings.Map(func(r rune) rune {
		for {
			next := unicode.SimpleFold(r)
			if next <= r {
				return next
			}
			r = next
		}
	}, string(key))
}
