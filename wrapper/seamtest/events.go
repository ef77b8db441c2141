package seamtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Emit records an event that no API call causes, such as gen.EventTypeDeviceDisconnected, delivers it
// to the webhooks, and returns its ID. Pass the fields that are specific to the event type; Emit adds
// the common ones, such as event_id. An occurred_at that you pass stays, for an event that arrives late.
//
// Emit panics if a type has no field of that name, or a value does not fit it. It does not check whether
// the IDs exist. An undocumented type is allowed with any fields, to test how a program handles types that
// Seam adds later. To test an event without a common field, edit a list with [Server.ChangeNext] or send a
// request signed with [SignEvent].
func (s *Server) Emit(eventType gen.EventType, fields map[string]any) (id string) {
	checkEvent(eventType, fields)
	fields = maps.Clone(fields)
	for name, value := range fields {
		if at, ok := value.(time.Time); ok {
			fields[name] = wire.Time(at)
		}
	}
	s.protocol.Do(func() { id = s.world.Emit(string(eventType), fields).ID })
	return id
}

func checkEvent(eventType gen.EventType, fields map[string]any) {
	example := maps.Clone(fields)
	if example == nil {
		example = wire.Object{}
	}
	example["event_type"] = eventType
	var event gen.Event
	text, err := json.Marshal(example)
	if err == nil {
		err = json.Unmarshal(text, &event)
	}
	if err == nil {
		err = checkEventFields(event.Value(), fields)
	}
	if err != nil {
		panic(fmt.Sprintf("seamtest: Emit: the fields do not fit an event of type %s: %v", eventType, err))
	}
}

// checkEventFields returns an error if a documented event has no field with one of the names.
func checkEventFields(event gen.EventValue, fields map[string]any) error {
	if unknown, ok := event.(*gen.UnknownEvent); ok {
		return unknown.Err
	}
	known := map[string]bool{}
	for field := range reflect.TypeOf(event).Elem().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		known[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !known[name] {
			return fmt.Errorf("there is no field %q", name)
		}
	}
	return nil
}

// Delivery is one attempt to send an event to a webhook.
type Delivery struct {
	// WebhookID and EventID identify the webhook and the event.
	WebhookID, EventID string
	// URL is the address of the webhook.
	URL string
	// Status is the HTTP status of the receiver's response, or 0 without a response.
	Status int
	// Err explains why there was no response.
	Err error
}

// HandleWebhooks delivers events to h, such as the handler of a [seam.Webhook]. It calls h in the
// goroutine of the call that caused the event, before that call returns. The handler may call the
// server.
//
// As with Seam, each webhook created with /webhooks/create receives the events of its types, signed
// with its secret. Without a webhook, nothing is delivered.
//
// An event to which h does not respond with a status 2xx is delivered again, with the same ID, after 5
// seconds. If h fails again, further attempts follow on Seam's schedule, 8 in all. They are made at the
// start of the next call, or by [Server.CatchUp]. Inside testing/synctest the pauses take no time:
//
//	time.Sleep(5 * time.Second)
//	srv.CatchUp() // delivers again the events that failed
func (s *Server) HandleWebhooks(h http.Handler) {
	s.DeliverWebhooks(protocol.HandlerTransport{Handler: h})
}

// DeliverWebhooks delivers every event, signed, to the URLs of the webhooks for its type. It sends
// them through transport, for example http.DefaultTransport, and again after a failure, as
// [Server.HandleWebhooks] does. They are sent in the goroutine of the call that caused the event, or of a
// call that is already delivering. Until DeliverWebhooks or
// [Server.HandleWebhooks] is called, events are recorded but not delivered. A nil transport stops
// deliveries.
func (s *Server) DeliverWebhooks(transport http.RoundTripper) {
	s.protocol.Outbox.SetTransport(transport)
}

// Deliveries returns all deliveries so far, in order, including those that failed.
func (s *Server) Deliveries() []Delivery {
	list := []Delivery{}
	for _, d := range s.protocol.Outbox.Delivered() {
		list = append(list, Delivery{WebhookID: d.WebhookID, EventID: d.EventID, URL: d.URL, Status: d.Status, Err: d.Err})
	}
	return list
}

// SignEvent sets the signature headers that Seam sends with a webhook request. The secret is that of
// the webhook, id identifies the delivery, at is the time of signing, and body is the request body.
// SignEvent panics if the secret is malformed.
func SignEvent(header http.Header, secret, id string, at time.Time, body []byte) {
	protocol.Sign(header, secret, id, at, body)
}
