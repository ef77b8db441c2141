package scanner

import "time"

// Field is a field of a type that needs no function of its own.
type Field struct {
	Key string
	// V points to the field.
	V any
}

// MemberBeside reads the members that are among the fields. It goes to the value
// of the first that is not, and reports whether there is one.
func (s *Scanner) MemberBeside(fields []Field) bool {
	for s.Member() {
		i := s.find(fields)
		if i < 0 {
			return true
		}
		s.read(fields[i].V)
	}
	return false
}

// find is the place of the member among the fields, -1 if it is not there.
// Members often come in the order of the fields.
func (s *Scanner) find(fields []Field) int {
	if s.next < len(fields) && string(s.key) == fields[s.next].Key {
		s.next++
		return s.next - 1
	}
	for i := range fields {
		if string(s.key) == fields[i].Key {
			s.next = i + 1
			return i
		}
	}
	return -1
}

func (s *Scanner) read(v any) {
	switch v := v.(type) {
	case *string:
		s.Text(v)
	case **string:
		s.TextPointer(v)
	case *[]string:
		s.Texts(v)
	case *bool:
		s.Bool(v)
	case **bool:
		s.BoolPointer(v)
	case *float64:
		s.Float(v)
	case **float64:
		s.FloatPointer(v)
	case *int:
		s.Int(v)
	case **int:
		s.IntPointer(v)
	case *time.Time:
		s.Time(v)
	case **time.Time:
		s.TimePointer(v)
	case *any:
		s.Any(v)
	case *map[string]any:
		s.Map(v)
	default:
		s.JSON(v)
	}
}
