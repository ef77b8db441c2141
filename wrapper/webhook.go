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

// The errors of [Webhook.Verify]. Match them with errors.Is. They contain neither the secret nor
// any part of the event.
var (
	// ErrWebhookSignature reports a request that is not proven to be from Seam: a header is missing
	// or contradictory, no signature matches, or the Webhook has no secret. If Seam did send the
	// request, the secret belongs to another endpoint, or the body was changed on its way to
	// Verify.
	ErrWebhookSignature = errors.New("seam: webhook signature does not match")
	// ErrWebhookTimestamp reports a valid signature that is too old or from the future: the request
	// is a replay, or a clock is wrong.
	ErrWebhookTimestamp = errors.New("seam: webhook timestamp is outside the tolerance")
	// ErrWebhookBody reports a valid signature of a body that is not an event, because it is not a
	// JSON object.
	ErrWebhookBody = errors.New("seam: webhook body is not an event")
)

const (
	webhookSecretPrefix = "whsec_"
	// minWebhookSecret is the minimum length of a secret in bytes; a shorter one could be guessed.
	// Seam's have 24.
	minWebhookSecret = 16

	defaultWebhookTolerance    = 5 * time.Minute
	defaultWebhookMaxBodyBytes = 1 << 20
)

// Webhook verifies that events were sent by Seam. Create one with [NewWebhook]: the zero Webhook
// has no secret and rejects everything. Set its fields before first use; after that it is safe for
// concurrent use.
//
// # Replays and order
//
// A valid signature proves the sender of a request, but not that the request is new. Seam repeats
// an event until the endpoint responds with a 2xx, so the same event may arrive twice, even at the
// same time. An attacker who recorded a request can also repeat it until it is older than
// Tolerance. Store the EventID of each event that you have handled for two days, and ignore events
// whose EventID is stored: Seam tries eight times in 28 hours. The header svix-id (or webhook-id) serves
// the same purpose, and exists even for an event without an EventID.
//
// Events may arrive out of order. Order them by OccurredAt, or fetch the present state from Seam
// when an event arrives.
//
// # Events of later versions
//
// An event of a type that this version does not know has a [*gen.UnknownEvent] as its Value. A
// field that does not fit its type is zero, and the event is accepted: the Logger receives a
// warning with the path of the field, and Raw has null in its place.
type Webhook struct {
	// Tolerance is the maximum difference between the time of the signature and now, in both
	// directions. The default is 5 minutes. A negative Tolerance means the default, too: the check
	// cannot be disabled.
	Tolerance time.Duration
	// MaxBodyBytes is the maximum size of a request that [Webhook.Handler] reads. The default is 1
	// MiB, also if MaxBodyBytes is negative.
	MaxBodyBytes int64
	// Logger receives one warning for each request that [Webhook.Handler] rejects, for each event
	// whose handler fails, and for each event with malformed fields. A warning has the reason or
	// the paths, but no part of the event. If Logger is nil, nothing is logged.
	Logger *slog.Logger

	keys []redact.Secret
}

// NewWebhook returns a Webhook for the endpoint with this secret, which is "whsec_" and base64.
// Seam Console shows the secret, and [gen.Webhook] has it in its field Secret. While you rotate a
// secret, pass the old one as well: a signature with any of the secrets is accepted.
//
// It returns an error if a secret is not valid base64, or shorter than 16 bytes and so possible to
// guess.
func NewWebhook(secret string, more ...string) (*Webhook, error) {
	w := &Webhook{}
	var problems []error
	for i, s := range append([]string{secret}, more...) {
		// The errors do not wrap that of base64, which may quote the secret.
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

// Verify checks the signature and the time of a request, and returns its event. Value of the event
// has a type for each kind of event. For a request that Seam did not send, Verify returns
// [ErrWebhookSignature], [ErrWebhookTimestamp] or [ErrWebhookBody].
//
// Pass the body exactly as it arrived: JSON that was decoded and encoded again has another
// signature. Header names may be in any case. If the signature header has several lines, any of
// them may match; if the ID or timestamp header has several lines, they must be equal.
//
// Verify cannot detect a repeated request; see [Webhook].
func (w *Webhook) Verify(header http.Header, body []byte) (*gen.Event, error) {
	if w == nil || len(w.keys) == 0 {
		return nil, fmt.Errorf("%w: the Webhook has no secret; create it with NewWebhook", ErrWebhookSignature)
	}
	d, err := readDelivery(header)
	if err != nil {
		return nil, err
	}
	// The signature comes first: without it, the timestamp proves nothing.
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

// logMalformed writes one line for an event with malformed fields.
func (w *Webhook) logMalformed(event *gen.Event, malformed []decode.Malformed) {
	if w.Logger == nil {
		return
	}
	attrs := append([]slog.Attr{slog.String("event_id", redact.OneLine(event.EventID))}, malformedAttrs(malformed)...)
	w.Logger.LogAttrs(context.Background(), slog.LevelWarn, "seam webhook event with malformed values", attrs...)
}

// signed reports whether any signature matches any key. Both sides may be rotating their secrets.
func (w *Webhook) signed(d delivery, body []byte) bool {
	for _, key := range w.keys {
		if d.has(d.sign(key, body)) {
			return true
		}
	}
	return false
}

// checkTime rejects a signature whose time differs too much from now.
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

// readEvent decodes any JSON object as an event, because Seam often adds new types of events.
func readEvent(body []byte) (*gen.Event, []decode.Malformed, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		return nil, nil, ErrWebhookBody
	}
	event := new(gen.Event)
	malformed, err := decode.Into(body, event)
	if err != nil {
		// err is not wrapped: it may quote the event, which may contain a PIN.
		return nil, nil, ErrWebhookBody
	}
	return event, malformed, nil
}
