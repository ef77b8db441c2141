package seam

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
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
)

// These are found in the errors of [Webhook.Verify] with errors.Is. They never carry a secret,
// nor what the event says.
var (
	// ErrWebhookSignature says that nothing shows the request to be from Seam: a header is
	// missing, or no signature matches. If it was from Seam, the secret is another endpoint's,
	// or the body is not what arrived, byte for byte.
	ErrWebhookSignature = errors.New("seam: webhook signature does not match")
	// ErrWebhookTimestamp says that the signature is good, but was made too long ago, or in the
	// future: the request is a replay, or a clock is wrong.
	ErrWebhookTimestamp = errors.New("seam: webhook timestamp is not of now")
	// ErrWebhookBody says that the signature is good, but what it signs is no event.
	ErrWebhookBody = errors.New("seam: webhook body is not an event")
)

const (
	webhookSecretPrefix     = "whsec_"
	webhookSignatureVersion = "v1,"

	defaultWebhookTolerance    = 5 * time.Minute
	defaultWebhookMaxBodyBytes = 1 << 20
)

// webhookHeaderPrefixes are those of the two names that each header has: Svix's, which delivers
// for Seam, and that of the standard it follows.
var webhookHeaderPrefixes = []string{"svix-", "webhook-"}

// Webhook tells the events that Seam sends to an endpoint from what anyone else may send there.
// Make one with [NewWebhook]. It may be used by many goroutines at once; set its fields before.
//
// # Replays and order
//
// A good signature says who made the request, not that it is the first of its kind. Seam sends
// an event again until it is answered with a 2xx, so the same one may arrive twice, also at the
// same time, and a stranger who saw a request can repeat it until it is older than Tolerance.
// Keep the EventID of what has been dealt with, and ignore what has it again; the header svix-id
// (or webhook-id) does as well.
//
// Events also overtake each other: order them by their OccurredAt, not by their arrival, or take
// them as a hint to ask Seam for the present state.
//
// # Which JSON is known
//
// An event of a kind that this version does not know is an event: its Value is a
// [*gen.UnknownEvent]. So is the Value of a known kind if something particular to that kind does not
// parse; then the Err of the UnknownEvent says what, and the EventType is still the known one. Of
// what all kinds have, the fields of [gen.Event], one that does not parse is left out and costs no
// more.
type Webhook struct {
	// Tolerance is how far the time of the signature may be from now, either way; 5 minutes if
	// it is 0.
	Tolerance time.Duration
	// MaxBodyBytes is what [Webhook.Handler] reads of a request; 1 MiB if it is 0.
	MaxBodyBytes int64
	// Logger is told at warn level what [Webhook.Handler] did not accept, and why, but not what
	// the event says; nobody if it is nil.
	Logger *slog.Logger

	keys []secret
}

// NewWebhook returns a Webhook for the endpoint with this secret, "whsec_" and base64: Seam
// Console shows it, and so does the Secret of a [gen.Webhook]. While the secret is being rotated
// give the old one, too: what is signed with any of them is accepted.
func NewWebhook(secret string, more ...string) (*Webhook, error) {
	w := &Webhook{}
	var problems []error
	for i, s := range append([]string{secret}, more...) {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, webhookSecretPrefix))
		if err != nil || len(key) == 0 {
			// Neither the secret nor err, which may tell a part of it. An empty key must not
			// pass: everybody could sign with it.
			problems = append(problems, fmt.Errorf("seam: webhook secret %d is not %q and base64", i+1, webhookSecretPrefix))
			continue
		}
		w.keys = append(w.keys, newSecret(string(key)))
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	return w, nil
}

// Verify returns the event of a request that Seam made, and an error for every other request;
// see [ErrWebhookSignature], [ErrWebhookTimestamp] and [ErrWebhookBody]. The event's Value is
// what is particular to its kind.
//
// The body is what arrived, byte for byte: JSON that was decoded and encoded again has another
// signature. The keys of header are canonical, as those of an [http.Request] are; a header from
// elsewhere is made with its method Set.
//
// Verify cannot see that a request is repeated; see [Webhook].
func (w *Webhook) Verify(header http.Header, body []byte) (*gen.Event, error) {
	d, err := readDelivery(header)
	if err != nil {
		return nil, err
	}
	// Before the timestamp, which means nothing until it is known who set it.
	if !w.signed(d, body) {
		return nil, ErrWebhookSignature
	}
	if err := w.checkTime(d); err != nil {
		return nil, err
	}
	return readEvent(body)
}

// delivery is what the headers say of a request.
type delivery struct{ id, timestamp, signatures string }

// readDelivery takes all headers from the same set, so that they are of one sender.
func readDelivery(header http.Header) (delivery, error) {
	for _, prefix := range webhookHeaderPrefixes {
		d := delivery{
			id:         header.Get(prefix + "id"),
			timestamp:  header.Get(prefix + "timestamp"),
			signatures: header.Get(prefix + "signature"),
		}
		if d.id != "" && d.timestamp != "" && d.signatures != "" {
			return d, nil
		}
	}
	return delivery{}, fmt.Errorf("%w: it has not all of svix-id, svix-timestamp and svix-signature", ErrWebhookSignature)
}

// signed is true if any of the signatures is by any of the keys: either side may be rotating.
func (w *Webhook) signed(d delivery, body []byte) bool {
	for _, key := range w.keys {
		expected := d.signature(key, body)
		for signature := range strings.FieldsSeq(d.signatures) {
			// The text is compared, not what it decodes to: base64 has several texts for the
			// same bytes, and only one is Seam's.
			text, ok := strings.CutPrefix(signature, webhookSignatureVersion)
			if ok && hmac.Equal([]byte(text), expected) {
				return true
			}
		}
	}
	return false
}

// signature is the base64 that the holder of key puts behind "v1,".
func (d delivery) signature(key secret, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(key.value()))
	mac.Write([]byte(d.id + "." + d.timestamp + "."))
	mac.Write(body)
	return base64.StdEncoding.AppendEncode(nil, mac.Sum(nil))
}

// checkTime refuses a signature that was made too far from now.
func (w *Webhook) checkTime(d delivery) error {
	seconds, err := strconv.ParseInt(d.timestamp, 10, 64)
	if err != nil {
		return fmt.Errorf("%w: it is not in seconds", ErrWebhookTimestamp)
	}
	tolerance := cmp.Or(w.Tolerance, defaultWebhookTolerance)
	signed, now := time.Unix(seconds, 0), time.Now()
	if signed.Before(now.Add(-tolerance)) || signed.After(now.Add(tolerance)) {
		return fmt.Errorf("%w: it is off by %v, more than %v", ErrWebhookTimestamp, now.Sub(signed).Round(time.Second), tolerance)
	}
	return nil
}

// readEvent reads any JSON object as an event, since Seam adds to them almost daily.
func readEvent(body []byte) (*gen.Event, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		return nil, ErrWebhookBody
	}
	event := new(gen.Event)
	if _, err := decode.Into(body, event); err != nil {
		// Not err: it may quote the event, and that may hold the code of a door.
		return nil, ErrWebhookBody
	}
	return event, nil
}
