package decode

import (
	"reflect"
	"time"
)

// maxTimestamp is longer than any timestamp that RFC 3339 allows.
const maxTimestamp = 64

// timestamp decodes a time, whose quote comes next. It sets the time through a pointer: setting it by
// reflection would allocate.
func (r *reader) timestamp(v reflect.Value) bool {
	begin := r.at
	text, plain := r.quoted()
	if r.failed {
		return false
	}
	to := v.Addr().Interface().(*time.Time)
	var t time.Time
	if len(text) <= maxTimestamp && t.UnmarshalJSON(r.data[begin:r.at]) == nil {
		*to = t
		return true
	}
	if !plain {
		text = []byte(unquote(text))
	}
	t, guessed, ok := parseTimestamp(string(text))
	if !ok {
		return false
	}
	*to = t
	valid := `"` + t.Format(time.RFC3339Nano) + `"`
	if guessed {
		r.reportGuess(begin, valid)
	} else if !r.tooDeep() {
		r.replaceRaw(begin, valid)
	}
	return true
}

// maxYear is the last year that time.Time can encode as JSON.
const maxYear = 9999

// clock is the time of day in a timestamp.
type clock struct{ hour, minute, second, nanosecond int }

// parseTimestamp parses the common forms of ISO 8601: a date, optionally with a time of day and an offset
// from UTC. guessed is true if the offset was missing or the second was a leap second, which time.Time
// cannot represent.
func parseTimestamp(text string) (t time.Time, guessed, ok bool) {
	s := scanner{rest: text}
	year, month, day := s.date()
	if s.failed || time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day || month < 1 {
		return time.Time{}, false, false
	}
	var c clock
	var zone *time.Location
	if s.rest != "" {
		c = s.clock()
		zone = s.zone()
	}
	if s.failed || s.rest != "" {
		return time.Time{}, false, false
	}
	guessed = zone == nil || c.second == 60
	if zone == nil {
		zone = time.UTC
	}
	t = time.Date(year, time.Month(month), day, c.hour, c.minute, c.second, c.nanosecond, zone)
	return t, guessed, t.Year() <= maxYear
}

// scanner reads a timestamp from left to right. failed is true once a part is missing or out of range.
type scanner struct {
	rest   string
	failed bool
}

// accept reads the next byte if it is one of those in set.
func (s *scanner) accept(set string) bool {
	for i := range len(set) {
		if s.rest != "" && s.rest[0] == set[i] {
			s.rest = s.rest[1:]
			return true
		}
	}
	return false
}

func (s *scanner) require(set string) {
	if !s.accept(set) {
		s.failed = true
	}
}

// number reads a number of exactly that many digits, which must not exceed limit.
func (s *scanner) number(digits, limit int) (n int) {
	for range digits {
		if s.rest == "" || !isDigit(s.rest[0]) {
			s.failed = true
			return 0
		}
		n = 10*n + int(s.rest[0]-'0')
		s.rest = s.rest[1:]
	}
	if n > limit {
		s.failed = true
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// date reads a date, with two hyphens or none.
func (s *scanner) date() (year, month, day int) {
	year = s.number(4, maxYear)
	hyphens := s.accept("-")
	month = s.number(2, 12)
	if hyphens {
		s.require("-")
	}
	return year, month, s.number(2, 31)
}

// clock reads a time of day, with colons or without. 24:00 is the end of the day.
func (s *scanner) clock() (c clock) {
	s.require("Tt ")
	c.hour = s.number(2, 24)
	colons := s.accept(":")
	c.minute = s.number(2, 59)
	if colons && s.accept(":") || !colons && s.rest != "" && isDigit(s.rest[0]) {
		c.second = s.number(2, 60)
		c.nanosecond = s.fraction()
	}
	if c.hour == 24 && c != (clock{hour: 24}) {
		s.failed = true
	}
	return c
}

// fraction reads the fraction of a second. Digits after the ninth are ignored.
func (s *scanner) fraction() (nanoseconds int) {
	if !s.accept(".,") {
		return 0
	}
	if s.rest == "" || !isDigit(s.rest[0]) {
		s.failed = true
	}
	for scale := int(time.Second) / 10; s.rest != "" && isDigit(s.rest[0]); scale /= 10 {
		nanoseconds += scale * int(s.rest[0]-'0')
		s.rest = s.rest[1:]
	}
	return nanoseconds
}

// zone reads an offset from UTC, and returns nil if the text has none.
func (s *scanner) zone() *time.Location {
	sign := 1
	switch {
	case s.accept("Zz"):
		return time.UTC
	case s.accept("-"):
		sign = -1
	case !s.accept("+"):
		return nil
	}
	seconds := 3600 * s.number(2, 23)
	if s.accept(":") || s.rest != "" {
		seconds += 60 * s.number(2, 59)
	}
	return time.FixedZone("", sign*seconds)
}
