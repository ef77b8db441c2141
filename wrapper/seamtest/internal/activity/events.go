package activity

import (
	"math"
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func viewEvent(e *world.Event) wire.Object { return e.Fields }

func (a *Area) getEvent(c *protocol.Call) (any, error) {
	if !c.Given("event_id") && !c.Given("event_type") {
		return nil, problem.Invalid("", "Give event_id, or event_type and device_id")
	}
	id, kind, device := c.UUID("event_id"), c.Text("event_type"), c.UUID("device_id")
	found := a.world.Events().Where(func(e *world.Event) bool {
		return protocol.Equal(id, e.ID) && protocol.Equal(kind, e.Type) && (device == "" || e.Fields["device_id"] == device)
	})
	if len(found) == 0 {
		return nil, problem.NotFound("event")
	}
	return protocol.Body{"event": viewEvent(found[len(found)-1])}, nil
}

// eventFilters lists the filters that have the name of a field of an event.
var eventFilters = []string{
	"access_code_id", "access_grant_id", "access_method_id", "acs_access_group_id", "acs_credential_id",
	"acs_encoder_id", "acs_entrance_id", "acs_system_id", "acs_user_id", "connect_webview_id",
	"connected_account_id", "customer_key", "device_id", "event_type", "space_id", "user_identity_id",
}

// eventListFilters maps each filter that lists several values to the field of an event that it filters.
var eventListFilters = map[string]string{
	"access_code_ids": "access_code_id", "access_grant_ids": "access_grant_id", "access_method_ids": "access_method_id",
	"acs_system_ids": "acs_system_id", "device_ids": "device_id", "event_ids": "event_id", "event_types": "event_type",
	"space_ids": "space_id",
}

func (a *Area) listEvents(c *protocol.Call) (any, error) {
	since, until := eventWindow(c)
	offset, limit := eventRange(c)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.world.Events().Where(func(e *world.Event) bool {
		return !e.CreatedAt.Before(since) && (until.IsZero() || e.CreatedAt.Before(until)) && matches(c, e)
	})
	found = found[min(offset, len(found)):]
	found = found[:min(limit, len(found))]
	return wire.Views(found, viewEvent), nil
}

// eventRange reads unstable_offset and limit.
func eventRange(c *protocol.Call) (offset, limit int) {
	limit = 500
	if given := c.Number("limit"); given != nil {
		if *given < 1 {
			c.Wrong("limit", "Must be at least 1")
		}
		limit = int(min(*given, math.MaxInt32))
	}
	if given := c.Number("unstable_offset"); given != nil {
		if *given < 0 {
			c.Wrong("unstable_offset", "Must be at least 0")
		}
		offset = int(min(*given, math.MaxInt32))
	}
	return offset, limit
}

// eventWindow reads since or between. Seam requires one of them unless the request has event_ids.
func eventWindow(c *protocol.Call) (since, until time.Time) {
	read := func(field, text string) time.Time {
		t, err := time.Parse(time.RFC3339, text)
		if err != nil {
			c.Wrong(field, "Invalid date-time")
		}
		return t
	}
	switch between := c.Texts("between"); {
	case len(between) == 2:
		return read("between", between[0]), read("between", between[1])
	case c.Given("since"):
		return read("since", c.Text("since")), time.Time{}
	case !c.Given("event_ids"):
		c.Wrong("", "Give since or between")
	}
	return time.Time{}, time.Time{}
}

// matches reports whether an event passes the filters of a request.
func matches(c *protocol.Call, e *world.Event) bool {
	for _, filter := range eventFilters {
		if c.Given(filter) && e.Fields[filter] != c.Text(filter) {
			return false
		}
	}
	for filter, field := range eventListFilters {
		value, _ := e.Fields[field].(string)
		if c.Given(filter) && !slices.Contains(c.Texts(filter), value) {
			return false
		}
	}
	return true
}
