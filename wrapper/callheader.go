package seam

import (
	"fmt"
	"net/http"
	"strings"
)

// reservedHeaders cannot be set for one call, with the reason.
var reservedHeaders = map[string]string{
	authorizationHeader:         "it holds the credential",
	clientSessionHeader:         "it holds the credential",
	"Seam-Client-Session-Token": "it holds the credential",
	publishableKeyHeader:        "it holds the credential",
	"Proxy-Authorization":       "it holds a credential",
	"Cookie":                    "it holds a credential",
	workspaceHeader:             "the workspace belongs to the credential",
	"Idempotency-Key":           "net/http takes it for leave to repeat a write",
	"X-Idempotency-Key":         "net/http takes it for leave to repeat a write",
	"Content-Type":              "the client sets it",
	"Content-Length":            "the client sets it",
	"Content-Encoding":          "the client sets it",
	"Accept":                    "the client sets it",
	"Accept-Encoding":           "the client sets it",
	"Seam-Sdk-Name":             "the client sets it",
	"Seam-Sdk-Version":          "the client sets it",
	"Host":                      "the endpoint sets it",
	"Connection":                "it belongs to the connection",
	"Transfer-Encoding":         "it belongs to the connection",
	"Upgrade":                   "it belongs to the connection",
	"Te":                        "it belongs to the connection",
	"Trailer":                   "it belongs to the connection",
}

// checkCallHeader does not repeat the value, which may be a secret of the user's.
func checkCallHeader(name, value string) error {
	if !isHeaderName(name) {
		return fmt.Errorf("%q is not the name of a header", name)
	}
	if reason, reserved := reservedHeaders[http.CanonicalHeaderKey(name)]; reserved {
		return fmt.Errorf("%s cannot be set: %s", name, reason)
	}
	if !isHeaderValue(value) {
		return fmt.Errorf("the value of %s contains a control character", name)
	}
	return nil
}

// isHeaderName follows RFC 9110, section 5.6.2.
func isHeaderName(s string) bool {
	for _, r := range s {
		if !isLetterOrDigit(r) && !strings.ContainsRune("!#$%&'*+-.^_`|~", r) {
			return false
		}
	}
	return s != ""
}

func isHeaderValue(s string) bool {
	for i := range len(s) {
		if (s[i] < ' ' && s[i] != '\t') || s[i] == 0x7f {
			return false
		}
	}
	return true
}

func isLetterOrDigit(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}
