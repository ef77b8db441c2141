package decode_test

import (
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// readTime decodes a timestamp. ok is false if it does not fit.
func readTime(t testing.TB, text string) (got time.Time, reported, ok bool) {
	t.Helper()
	var target struct {
		At *time.Time `json:"at"`
	}
	document := []byte(`{"at":` + string(decode.Quoted(text)) + `}`)
	malformed, err := decode.Into(document, &target)
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	if target.At == nil {
		if len(malformed) != 1 {
			t.Errorf("%s: reported as %v", document, malformed)
		}
		return time.Time{}, true, false
	}
	return *target.At, len(malformed) == 1, true
}

func TestTimestamps(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2030-01-02T03:04:05Z":                                     "2030-01-02T03:04:05Z",
		"2030-01-02T03:04:05.123Z":                                 "2030-01-02T03:04:05.123Z",
		"2030-01-02t03:04:05z":                                     "2030-01-02T03:04:05Z",
		"2030-01-02 03:04:05Z":                                     "2030-01-02T03:04:05Z",
		"2030-01-02T03:04Z":                                        "2030-01-02T03:04:00Z",
		"2030-01-02T03:04:05,5Z":                                   "2030-01-02T03:04:05.5Z",
		"2030-01-02T03:04:05.1234567899Z":                          "2030-01-02T03:04:05.123456789Z",
		"2030-01-02T03:04:05." + strings.Repeat("9", 10_000) + "Z": "2030-01-02T03:04:05.999999999Z",
		"2030-01-02T03:04:05+0530":                                 "2030-01-01T21:34:05Z",
		"2030-01-02T03:04:05-05":                                   "2030-01-02T08:04:05Z",
		"2030-01-02T03:04+00:00":                                   "2030-01-02T03:04:00Z",
		"2030-01-02T03:04:05-00:00":                                "2030-01-02T03:04:05Z",
		"2030-01-02 03:04:05.5+01":                                 "2030-01-02T02:04:05.5Z",
		"20300102T030405Z":                                         "2030-01-02T03:04:05Z",
		"2030-01-02T24:00:00Z":                                     "2030-01-03T00:00:00Z",
		"2030-12-31T24:00Z":                                        "2031-01-01T00:00:00Z",
		"2030-01-31T24:00:00.000+02:00":                            "2030-01-31T22:00:00Z",
		"2028-02-29T00:00:00Z":                                     "2028-02-29T00:00:00Z",
	} {
		got, reported, ok := readTime(t, text)
		if !ok || reported || got.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("%.40s: %v, %v; reported: %v", text, got, ok, reported)
		}
	}
}

// These lack a part, or have one that time.Time cannot represent, so they are reported.
func TestGuessedTimestamps(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2030-01-02T03:04:05":       "2030-01-02T03:04:05Z",
		"2030-01-02 03:04":          "2030-01-02T03:04:00Z",
		"2030-01-02":                "2030-01-02T00:00:00Z",
		"20300102":                  "2030-01-02T00:00:00Z",
		"2030-01-02T24:00":          "2030-01-03T00:00:00Z",
		"2016-12-31T23:59:60Z":      "2017-01-01T00:00:00Z",
		"2016-12-31T23:59:60.5Z":    "2017-01-01T00:00:00.5Z",
		"2017-01-01T05:29:60+05:30": "2017-01-01T00:00:00Z",
	} {
		got, reported, ok := readTime(t, text)
		if !ok || !reported || got.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("%s: %v, %v; reported: %v", text, got, ok, reported)
		}
	}
}

