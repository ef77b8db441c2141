package seamtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Emit records an event that Seam would have learned of from elsewhere, such as
// gen.EventTypeDeviceDisconnected, delivers it to the webhooks, and returns its ID. The fields are those
// particular to its type; the common ones, event_id and so on, are added. Fields that do not fit the
// type panic; a type that Seam does not document is one of tomorrow, and delivered as it is. An event
// that lacks a common field is made with [Server.ChangeNext], or sent by hand with [SignEvent].
func (s *Server) Emit(eventType gen.EventType, fields map[string]any) (id string) {
	checkEvent(eventType, fields)
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
	if unknown, ok := event.Value().(*gen.UnknownEvent); err == nil && ok {
		err = unknown.Err
	}
	if err != nil {
		panic(fmt.Sprintf("seamtest: Emit: the fields do not fit an event of type %s: %v", eventType, err))
	}
}

// Delivery is one event sent to one webhook.
type Delivery struct {
	// WebhookID and EventID say what was sent where.
	WebhookID, EventID string
	// URL is the webhook's.
	URL string
	// Status is what the endpoint answered, 0 if it did not.
	Status int
	// Err is why there was no answer.
	Err error
}

// HandleWebhooks delivers events to a handler, such as a [seam.Webhook]'s, in the goroutine of the
// call that caused the event and before that call returns. The handler may call the server.
//
// As with Seam, an event goes to each webhook that was made with /webhooks/create for its type, and
// is signed with the secret that making it returned: without a webhook, nothing is delivered.
func (s *Server) HandleWebhooks(h http.Handler) {
	s.DeliverWebhooks(protocol.HandlerTransport{Handler: h})
}

// DeliverWebhooks delivers every event by way of a transport, such as that of an [http.Client], to
// the URL of each webhook that wants it: signed, once, and in the goroutine of the call that caused
// the event, or of one that is delivering already. Without it, events are recorded but not
// delivered; nil ends it.
func (s *Server) DeliverWebhooks(transport http.RoundTripper) {
	s.protocol.Outbox.SetTransport(transport)
}

// Deliveries returns what was delivered so far, in order.
func (s *Server) Deliveries() []Delivery {
	list := []Delivery{}
	for _, d := range s.protocol.Outbox.Delivered() {
		list = append(list, Delivery{WebhookID: d.WebhookID, EventID: d.EventID, URL: d.URL, Status: d.Status, Err: d.Err})
	}
	return list
}

// SignEvent sets the headers by which a receiver knows that a webhook's request is from Seam:
// secret is the webhook's, id the delivery's, body what is sent.
func SignEvent(header http.Header, secret, id string, at time.Time, body []byte) {
	protocol.Sign(header, secret, id, at, body)
}
