package protocol

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

// Rules returns the rules that this package implements.
func Rules() []rules.Rule { return []rules.Rule{deviceRates} }

// deviceRates is the rule that limits implements. It is off by default.
var deviceRates = rules.Rule{
	Name:       "A device accepts a limited number of calls per minute",
	Page:       "api/rate-limits-and-guardrails",
	Operations: slices.Sorted(maps.Keys(perMinute)),
	Status:     429,
	Type:       "rate_limited",
	Message:    "Too many requests",
	Test:       "TestRateLimits",
}

// perMinute holds the number of calls that Seam allows per operation, device and minute.
var perMinute = map[string]int{
	"/access_codes/create": 10,
	"/access_codes/update": 10,
	"/access_codes/delete": 20,
	"/locks/lock_door":     15,
	"/locks/unlock_door":   15,
}

// LimitRates makes the server enforce the limits that Seam documents.
func (s *Server) LimitRates() { s.limits = &limits{recent: make(map[limitKey][]time.Time)} }

// limits holds the times of the calls in the last minute.
type limits struct{ recent map[limitKey][]time.Time }

// limitKey identifies one limit: each operation has one for each device.
type limitKey struct{ path, deviceID string }

// spend counts a call, or returns an error if the limit is reached.
func (l *limits) spend(path, deviceID string, now time.Time) error {
	allowed, ok := perMinute[path]
	if !ok {
		return nil
	}
	key := limitKey{path, deviceID}
	recent := slices.DeleteFunc(l.recent[key], func(at time.Time) bool { return now.Sub(at) >= time.Minute })
	if len(recent) < allowed {
		l.recent[key] = append(recent, now)
		return nil
	}
	l.recent[key] = recent
	return TooMany(recent[0].Add(time.Minute).Sub(now))
}

// TooMany returns an error with status 429. Its Retry-After header holds wait, rounded up to whole
// seconds and at least one.
func TooMany(wait time.Duration) *problem.Error {
	err := problem.New(http.StatusTooManyRequests, deviceRates.Type, deviceRates.Message)
	seconds := int((wait + time.Second - 1) / time.Second)
	err.Header = http.Header{"Retry-After": {strconv.Itoa(cmp.Or(seconds, 1))}}
	return err
}