func TestImpossibleTimestamps(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", " ", "Z", "T", "never", "0", "1893456000", "2030", "2030-01", "2030-01-02T", "2030-01-02Z", "2030-01-02T03", "2030-01-02T03:04:", "2030-01-02T03:04:05.Z",
		"9999-12-31T24:00:00Z", "9999-12-31T23:59:60Z", "10000-01-01", "2030-02-30T00:00:00Z", "2030-02-29", "2030-04-31", "2030-13-01T00:00:00Z", "2030-00-01", "2030-01-00", "2030-01-32", "0000-00-00T00:00:00Z",
		"2030-01-02T25:00:00Z", "2030-01-02T24:01Z", "2030-01-02T24:00:01Z", "2030-01-02T24:00:00.1Z", "2030-01-02T24:00:60Z", "2030-01-02T23:60Z", "2030-01-02T23:59:61Z",
		"2030-01-02T03:04:05+2400", "2030-01-02T03:04:05+0560", "2030-01-02T03:04:05+5", "2030-01-02T03:04:05+053", "2030-01-02T03:04:05+05:", "2030-01-02T03:04:05Z+01", "2030-01-02T03:04:05ZZ", "2030-01-02T03:04:05+",
		"2030-1-2T03:04:05Z", "2030-0102T03:04:05Z", "203001-02", "2030/01/02", "2030-01-02T3:04Z", "2030-01-02T03:0405Z", "2030-01-02T0304:05Z", "-2030-01-02", "+2030-01-02", "02030-01-02",
		" 2030-01-02", "2030-01-02 ", "2030-01-02TT03:04:05Z", "2030-01-02T-3:04:05Z", "٢٠٣٠-01-02", "2030-01-02T03:04:05.٢Z", "2030-01-02T03:04:05.-1Z",
	} {
		if got, _, ok := readTime(t, text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

// A time may contain escapes, and other values around it have no effect.
func TestTimestampsInPlace(t *testing.T) {
	t.Parallel()
	var got thing
	malformed, err := decode.Into([]byte(`{"time":"2030\u002d01-02T03:04:05\u005a","time_pointer":"2030-01-02","times":{"a":"2030-01-02T03:04Z","b":"x"},"text":"2030-01-02"}`), &got)
	want := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	if err != nil || !got.Time.Equal(want) || !got.TimePointer.Equal(want.Truncate(24*time.Hour)) || len(got.Times) != 1 || got.Text != "2030-01-02" {
		t.Errorf("%+v, %v", got, err)
	}
	if listed(malformed) != `time_pointer="2030-01-02" times.b="x"` {
		t.Errorf("malformed %s", listed(malformed))
	}
}

// A text that time.Parse accepts is decoded as the same time. Any other time is near the date at the
// beginning of the text.
func FuzzTimestamp(f *testing.F) {
	for _, seed := range []string{
		"2030-01-02T03:04:05Z", "2030-01-02T03:04:05.123456789+05:30", "2030-01-02 03:04", "20300102T030405,5-0530", "2016-12-31T23:59:60Z", "2030-01-02T24:00Z", "2030-02-30", "x",
	} {
		f.Add(seed)
	}
	layouts := []string{
		time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04Z07", "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly,
		"20060102", "20060102T150405Z0700",
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, _, ok := readTime(t, text)
		for _, layout := range layouts {
			want, err := time.Parse(layout, strings.Replace(text, " ", "T", 1))
			if err != nil || len(text) < len(layout)-6 || !hasTwoDigits(text) {
				continue
			}
			_, gotOffset := got.Zone()
			if _, offset := want.Zone(); !ok || !got.Equal(want) || gotOffset != offset {
				t.Errorf("%q in the layout %s is %v, but read as %v, %v", text, layout, want, got, ok)
			}
		}
		if date, err := time.Parse(time.DateOnly, text[:min(len(text), 10)]); ok && err == nil {
			if off := got.UTC().Sub(date); off < -24*time.Hour || off > 49*time.Hour {
				t.Errorf("%q is read as %v", text, got)
			}
		}
	})
}

// hasTwoDigits returns false for hours of one digit and for offsets out of range, which time.Parse accepts
// although the layout does not.
func hasTwoDigits(text string) bool {
	_, clock, found := strings.Cut(strings.ReplaceAll(text, " ", "T"), "T")
	if !found {
		return true
	}
	hour := strings.TrimLeft(clock, "0123456789")
	if sign := strings.LastIndexAny(clock, "+-"); sign >= 0 {
		offset := strings.ReplaceAll(clock[sign+1:], ":", "")
		if offset >= "24" || len(offset) == 4 && offset[2:] >= "60" {
			return false
		}
	}
	return len(clock)-len(hour) != 1
}
