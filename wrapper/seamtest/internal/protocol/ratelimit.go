package protocol

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// perMinute is how often Seam allows an operation on one device within a minute.
var perMinute = map[string]int{
	"/access_codes/create": 10,
	"/access_codes/update": 10,
	"/access_codes/delete": 20,
	"/locks/lock_door":     15,
	"/locks/unlock_door":   15,
}

// LimitRates makes the server enforce the limits that Seam documents.
func (s *Server) LimitRates() { s.limits = &limits{recent: make(map[limited][]time.Time)} }

// limits counts the calls of the last minute.
type limits struct{ recent map[limited][]time.Time }

// limited is what a limit counts.
type limited struct{ path, deviceID string }

// spend counts a call, or refuses it because it comes too soon after others.
func (l *limits) spend(path, deviceID string, now time.Time) error {
	most, ok := perMinute[path]
	if !ok {
		return nil
	}
	on := limited{path, deviceID}
	recent := slices.DeleteFunc(l.recent[on], func(at time.Time) bool { return now.Sub(at) >= time.Minute })
	if len(recent) < most {
		l.recent[on] = append(recent, now)
		return nil
	}
	l.recent[on] = recent
	return TooMany(recent[0].Add(time.Minute).Sub(now))
}

// TooMany refuses a call until some time has passed, in whole seconds and at least one.
func TooMany(wait time.Duration) *problem.Error {
	err := problem.New(http.StatusTooManyRequests, "rate_limited", "Too many requests")
	seconds := int((wait + time.Second - 1) / time.Second)
	err.Header = http.Header{"Retry-After": {strconv.Itoa(cmp.Or(seconds, 1))}}
	return err
}
