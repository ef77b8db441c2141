package seam

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// [Webhook.Verify] returns these errors; test for them with errors.Is. They contain neither the
// secret nor any part of the event.
var (
	// ErrWebhookSignature reports a request that is not certainly from Seam: a header is missing or
	// contradictory, no signature matches, or the Webhook has no secret. If Seam did send it, the
	// secret belongs to another endpoint, or the body is not the one that arrived, byte for byte.
	ErrWebhookSignature = errors.New("seam: webhook signature does not match")
	// ErrWebhookTimestamp reports a good signature that was made too long ago or in the future: the
	// request is a replay, or a clock is wrong.
	ErrWebhookTimestamp = errors.New("seam: webhook timestamp is outside the tolerance")
	// ErrWebhookBody reports a good signature of a body that is not an event because it is no JSON
	// object.
	ErrWebhookBody = errors.New("seam: webhook body is not an event")
)

const (
	webhookSecretPrefix = "whsec_"
	// minWebhookSecret is the number of bytes below which a secret could be guessed. Seam's have 24.
	minWebhookSecret = 16

	defaultWebhookTolerance    = 5 * time.Minute
	defaultWebhookMaxBodyBytes = 1 << 20
)

// Webhook verifies that events which arrive at an endpoint were sent by Seam. Create one with
// [NewWebhook]: the zero Webhook has no secret and accepts nothing. A Webhook may be used by many
// goroutines at once; set its fields before.
//
// # Replays and order
//
// A good signature proves who made the request, not that the request is the first of its kind. Seam
// repeats an event until the endpoint responds with a 2xx, so the same event may arrive twice, even
// at the same time, and a stranger who saw a request can repeat it until it is older than Tolerance.
// Store the EventID of each event you have handled and ignore events whose EventID is stored. The
// header svix-id (or webhook-id) serves as well, and is there even if an event should have no EventID.
//
// Events also overtake each other. Order them by their OccurredAt, not by their arrival, or take
// them as a hint to ask Seam for the present state.
//
// # Events of a later version
//
// The Value of an event of a type that this version does not know is a [*gen.UnknownEvent]. A field
// that does not fit its type is left zero, and the event is accepted: the Logger receives a warning
// with the path of the field, and Raw has null in its place.
type Webhook struct {
	// Tolerance is the largest accepted difference between the time of the signature and now, in
	// either direction. The default is 5 minutes; it also applies if Tolerance is negative, because
	// the check cannot be switched off.
	Tolerance time.Duration
	// MaxBodyBytes is the size of the longest request that [Webhook.Handler] reads. The default is
	// 1 MiB; it also applies if MaxBodyBytes is negative.
	MaxBodyBytes int64
	// Logger receives one warning for each request that [Webhook.Handler] does not accept, for each
	// event whose handler fails, and for each event with fields that do not fit, with the reason or
	// their paths and without the event. Nothing is logged if it is nil.
	Logger *slog.Logger

	keys []redact.Secret
}

// NewWebhook returns a Webhook for the endpoint with this secret, "whsec_" and base64. Seam Console
// shows the secret, and [gen.Webhook] has it in its field Secret. A secret of fewer than 16 bytes is
// refused, because it can be guessed. While a secret is being rotated, pass the old one too: a
// signature by any of them is accepted.
func NewWebhook(secret string, more ...string) (*Webhook, error) {
	w := &Webhook{}
	var problems []error
	for i, s := range append([]string{secret}, more...) {
		// No error below contains the secret, nor does it wrap that of base64, which may quote it.
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, webhookSecretPrefix))
		switch {
		case err != nil || len(key) == 0:
			problems = append(problems, fmt.Errorf("seam: webhook secret %d is not %q and base64", i+1, webhookSecretPrefix))
		case len(key) < minWebhookSecret:
			problems = append(problems, fmt.Errorf("seam: webhook secret %d has %d bytes, fewer than %d: copy the whole secret from Seam Console", i+1, len(key), minWebhookSecret))
		default:
			w.keys = append(w.keys, redact.NewSecret(string(key)))
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	return w, nil
}

// Verify returns the event of a request that Seam made, and an error for every other request:
// [ErrWebhookSignature], [ErrWebhookTimestamp] or [ErrWebhookBody]. The event's Value has the fields
// of its type.
//
// The body must be the one that arrived, byte for byte: JSON that was decoded and encoded again has
// another signature. Header names may be in any case. If a header has several lines, any signature
// may match, but all lines of the id and of the timestamp must be equal.
//
// Verify cannot detect that a request is repeated; see [Webhook].
func (w *Webhook) Verify(header http.Header, body []byte) (*gen.Event, error) {
	if w == nil || len(w.keys) == 0 {
		return nil, fmt.Errorf("%w: the Webhook has no secret; create it with NewWebhook", ErrWebhookSignature)
	}
	d, err := readDelivery(header)
	if err != nil {
		return nil, err
	}
	// Before the timestamp, which means nothing until the signature proves its origin.
	if !w.signed(d, body) {
		return nil, ErrWebhookSignature
	}
	if err := w.checkTime(d); err != nil {
		return nil, err
	}
	event, malformed, err := readEvent(body)
	if len(malformed) > 0 {
		w.logMalformed(event, malformed)
	}
	return event, err
}

// logMalformed writes one line for an event with fields that do not fit.
func (w *Webhook) logMalformed(event *gen.Event, malformed []decode.Malformed) {
	if w.Logger == nil {
		return
	}
	attrs := append([]slog.Attr{slog.String("event_id", redact.OneLine(event.EventID))}, malformedAttrs(malformed)...)
	w.Logger.LogAttrs(context.Background(), slog.LevelWarn, "seam webhook event with malformed values", attrs...)
}

// signed reports whether any of the signatures was made with any of the keys: either side may be
// rotating its secrets.
func (w *Webhook) signed(d delivery, body []byte) bool {
	for _, key := range w.keys {
		if d.has(d.sign(key, body)) {
			return true
		}
	}
	return false
}

// checkTime refuses a signature that was made too far from now.
func (w *Webhook) checkTime(d delivery) error {
	seconds, err := strconv.ParseInt(d.timestamp, 10, 64)
	if err != nil {
		return fmt.Errorf("%w: it is not a number of seconds", ErrWebhookTimestamp)
	}
	tolerance := cmp.Or(max(w.Tolerance, 0), defaultWebhookTolerance)
	signed, now := time.Unix(seconds, 0), time.Now()
	if signed.Before(now.Add(-tolerance)) || signed.After(now.Add(tolerance)) {
		return fmt.Errorf("%w: it differs from now by %v, more than %v", ErrWebhookTimestamp, now.Sub(signed).Round(time.Second), tolerance)
	}
	return nil
}

// readEvent reads any JSON object as an event, since Seam adds to them almost daily.
func readEvent(body []byte) (*gen.Event, []decode.Malformed, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		return nil, nil, ErrWebhookBody
	}
	event := new(gen.Event)
	malformed, err := decode.Into(body, event)
	if err != nil {
		// Without err, which may quote the event, and so the code of a door.
		return nil, nil, ErrWebhookBody
	}
	return event, malformed, nil
}
