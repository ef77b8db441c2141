package redact

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

// tokenPattern matches the text that Tokens removes.
var tokenPattern = regexp.MustCompile(
	`seam_[0-9A-Za-z]+_[0-9A-Za-z]{16,}` +
		`|whsec_[0-9A-Za-z+/=_-]{8,}` +
		`|\bey[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}(?:\.[0-9A-Za-z_-]*)?`)

func FuzzTokens(f *testing.F) {
	for _, text := range []string{
		"", "seam_", "seam_apikey1_0123456789abcdef", "xseam_a_0123456789abcdef!", "seam_a_0123456789abcde",
		"seam__0123456789abcdef", "seam_seam_a_0123456789abcdef", "seam_a_b_0123456789abcdef",
		"whsec_abcdefg", "whsec_abcdefgh+/=", "whsec_whsec_abc",
		"eyAAAAAAAA.BBBBBBBB", "eyAAAAAAAA.BBBBBBBB.", "eyAAAAAAAA.BBBBBBBB.C.D", "eyAAAAAAA.BBBBBBBB", "eyAAAAAAAA.BBBBBBB",
		"_eyAAAAAAAA.BBBBBBBB", "-eyAAAAAAAA.BBBBBBBB", "ey-eyAAAAAAAA.BBBBBBBB", "ey-eyAAAAAAAA-ey.B.eyAAAAAAAA.BBBBBBBB",
		"éeyAAAAAAAA.BBBBBBBB", "key eyAAAAAAAA.BBBBBBBBseam_a_0123456789abcdef", "eyA.eyAAAAAAAA.BBBBBBBB", "\xffeyAAAAAAAA.BBBBBBBB\xff",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := tokenPattern.ReplaceAllString(text, Placeholder)
		if got := Tokens(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	})
}

// No text takes more than linear time, whatever a server sends.
func TestTokensTakesLinearTime(t *testing.T) {
	for _, part := range []string{"ey-", "seam_", "whsec_", "eyAAAAAAAA.", "seam_a_"} {
		started := time.Now()
		Tokens(strings.Repeat(part, (256<<10)/len(part)))
		if took := time.Since(started); took > time.Second {
			t.Errorf("%q repeated took %v", part, took)
		}
	}
}
