package rest

import (
	"testing"
	"time"
)

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{
		"", "0", "120", "-1", "1.5", "1e9", "99999999999999999999", " 5 ", "soon",
		"Fri, 31 Dec 1999 23:59:59 GMT", "Friday, 31-Dec-99 23:59:59 GMT", "Fri Dec 31 23:59:59 9999", "5\r\nX: y",
	} {
		f.Add(seed)
	}
	now := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		d := parseRetryAfter(text, now)
		if d < 0 || d > longestRetryAfter {
			t.Errorf("%q gave %v", text, d)
		}
		if wait := backoff(0, d); wait < d || wait > d+firstBackoff {
			t.Errorf("%q makes a call wait %v", text, wait)
		}
	})
}

// With full jitter, waits differ, grow on average, and stay below their ceiling.
func TestBackoff(t *testing.T) {
	for retried, ceiling := range map[int]time.Duration{
		0: firstBackoff, 1: 2 * firstBackoff, 3: 8 * firstBackoff, 4: maxBackoff, 5: maxBackoff, 1000: maxBackoff,
	} {
		var longest time.Duration
		for range 1000 {
			d := backoff(retried, 0)
			if d < 0 || d >= ceiling {
				t.Fatalf("after %d retries: %v is not below %v", retried, d, ceiling)
			}
			longest = max(longest, d)
		}
		if longest < ceiling/2 {
			t.Errorf("after %d retries: the longest of 1000 waits is %v of %v", retried, longest, ceiling)
		}
	}
}
