package literal

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
)

// member is a member of an object, whose JSON is out[start:end].
type member struct {
	key        string
	start, end int
}

// members reads an object up to its closing brace.
func (r *reader) members() error {
	start := len(r.out)
	r.out = append(r.out, '{')
	var members []member
	seen := map[string]bool{}
	for {
		closed, err := r.closes('}')
		if err != nil {
			return err
		}
		if closed {
			r.order(start, members)
			r.out = append(r.out, '}')
			return nil
		}
		if len(members) > 0 {
			r.out = append(r.out, ',')
		}
		m, err := r.member(seen)
		if err != nil {
			return err
		}
		members = append(members, m)
		if err := r.separator('}'); err != nil {
			return err
		}
	}
}

// member reads a key and its value.
func (r *reader) member(seen map[string]bool) (member, error) {
	at := r.at
	key, err := r.key()
	if err != nil {
		return member{}, err
	}
	switch {
	case key == "__proto__":
		r.at = at
		return member{}, r.fail("the key __proto__ sets a prototype, it is no member")
	case seen[key]:
		r.at = at
		return member{}, r.fail("the key %q occurs twice in one object", shorten(key))
	}
	seen[key] = true
	if err := r.punctuation(":"); err != nil {
		return member{}, err
	}
	m := member{key: key, start: len(r.out)}
	r.out = append(appendString(r.out, key), ':')
	err = r.value()
	m.end = len(r.out)
	return m, err
}

// key reads the name of a member: an identifier, a string or a whole number.
func (r *reader) key() (string, error) {
	switch c := r.peek(); {
	case c == '\'' || c == '"':
		return r.text()
	case isDigit(c):
		start := r.at
		for isDigit(r.peek()) {
			r.at++
		}
		digits := string(r.in[start:r.at])
		if arrayIndex(digits) < 0 {
			r.at = start
			return "", r.fail("a key without quotes has to be a name or a plain number such as 200")
		}
		return digits, nil
	}
	if word := r.word(); word != "" {
		return word, nil
	}
	return "", r.unexpected("a key")
}

// order puts the members of an object, written from start, into the order in
// which JavaScript lists them: array indices by size, then the others as they
// were written.
func (r *reader) order(start int, members []member) {
	byIndex := func(a, b member) int {
		x, y := arrayIndex(a.key), arrayIndex(b.key)
		switch {
		case x >= 0 && y >= 0:
			return cmp.Compare(x, y)
		case x >= 0:
			return -1
		case y >= 0:
			return 1
		}
		return 0
	}
	if slices.IsSortedFunc(members, byIndex) {
		return
	}
	slices.SortStableFunc(members, byIndex)
	written := bytes.Clone(r.out[start:])
	r.out = append(r.out[:start], '{')
	for i, m := range members {
		if i > 0 {
			r.out = append(r.out, ',')
		}
		r.out = append(r.out, written[m.start-start:m.end-start]...)
	}
}

// arrayIndex returns the number that key is the plain spelling of, or -1 if key
// is no index of an array.
func arrayIndex(key string) int64 {
	if key == "" || len(key) > 10 || key[0] == '0' && len(key) > 1 {
		return -1
	}
	n, err := strconv.ParseUint(key, 10, 32)
	if err != nil || n == 1<<32-1 {
		return -1
	}
	return int64(n)
}
