package normalize

import "testing"

func TestCountWhole(t *testing.T) {
	t.Parallel()
	whole := func(field string) passTest {
		return passTest{
			name:        field,
			schemas:     `"a": ` + object(`"`+field+`": {"type": "number", "format": "float"}`),
			wantSchemas: `"a": ` + object(`"`+field+`": {"type": "integer", "x-wire": {"type": "number"}}`),
		}
	}
	fraction := func(field string) passTest {
		return passTest{name: field, schemas: `"a": ` + object(`"`+field+`": {"type": "number", "format": "float"}`)}
	}
	runTests(t, []passTest{
		whole("device_count"), whole("preferred_code_length"), whole("site_id"), whole("auto_lock_delay_seconds"),
		whole("thermostat_daily_program_period_precision_minutes"), whole("prefix"),
		fraction("temperature_celsius"), fraction("battery_level"), fraction("latitude"), fraction("noise_threshold_decibels"),
		fraction("upper_limit_fahrenheit"), // a limit, but of a temperature
		{
			name:        "the length of a page, which no request means as a fraction",
			schemas:     `"a": ` + object(`"limit": {"type": "number"}`),
			wantSchemas: `"a": ` + object(`"limit": {"type": "integer"}`),
		},
		{
			name:        "a list",
			schemas:     `"a": ` + object(`"supported_code_lengths": {"type": "array", "items": {"type": "number"}}`),
			wantSchemas: `"a": ` + object(`"supported_code_lengths": {"type": "array", "items": {"type": "integer", "x-wire": {"type": "number"}}}`),
		},
		{name: "an integer", schemas: `"a": ` + object(`"delay": {"type": "integer"}`)},
		{name: "text", schemas: `"a": ` + object(`"device_count": {"type": "string"}`)},
	}, "numbers")
}

func TestNumbersToReview(t *testing.T) {
	t.Parallel()
	err := undecidedOf(t, docOf(`"a": `+object(`"b": `+object(`"speed": {"type": "number"}`)), ""), "names", "numbers")
	wantError(t, err, "a.b.speed: ", "numbers.go")
	err = undecidedOf(t, docOf("", `"/as/get": `+post(object(`"delay_seconds": {"type": "number"}`), "")), "names", "numbers")
	wantError(t, err, "/as/get request.delay_seconds: ", "numbers.go")
}
