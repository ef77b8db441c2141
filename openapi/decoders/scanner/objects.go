package scanner

// Object begins an object, and reports whether there is one to read the members
// of: there is not if it is null. fresh is whether nothing was read into the value
// before: encoding/json would read a second object over the first.
func (s *Scanner) Object(fresh bool) bool { return s.begin('{', fresh) }

// List begins a list as [Scanner.Object] does an object.
func (s *Scanner) List(fresh bool) bool { return s.begin('[', fresh) }

func (s *Scanner) begin(c byte, fresh bool) bool {
	switch {
	case s.null(fresh):
		return false
	case !fresh:
		return s.refuse()
	default:
		return s.enter(c)
	}
}

// Item goes to the next item of a list, and reports whether there is one.
func (s *Scanner) Item() bool { return s.more(']') }

// Count is how many items the list has that has just begun. It looks ahead.
func (s *Scanner) Count() int {
	ahead := Scanner{data: s.data, at: s.at, depth: s.depth, first: true}
	n := 0
	for ; ahead.Item(); n++ {
		ahead.Skip()
	}
	return n
}

func list[T any](s *Scanner, v *[]T, read func(*Scanner, *T)) {
	if !s.List(*v == nil) {
		return
	}
	items := []T{}
	if s.kept.open {
		// What is kept is filled in later, so the items must not move.
		items = make([]T, 0, s.Count())
	}
	for s.Item() {
		items = append(items, *new(T))
		read(s, &items[len(items)-1])
	}
	*v = items
}
