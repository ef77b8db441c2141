package contract

import (
	"fmt"
	"math"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// epoch is the first time of the samples.
var epoch = time.Date(2031, time.May, 6, 7, 8, 9, 120_000_000, time.UTC)

// patterns has a function for each pattern of the document, which returns a matching text of length
// n.
var patterns = map[string]func(n int) string{
	`^[a-zA-Z_]\w*$`:                        func(n int) string { return fmt.Sprintf("field_%d", n) },
	`^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$`:  timeOfDay,
	`^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$`: timeOfDay,
}

func timeOfDay(n int) string { return epoch.Add(time.Duration(n) * time.Second).Format(time.TimeOnly) }

func (m *sampler) next() int {
	m.made++
	return m.made
}

// text returns a text with characters that JSON must or may escape.
func (m *sampler) text() string { return fmt.Sprintf("tëxt\t\"\\/<&> 😀 %d", m.next()) }

func (m *sampler) ofString(s *openapi3.Schema) []sample {
	n := m.next()
	switch s.Format {
	case "uuid":
		return []sample{{about: "uuid", value: fmt.Sprintf("5ea3c0de-0000-4000-8000-%012x", n)}}
	case "date-time":
		moment := epoch.Add(time.Duration(n) * time.Second)
		return []sample{
			{about: "time", value: moment.Format(time.RFC3339Nano)},
			{about: "time with an offset", value: moment.In(time.FixedZone("", -7*3600)).Format(time.RFC3339)},
		}
	case "uri":
		return []sample{{about: "uri", value: fmt.Sprintf("https://example.com/%d", n)}}
	case "email":
		return []sample{{about: "email", value: fmt.Sprintf("%d@example.com", n)}}
	case "":
	default:
		m.fail("no sample is known for the format %q; add one to scalars_test.go", s.Format)
	}
	if s.Pattern != "" {
		return []sample{{about: "pattern", value: m.fitting(s)}}
	}
	text := m.text()
	if s.MaxLength != nil {
		text = text[len(text)-min(len(text), int(*s.MaxLength)):]
	}
	if s.MinLength > 0 {
		return []sample{{about: "text", value: text}}
	}
	return []sample{{about: "text", value: text}, {about: "empty text", value: ""}}
}

// fitting returns a text that matches the pattern.
func (m *sampler) fitting(s *openapi3.Schema) string {
	if s.Pattern == `^\d+$` {
		return fmt.Sprintf("%0*d", max(1, s.MinLength), m.next()%10_000)
	}
	fits := patterns[s.Pattern]
	if fits == nil {
		m.fail("no sample is known for the pattern %q; add one to scalars_test.go", s.Pattern)
		return m.text()
	}
	return fits(m.next())
}

// ofNumber returns a number inside the bounds, the bounds, a fraction and zero.
func (m *sampler) ofNumber(s *openapi3.Schema) []sample {
	var out []sample
	add := func(about string, value float64) {
		if s.Min != nil && value < *s.Min || s.Max != nil && value > *s.Max || value == 0 && s.ExclusiveMin.IsTrue() {
			return
		}
		out = append(out, sample{about: about, value: value})
	}
	add("number", float64(m.next()))
	if s.Min != nil && s.Max != nil {
		add("number between", math.Floor((*s.Min+*s.Max)/2))
	}
	if s.Type.Is("number") {
		add("fraction", float64(m.next())+0.25)
		add("number with an exponent", 2.5e-7)
	}
	add("zero", 0)
	for _, bound := range []*float64{s.Min, s.Max} {
		if bound != nil {
			add("bound", *bound)
		}
	}
	return out
}
