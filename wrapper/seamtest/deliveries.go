package seamtest

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
	"time"
)

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

// letter is a delivery that waits.
type letter struct {
	to   *webhook
	of   *event
	body []byte
	at   time.Time
}

// HandleWebhooks delivers events to a handler, such as a [seam.Webhook]'s, in the goroutine of the
// call that caused the event and before that call returns. The handler may call the server.
//
// As with Seam, an event goes to each webhook that was made with /webhooks/create for its type, and
// is signed with the secret that making it returned: without a webhook, nothing is delivered.
func (s *Server) HandleWebhooks(h http.Handler) { s.DeliverWebhooks(handlerTransport{h}) }

// DeliverWebhooks delivers every event by way of a transport, such as that of an [http.Client], to
// the URL of each webhook that wants it: signed, once, and in the goroutine of the call that caused
// the event, or of one that is delivering already. Without it, events are recorded but not
// delivered; nil ends it.
func (s *Server) DeliverWebhooks(transport http.RoundTripper) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.postman = transport
}

// Deliveries returns what was delivered so far, in order.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Delivery{}, s.delivered...)
}

// SignEvent sets the headers by which a receiver knows that a webhook's request is from Seam:
// secret is the webhook's, id the delivery's, body what is sent.
func SignEvent(header http.Header, secret, id string, at time.Time, body []byte) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, webhookSecretPrefix))
	if err != nil {
		panic("seamtest: SignEvent: the secret is not " + webhookSecretPrefix + " and base64")
	}
	seconds := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.%s", id, seconds, body)
	header.Set("Svix-Id", id)
	header.Set("Svix-Timestamp", seconds)
	header.Set("Svix-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

const webhookSecretPrefix = "whsec_"

func (s *Server) newWebhookSecret() string {
	b := s.draw("webhook secret")
	return webhookSecretPrefix + base64.StdEncoding.EncodeToString(b[:24])
}

// post puts an event into the outbox for each webhook that wants it.
func (s *Server) post(of *event) {
	if s.postman == nil {
		return
	}
	for _, to := range s.webhooks.all {
		if to.wants(of.kind) {
			s.outbox = append(s.outbox, letter{to, of, mustMarshal(of.fields), s.instant()})
		}
	}
}

// deliver empties the outbox, without the lock: a receiver may call the server. Its calls, and those
// of other goroutines, then leave what they add to the delivery that is under way.
func (s *Server) deliver() {
	for {
		next, postman, ok := s.nextLetter()
		if !ok {
			return
		}
		s.hand(next, postman)
	}
}

// hand delivers one letter, and notes that also if the receiver panics: else no letter would follow.
func (s *Server) hand(next letter, postman http.RoundTripper) {
	done := Delivery{WebhookID: next.to.id, EventID: next.of.id, URL: next.to.url, Err: errPanicked}
	defer func() { s.noteDelivery(done) }()
	done.Status, done.Err = next.send(postman)
}

var errPanicked = errors.New("seamtest: the receiver of a webhook panicked")

// nextLetter takes a letter out, unless another is on its way.
func (s *Server) nextLetter() (letter, http.RoundTripper, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.delivering || len(s.outbox) == 0 {
		return letter{}, nil, false
	}
	next := s.outbox[0]
	s.outbox, s.delivering = s.outbox[1:], true
	return next, s.postman, true
}

func (s *Server) noteDelivery(done Delivery) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delivered, s.delivering = append(s.delivered, done), false
}

func (l letter) send(postman http.RoundTripper) (status int, err error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, l.to.url, bytes.NewReader(l.body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	SignEvent(req.Header, l.to.secret, "msg_"+l.of.id, l.at, l.body)
	resp, err := postman.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	_, _ = io.Copy(io.Discard, resp.Body) // What a receiver says beside its status does not matter.
	_ = resp.Body.Close()
	return resp.StatusCode, nil
}

// handlerTransport serves a request with a handler, without a network.
type handlerTransport struct{ handler http.Handler }

func (t handlerTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	t.handler.ServeHTTP(rec, req)
	return rec.Result(), nil
}
