package scanner

// Object reads an object into v.
func Object[T any](s *Scanner, v *T, scan func(*T, *Scanner)) {
	if !s.null(true) && s.enter('{') {
		scan(v, s)
	}
}

// Pointer reads an object that may be null.
func Pointer[T any](s *Scanner, v **T, scan func(*T, *Scanner)) {
	switch {
	case s.null(*v == nil):
	case *v != nil:
		// encoding/json would read a second object of this name over the first.
		s.refuse()
	case s.enter('{'):
		*v = new(T)
		scan(*v, s)
	}
}

// Objects reads a list of objects.
func Objects[T any](s *Scanner, v *[]T, scan func(*T, *Scanner)) {
	list(s, v, func(s *Scanner, item *T) { Object(s, item, scan) })
}

// Pointers reads a list of objects that may be null.
func Pointers[T any](s *Scanner, v *[]*T, scan func(*T, *Scanner)) {
	list(s, v, func(s *Scanner, item **T) { Pointer(s, item, scan) })
}

func list[T any](s *Scanner, v *[]T, read func(*Scanner, *T)) {
	if s.null(*v == nil) {
		return
	}
	if *v != nil {
		// encoding/json would read a second list of this name over the first.
		s.refuse()
		return
	}
	items := []T{}
	if s.kept.open {
		// What is kept is filled in later, so the items must not move.
		items = make([]T, 0, s.count())
	}
	for s.enter('['); s.more(']'); {
		items = append(items, *new(T))
		read(s, &items[len(items)-1])
	}
	*v = items
}

// count is how many items the list has that comes next.
func (s *Scanner) count() int {
	ahead := Scanner{data: s.data, at: s.at, depth: s.depth}
	n := 0
	for ahead.enter('['); ahead.more(']'); n++ {
		ahead.Skip()
	}
	return n
}
