package seamtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/seam-go/seam/gen"
)

// event tells that something changed. Its fields are those of Seam's events of its type.
type event struct {
	record
	kind   string
	fields answer
}

var eventRoutes = map[string]handler{
	"/events/get":  (*Server).getEvent,
	"/events/list": (*Server).listEvents,
}

// Emit records an event that Seam would have learned of from elsewhere, such as
// gen.EventTypeDeviceDisconnected, delivers it to the webhooks, and returns its ID. The fields are those
// particular to its type; the common ones, event_id and so on, are added. Fields that do not fit the
// type panic; a type that Seam does not document is one of tomorrow, and delivered as it is. An event
// that lacks a common field is made with [Server.ChangeNext], or sent by hand with [SignEvent].
func (s *Server) Emit(eventType gen.EventType, fields map[string]any) (id string) {
	checkEvent(eventType, fields)
	s.arrange(func() { id = s.emit(string(eventType), fields).id })
	return id
}

func checkEvent(eventType gen.EventType, fields map[string]any) {
	example := maps.Clone(fields)
	if example == nil {
		example = answer{}
	}
	example["event_type"] = eventType
	var event gen.Event
	text, err := json.Marshal(example)
	if err == nil {
		err = json.Unmarshal(text, &event)
	}
	if unknown, ok := event.Value().(*gen.UnknownEvent); err == nil && ok {
		err = unknown.Err
	}
	if err != nil {
		panic(fmt.Sprintf("seamtest: Emit: the fields do not fit an event of type %s: %v", eventType, err))
	}
}

// emit records an event. Fields without a value are left out, as Seam does.
func (s *Server) emit(eventType string, fields ...answer) *event {
	made := &event{record: s.newRecord("event"), kind: eventType, fields: answer{}}
	for _, some := range fields {
		maps.Copy(made.fields, some)
	}
	maps.DeleteFunc(made.fields, func(_ string, value any) bool { return value == "" || value == nil })
	maps.Copy(made.fields, answer{
		"event_id":     made.id,
		"event_type":   eventType,
		"workspace_id": s.workspaceID,
		"created_at":   timestamp(made.createdAt),
		"occurred_at":  timestamp(made.createdAt),
	})
	s.events.put(made)
	s.post(made)
	return made
}

func viewEvent(of *event) answer { return of.fields }

func (s *Server) getEvent(c *call) (answer, *refusal) {
	if !c.given("event_id") && !c.given("event_type") {
		return nil, invalid("", "Give event_id, or event_type and device_id")
	}
	id, kind, device := c.uuid("event_id"), c.text("event_type"), c.uuid("device_id")
	found := s.events.where(func(of *event) bool {
		return equals(id, of.id) && equals(kind, of.kind) && (device == "" || of.fields["device_id"] == device)
	})
	if len(found) == 0 {
		return nil, notFound("event")
	}
	return answer{"event": viewEvent(found[len(found)-1])}, nil
}

// eventFilters are the filters whose field stands under the same name in an event.
var eventFilters = []string{
	"access_code_id", "access_grant_id", "access_method_id", "acs_access_group_id", "acs_credential_id",
	"acs_encoder_id", "acs_entrance_id", "acs_system_id", "acs_user_id", "connect_webview_id",
	"connected_account_id", "customer_key", "device_id", "event_type", "space_id", "user_identity_id",
}

// eventSetFilters are the filters that list several values of such a field.
var eventSetFilters = map[string]string{
	"access_code_ids": "access_code_id", "access_grant_ids": "access_grant_id", "access_method_ids": "access_method_id",
	"acs_system_ids": "acs_system_id", "device_ids": "device_id", "event_ids": "event_id", "event_types": "event_type",
	"space_ids": "space_id",
}

func (s *Server) listEvents(c *call) (answer, *refusal) {
	since, until := s.eventWindow(c)
	limit := c.number("limit")
	if limit != nil && *limit < 1 {
		c.wrong("limit", "Must be at least 1")
	}
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.events.where(func(of *event) bool {
		return !of.createdAt.Before(since) && (until.IsZero() || of.createdAt.Before(until)) && c.selects(of)
	})
	if limit != nil && len(found) > int(*limit) {
		found = found[:int(*limit)]
	}
	return answer{"events": views(found, viewEvent)}, nil
}

// eventWindow reads since, or between, one of which Seam asks for unless events are named.
func (s *Server) eventWindow(c *call) (since, until time.Time) {
	read := func(field, text string) time.Time {
		t, err := time.Parse(time.RFC3339, text)
		if err != nil {
			c.wrong(field, "Invalid date-time")
		}
		return t
	}
	switch between := c.texts("between"); {
	case len(between) == 2:
		return read("between", between[0]), read("between", between[1])
	case c.given("since"):
		return read("since", c.text("since")), time.Time{}
	case !c.given("event_ids"):
		c.wrong("", "Give since or between")
	}
	return time.Time{}, time.Time{}
}

// selects tells whether an event has what the filters of a request ask for.
func (c *call) selects(of *event) bool {
	for _, filter := range eventFilters {
		if c.given(filter) && of.fields[filter] != c.text(filter) {
			return false
		}
	}
	for filter, field := range eventSetFilters {
		value, _ := of.fields[field].(string)
		if c.given(filter) && !slices.Contains(c.texts(filter), value) {
			return false
		}
	}
	return true
}
