package redact

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"slices"
	"strings"
	"testing"
)

const testKey = "seam_test1_0123456789abcdef"

// A key is removed in the forms in which servers and gateways echo it.
func TestScrubbedForms(t *testing.T) {
	scrub := NewScrubber(func() []string { return HeaderSecrets("Bearer " + testKey) })
	for name, echo := range map[string]string{
		"plain":      testKey,
		"hex":        hex.EncodeToString([]byte(testKey)),
		"HEX":        strings.ToUpper(hex.EncodeToString([]byte(testKey))),
		"base64":     base64.StdEncoding.EncodeToString([]byte(testKey)),
		"bearer":     base64.StdEncoding.EncodeToString([]byte("Bearer " + testKey)),
		"basic":      base64.StdEncoding.EncodeToString([]byte("u:" + testKey + ":x")),
		"url base64": base64.URLEncoding.EncodeToString([]byte("ab" + testKey)),
		"JSON":       strings.ReplaceAll(testKey, "_", `\u005f`),
		"cut JSON":   strings.ReplaceAll(testKey, "_", `\u005F`) + `","`,
	} {
		got := string(scrub.Body([]byte(`{"error":"` + echo + `"}`)))
		if strings.Contains(got, echo) || strings.Contains(got, testKey) || !strings.Contains(got, Placeholder) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Every value in a header of the user's own auth is a secret, whatever its form.
func TestScrubbedParts(t *testing.T) {
	scrub := NewScrubber(func() []string {
		return append(HeaderSecrets("sid=first-secret; theme=second-secret"), HeaderSecrets("third secret")...)
	})
	got := scrub.Text("first-secret, second-secret, third secret and sid=first-secret; theme=second-secret")
	if want := "[redacted], [redacted], [redacted] and [redacted]"; got != want {
		t.Errorf("got %q", got)
	}
	if got := HeaderSecrets(";a=one;;b = two;"); !slices.Equal(got, []string{";a=one;;b = two;", "= two;", "one", "two"}) {
		t.Errorf("got %q", got)
	}
	overlapping := newReplacer([]string{"secret-1", "secret-1-and-more"})
	if got := overlapping.Replace("secret-1-and-more secret-1"); got != "[redacted] [redacted]" {
		t.Errorf("got %q", got)
	}
}

// Words that begin like tokens are kept.
func TestScrubLeavesWordsAlone(t *testing.T) {
	for _, text := range []string{
		"seam_bridge_disconnected", "seam_attempt_failed", "seam_relay_admin", "they.arrived.late", "eyes", `{"a":"b\n"}`,
	} {
		if got := (Scrubber{}).Text(text); got != text {
			t.Errorf("%s became %s", text, got)
		}
		if got := (Scrubber{}).Body([]byte(text)); string(got) != text {
			t.Errorf("%s became %s", text, got)
		}
	}
	short := NewScrubber(func() []string { return HeaderSecrets("a") })
	if got := short.Text("a banana"); got != "a banana" {
		t.Errorf("became %s", got)
	}
}

func TestInHTML(t *testing.T) {
	for r := range rune(0x100) {
		if got, want := inHTML.Replace(string(r)), html.EscapeString(string(r)); got != want {
			t.Errorf("%q: got %s, want %s", r, got, want)
		}
	}
}
