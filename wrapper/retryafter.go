package seam

import (
	"net/http"
	"strings"
	"time"
)

// longestRetryAfter is reported for anything longer, such as a number of seconds that does not
// fit a time.Duration.
const longestRetryAfter = 365 * 24 * time.Hour

// parseRetryAfter reads a Retry-After header in either of its forms, seconds or a date; 0 for one
// that is absent, past or neither.
func parseRetryAfter(text string, now time.Time) time.Duration {
	text = strings.TrimSpace(text)
	if isDigits(text) {
		return parseSeconds(text)
	}
	date, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	return min(max(0, date.Sub(now)), longestRetryAfter)
}

// parseSeconds does not overflow, however many digits there are.
func parseSeconds(digits string) time.Duration {
	var d time.Duration
	for _, digit := range digits {
		d = d*10 + time.Duration(digit-'0')*time.Second
		if d >= longestRetryAfter {
			return longestRetryAfter
		}
	}
	return d
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
