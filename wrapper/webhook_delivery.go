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

// webhookHeaderPrefixes begin the two names of each header: those of Svix, which delivers for Seam,
// and those of the Standard Webhooks specification.
var webhookHeaderPrefixes = []string{"Svix-", "Webhook-"}

// delivery holds the headers of a webhook's request.
type delivery struct {
	id, timestamp string
	signatures    []string // the lines of the header
}

// readDelivery takes all headers from one of the two sets: half of each may come from two senders.
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

// onlyValue refuses a header whose lines differ. Whoever reads only the first or only the last of
// them would see another message than the one that was verified.
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

// headerLines returns all lines of a header. Its name may be in any case, as in the event of a cloud
// function, which does not come from net/http.
func headerLines(header http.Header, canonicalName string) []string {
	var lines []string
	for name, values := range header {
		if http.CanonicalHeaderKey(name) == canonicalName {
			lines = append(lines, values...)
		}
	}
	return lines
}

// sign returns the base64 that the holder of key writes after "v1,".
func (d delivery) sign(key redact.Secret, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(key.Value()))
	mac.Write([]byte(d.id + "." + d.timestamp + "."))
	mac.Write(body)
	return base64.StdEncoding.AppendEncode(nil, mac.Sum(nil))
}

// has reports whether the expected signature is among those of the request. Spaces separate several
// on a line, and so do commas where a proxy joined lines.
func (d delivery) has(expected []byte) bool {
	for _, line := range d.signatures {
		for field := range strings.FieldsSeq(line) {
			version := ""
			for text := range strings.SplitSeq(field, ",") {
				// The text is compared, not the bytes it decodes to: base64 has several texts for
				// the same bytes, and only one is Seam's.
				if version == webhookSignatureVersion && hmac.Equal([]byte(text), expected) {
					return true
				}
				version = text
			}
		}
	}
	return false
}
