package decode

import (
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// fieldSet holds the fields of a struct that have a name in JSON.
type fieldSet struct {
	fields []field
	// exact and folded map names to indexes in fields. The names in folded are [fold]ed.
	exact, folded map[string]int32
	// lower is true if all names are lower-case ASCII, as Seam's are.
	lower bool
	// first is the index of the field that came first when last seen.
	first atomic.Int32
}

// field is one field of a struct.
type field struct {
	name []byte
	// prefix is the beginning of the member in JSON that is written without spaces.
	prefix []byte
	path   []int
	plan   *plan
	// next is the index of the field that came after this one when last seen.
	next atomic.Int32
}

// add adds the fields of the struct t, which is at path in the object. It returns false if one of them
// needs a rule that only encoding/json knows.
func (s *fieldSet) add(t reflect.Type, path []int) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := append(slices.Clip(path), i)
		switch {
		case f.Tag.Get("json") == "-":
		case f.Anonymous && key == "":
			if f.Type.Kind() != reflect.Struct || !s.add(f.Type, at) {
				return false
			}
		case !f.IsExported():
		case !isPlainKey(key) || strings.Contains(options, "string"):
			return false
		default:
			if key == "" {
				key = f.Name
			}
			s.fields = append(s.fields, field{
				name: []byte(key), prefix: []byte(`"` + key + `":`), path: at, plan: makePlan(f.Type),
			})
		}
	}
	return true
}

// index fills the maps. It returns false if two fields have the same name.
func (s *fieldSet) index() bool {
	s.exact, s.folded, s.lower = map[string]int32{}, map[string]int32{}, true
	for i := range s.fields {
		key := string(s.fields[i].name)
		if _, double := s.exact[key]; double {
			return false
		}
		s.exact[key] = int32(i)
		s.lower = s.lower && isLower([]byte(key))
		if _, taken := s.folded[fold([]byte(key))]; !taken {
			s.folded[fold([]byte(key))] = int32(i)
		}
	}
	return true
}

// isPlainKey reports whether encoding/json would use the name in a tag unchanged. It is stricter than
// encoding/json, but accepts all names in use.
func isPlainKey(key string) bool {
	return !strings.ContainsFunc(key, func(r rune) bool {
		return r >= utf8.RuneSelf || r != '_' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// hinted returns the field that the hint names, nil if there are no fields.
func (s *fieldSet) hinted(hint *atomic.Int32) *field {
	if i := int(hint.Load()); i < len(s.fields) {
		return &s.fields[i]
	}
	return nil
}

// find returns the field for a key, or nil, and stores it in the hint: Seam sends the members of similar
// objects in the same order.
func (s *fieldSet) find(key []byte, hint *atomic.Int32) *field {
	i, found := s.exact[string(key)]
	if !found && !(s.lower && isLower(key)) {
		i, found = s.folded[fold(key)]
	}
	if !found {
		return nil
	}
	hint.Store(i)
	return &s.fields[i]
}

func isLower(key []byte) bool {
	for _, c := range key {
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// fold returns the same text for all keys that differ only in case.
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
