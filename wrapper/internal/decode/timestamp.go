package decode

import (
	"reflect"
	"time"
)

// maxTimestamp is longer than any timestamp in the usual form.
const maxTimestamp = 64

// timestamp reads a time, whose quote comes next. It does not go by reflection, for which
// the time would have to be put in an interface.
func (r *reader) timestamp(v reflect.Value) bool {
	begin := r.at
	text, plain := r.quoted()
	if r.broken {
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
		r.keepReported(begin, valid)
	} else if !r.tooDeep() {
		r.rewrite(begin, valid)
	}
	return true
}

// maxYear is the last that has a form in ISO 8601 and in JSON.
const maxYear = 9999

// clock is what comes of a timestamp after its date.
type clock struct{ hour, minute, second, nanosecond int }

// parseTimestamp parses the common forms of ISO 8601: a date, and perhaps a time of day, and
// perhaps an offset from UTC. guessed is true if something was missing, or was a leap
// second, which Go's times do not have.
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

// scanner reads a timestamp from its beginning. Once something is missing it has failed.
type scanner struct {
	rest   string
	failed bool
}

// accept passes over the next byte if it is one of those.
func (s *scanner) accept(any string) bool {
	for i := range len(any) {
		if s.rest != "" && s.rest[0] == any[i] {
			s.rest = s.rest[1:]
			return true
		}
	}
	return false
}

func (s *scanner) require(any string) {
	if !s.accept(any) {
		s.failed = true
	}
}

// number reads exactly that many digits, of a number that is at most limit.
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

// date reads a date with hyphens, or without any.
func (s *scanner) date() (year, month, day int) {
	year = s.number(4, maxYear)
	hyphens := s.accept("-")
	month = s.number(2, 12)
	if hyphens {
		s.require("-")
	}
	return year, month, s.number(2, 31)
}

// clock reads a time of day with colons, or without any. 24:00 is the end of the day.
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

// fraction reads a fraction of a second, of which nine digits count.
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

// zone reads an offset from UTC. It returns nil if there is none.
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
