package seamtest

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// perMinute is how often Seam lets an operation be done to one device within a minute.
var perMinute = map[string]int{
	"/access_codes/create": 10,
	"/access_codes/update": 10,
	"/access_codes/delete": 20,
	"/locks/lock_door":     15,
	"/locks/unlock_door":   15,
}

// WithRateLimits makes the server enforce the limits that Seam documents, a minute and a device: 10
// access codes created, 10 updated and 20 deleted, 15 times locked and 15 times unlocked. A call above
// it is answered with 429 and a Retry-After, and does not count.
func WithRateLimits() Option {
	return func(s *Server) { s.spent = make(map[spending][]time.Time) }
}

// spending is what a limit counts.
type spending struct{ path, deviceID string }

// limit refuses a call that comes too soon after others.
func (s *Server) limit(c *call) *refusal {
	most, limited := perMinute[c.op.Path]
	if s.spent == nil || !limited {
		return nil
	}
	on, now := spending{c.op.Path, s.deviceOf(c)}, s.instant()
	recent := slices.DeleteFunc(s.spent[on], func(at time.Time) bool { return now.Sub(at) >= time.Minute })
	if len(recent) < most {
		s.spent[on] = append(recent, now)
		return nil
	}
	s.spent[on] = recent
	return tooMany(recent[0].Add(time.Minute).Sub(now))
}

// deviceOf is the ID of the device that a call is about, by itself or by its access code.
func (s *Server) deviceOf(c *call) string {
	if code, ok := s.codes.get(c.uuid("access_code_id")); ok {
		return code.device.id
	}
	return c.uuid("device_id")
}

// tooMany refuses a call until some time has passed, in whole seconds and at least one.
func tooMany(wait time.Duration) *refusal {
	no := refuse(http.StatusTooManyRequests, "rate_limited", "Too many requests")
	seconds := int((wait + time.Second - 1) / time.Second)
	no.header = http.Header{"Retry-After": {strconv.Itoa(cmp.Or(seconds, 1))}}
	return no
}
