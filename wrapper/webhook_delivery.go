package seam

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

const webhookSignatureVersion = "v1"

// webhookHeaderPrefixes lists the prefixes of the two names that each header can have: those of
// Svix, the service that delivers Seam's webhooks, and those of the Standard Webhooks
// specification.
var webhookHeaderPrefixes = []string{"Svix-", "Webhook-"}

// delivery holds the headers of a webhook request. The signature is verified here and not with the
// library of Svix, so that importers of this package need no further module.
type delivery struct {
	id, timestamp string
	signatures    []string // one string a line of the header
}

// readDelivery reads the headers of one set. It does not mix the sets, because the headers could
// then come from two senders.
func readDelivery(header http.Header) (delivery, error) {
	for _, prefix := range webhookHeaderPrefixes {
		id, err := onlyValue(header, prefix+"Id")
		if err != nil {
			return delivery{}, err
		}
		timestamp, err := onlyValue(header, prefix+"Timestamp")
		if err != nil {
			return delivery{}, err
		}
		signatures := headerLines(header, prefix+"Signature")
		if id != "" && timestamp != "" && strings.Join(signatures, "") != "" {
			return delivery{id, timestamp, signatures}, nil
		}
	}
	return delivery{}, fmt.Errorf("%w: svix-id, svix-timestamp or svix-signature is missing", ErrWebhookSignature)
}

// onlyValue returns the value of a header, and an error if the header has several lines that
// differ. Other code may read only the first line or only the last, and would see another message
// than the verified one.
func onlyValue(header http.Header, name string) (string, error) {
	lines := slices.Compact(headerLines(header, name))
	switch len(lines) {
	case 0:
		return "", nil
	case 1:
		return lines[0], nil
	default:
		return "", fmt.Errorf("%w: %s has several lines that differ", ErrWebhookSignature, strings.ToLower(name))
	}
}

// headerLines returns all lines of a header. Names may be in any case, because the headers of a
// cloud function do not come from net/http.
func headerLines(header http.Header, canonicalName string) []string {
	var lines []string
	for name, values := range header {
		if http.CanonicalHeaderKey(name) == canonicalName {
			lines = append(lines, values...)
		}
	}
	return lines
}

// sign returns the expected signature, in base64.
func (d delivery) sign(key redact.Secret, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(key.Value()))
	mac.Write([]byte(d.id + "." + d.timestamp + "."))
	mac.Write(body)
	return base64.StdEncoding.AppendEncode(nil, mac.Sum(nil))
}

// has reports whether the request has the expected signature. Signatures on one line are separated
// by spaces, or by commas if a proxy joined the lines.
func (d delivery) has(expected []byte) bool {
	for _, line := range d.signatures {
		for field := range strings.FieldsSeq(line) {
			version := ""
			for text := range strings.SplitSeq(field, ",") {
				// The text is compared and not the decoded bytes: several base64 texts decode to
				// the same bytes, and only one of them is Seam's.
				if version == webhookSignatureVersion && hmac.Equal([]byte(text), expected) {
					return true
				}
				version = text
			}
		}
	}
	return false
}
