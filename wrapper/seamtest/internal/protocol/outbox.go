package protocol

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Outbox queues and delivers webhook messages. It delivers them without holding the server's lock,
// because a receiver may call the server.
type Outbox struct {
	// Failed is called with each message that the receiver did not accept. The server's lock is held.
	Failed func(Message)

	mu         *sync.Mutex       // the mutex of the Server
	transport  http.RoundTripper // nil disables deliveries
	waiting    []Message
	delivering bool
	delivered  []Delivery
}

// Message is one event for one webhook.
type Message struct {
	WebhookID, EventID, URL, Secret string
	Body                            []byte
	At                              time.Time
	// Retries counts the earlier attempts to deliver the same message.
	Retries int
}

// Delivery is a message and the result of sending it.
type Delivery struct {
	Message

	// Status is the status of the response, or 0 without a response.
	Status int
	// Err explains why there was no response.
	Err error
}

// SetTransport sets the transport that sends messages. A nil transport stops deliveries.
func (o *Outbox) SetTransport(transport http.RoundTripper) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.transport = transport
}

// Delivered returns all deliveries so far, in order.
func (o *Outbox) Delivered() []Delivery {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]Delivery{}, o.delivered...)
}

// IsOpen reports whether a transport is set. The caller must hold the server's lock.
func (o *Outbox) IsOpen() bool { return o.transport != nil }

// Add queues a message. The caller must hold the server's lock.
func (o *Outbox) Add(m Message) { o.waiting = append(o.waiting, m) }

// deliver sends all queued messages. If another call of deliver is already sending, that one also sends
// the messages that were queued meanwhile: this keeps them in order.
func (o *Outbox) deliver() {
	for {
		next, transport, ok := o.next()
		if !ok {
			return
		}
		o.send(next, transport)
	}
}

// send delivers one message. It records the delivery even if the receiver panics, because delivering
// would stay set otherwise and no later message would be sent.
func (o *Outbox) send(m Message, transport http.RoundTripper) {
	done := Delivery{Message: m, Err: errPanicked}
	defer func() { o.record(done) }()
	done.Status, done.Err = m.send(transport)
}

var errPanicked = errors.New("seamtest: the receiver of a webhook panicked")

// next removes the first message from the queue, unless another message is being delivered.
func (o *Outbox) next() (Message, http.RoundTripper, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.delivering || len(o.waiting) == 0 {
		return Message{}, nil, false
	}
	next := o.waiting[0]
	o.waiting, o.delivering = o.waiting[1:], true
	return next, o.transport, true
}

func (o *Outbox) record(done Delivery) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.delivered, o.delivering = append(o.delivered, done), false
	if done.Status/100 != 2 {
		o.Failed(done.Message)
	}
}

func (m Message) send(transport http.RoundTripper) (status int, err error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, m.URL, bytes.NewReader(m.Body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	Sign(req.Header, m.Secret, "msg_"+m.EventID, m.At, m.Body)
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	_, _ = io.Copy(io.Discard, resp.Body) // Only the status of a receiver's response matters.
	_ = resp.Body.Close()
	return resp.StatusCode, nil
}

const secretPrefix = "whsec_"

// NewWebhookSecret returns a secret made of 24 bytes.
func NewWebhookSecret(b []byte) string {
	return secretPrefix + base64.StdEncoding.EncodeToString(b[:24])
}

// Sign sets the signature headers that Seam sends with a webhook request.
func Sign(header http.Header, secret, id string, at time.Time, body []byte) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil {
		panic("seamtest: SignEvent: the secret must be " + secretPrefix + " followed by base64")
	}
	seconds := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.%s", id, seconds, body)
	header.Set("Svix-Id", id)
	header.Set("Svix-Timestamp", seconds)
	header.Set("Svix-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

// HandlerTransport sends a request to a handler, without a network.
type HandlerTransport struct{ Handler http.Handler }

// RoundTrip calls the handler.
func (t HandlerTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	t.Handler.ServeHTTP(rec, req)
	return rec.Result(), nil
}
