package scanner

import (
	"encoding/json"
	"strconv"
	"time"
)

// Bool reads true or false.
func (s *Scanner) Bool(v *bool) {
	if s.null(!*v) {
		return
	}
	if *v = s.peek() == 't'; *v {
		s.literal("true")
		return
	}
	s.literal("false")
}

// BoolPointer reads true, false or null.
func (s *Scanner) BoolPointer(v **bool) { optional(s, v, (*Scanner).Bool) }

// Float reads a number.
func (s *Scanner) Float(v *float64) {
	if s.null(*v == 0) {
		return
	}
	n, err := strconv.ParseFloat(string(s.number()), 64)
	if err != nil {
		s.refuse()
	}
	*v = n
}

// FloatPointer reads a number that may be null.
func (s *Scanner) FloatPointer(v **float64) { optional(s, v, (*Scanner).Float) }

// Int reads a number without a fraction.
func (s *Scanner) Int(v *int) {
	if s.null(*v == 0) {
		return
	}
	n, err := strconv.ParseInt(string(s.number()), 10, strconv.IntSize)
	if err != nil {
		s.refuse()
	}
	*v = int(n)
}

// IntPointer reads a number without a fraction that may be null.
func (s *Scanner) IntPointer(v **int) { optional(s, v, (*Scanner).Int) }

// Time reads a timestamp.
func (s *Scanner) Time(v *time.Time) {
	if s.null(v.IsZero() && v.Location() == time.UTC) {
		return
	}
	text, _ := s.quoted()
	if s.refused || v.UnmarshalJSON(s.around(text)) != nil {
		s.refuse()
	}
}

// TimePointer reads a timestamp that may be null.
func (s *Scanner) TimePointer(v **time.Time) { optional(s, v, (*Scanner).Time) }

// Any reads a value of free form.
func (s *Scanner) Any(v *any) {
	if s.null(*v == nil) {
		return
	}
	*v = s.free()
}

// Map reads an object of free form.
func (s *Scanner) Map(v *map[string]any) {
	if s.null(*v == nil) {
		return
	}
	if *v != nil {
		s.refuse()
		return
	}
	*v = s.freeObject()
}

// JSON reads what no other method does, by means of encoding/json.
func (s *Scanner) JSON(v any) {
	s.peek()
	begin := s.at
	s.Skip()
	if s.refused || json.Unmarshal(s.data[begin:s.at], v) != nil {
		s.refuse()
	}
}

func optional[T any](s *Scanner, v **T, read func(*Scanner, *T)) {
	if s.null(*v == nil) {
		return
	}
	*v = new(T)
	read(s, *v)
}

// number reads a number and returns it as it stands.
func (s *Scanner) number() []byte {
	s.peek()
	begin := s.at
	s.accept('-')
	if !s.accept('0') && s.digits() == 0 {
		s.refuse()
	}
	if s.accept('.') && s.digits() == 0 {
		s.refuse()
	}
	if s.accept('e') || s.accept('E') {
		if !s.accept('+') {
			s.accept('-')
		}
		if s.digits() == 0 {
			s.refuse()
		}
	}
	return s.data[begin:s.at]
}

func (s *Scanner) accept(c byte) bool {
	if s.at < len(s.data) && s.data[s.at] == c {
		s.at++
		return true
	}
	return false
}

func (s *Scanner) digits() int {
	begin := s.at
	for s.at < len(s.data) && '0' <= s.data[s.at] && s.data[s.at] <= '9' {
		s.at++
	}
	return s.at - begin
}
