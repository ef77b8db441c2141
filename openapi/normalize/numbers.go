package normalize

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// countWhole makes integers of the numbers that count or identify something. The
// document says number for most of them, which is float64 in Go: half an item is
// never meant, and an ID of eight digits would print with an exponent.
func countWhole(d *document) error {
	for place, r := range d.scalars() {
		s, field := r.Value, fieldOf(place)
		d.use("wholeNames", field)
		d.use("fractionNames", field)
		switch {
		case !isType(s, "number"):
		case slices.Contains(wholeNames, field), slices.Contains(wholeWords, lastWord(field)):
			if field != "limit" { // Some requests say integer, and mean the same.
				keepWire(r, "type", "number")
			}
			s.Type, s.Format = &openapi3.Types{"integer"}, ""
		case slices.Contains(fractionNames, field), slices.Contains(fractionWords, lastWord(field)):
		default:
			d.notes.add(Undecided, place, "may be a whole number or a fraction; it is a float64 for now",
				"see what Seam means, then list its name in openapi/normalize/numbers.go")
		}
	}
	return nil
}

// wholeWords are the last words of names whose numbers are always whole.
var wholeWords = []string{"count", "id", "ids", "length", "lengths", "limit", "minutes", "number", "offset", "type"}

// wholeNames are fields with whole numbers whose last word does not say so.
var wholeNames = []string{
	"auto_lock_delay_seconds",
	"device_num",
	"dormakaba_oracode_user_level_prefix",
	"locker_status_hardlock", // a code of Wyze
	"max_active_codes_supported",
	"max_thermostat_daily_program_periods_per_day",
	"max_unique_climate_presets_per_thermostat_weekly_program",
	"number_of_issued_cards",
	"prefix", // of a time slot of dormakaba Oracode
	"reclose_delay_in_seconds",
	"timezone_raw_offset_ms",
}

// fractionWords are the last words of names whose numbers may be fractions.
var fractionWords = []string{
	"celsius", "fahrenheit", "humidity", // as thermostats and sensors measure them
	"decibel", "decibels", "nrs", // noise, and its risk score
	"latitude", "longitude",
	"level", "strength", // from 0 to 1
}

// fractionNames are fields with fractions whose last word does not say so.
var fractionNames = []string{
	"value", // what a sensor of Minut measures
}
