package seam

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

func TestWebhookRotation(t *testing.T) {
	const unrelated = "whsec_dW5yZWxhdGVk"
	w := mustWebhook(t, vectorSecret, otherSecret)
	for secret, want := range map[string]error{vectorSecret: nil, otherSecret: nil, unrelated: ErrWebhookSignature} {
		event, err := w.Verify(signedNow(t, secret, vectorBody), []byte(vectorBody))
		checkVerified(t, event, err, want)
	}
	// Seam rotates secrets, too, and signs with both.
	header := signedNow(t, unrelated, vectorBody)
	header.Set("svix-signature", header.Get("svix-signature")+" "+
		signWith(t, otherSecret, vectorID, header.Get("svix-timestamp"), vectorBody))
	event, err := w.Verify(header, []byte(vectorBody))
	checkVerified(t, event, err, nil)
}

func TestNewWebhookRejectsSecrets(t *testing.T) {
	tests := map[string][]string{
		"empty":                 {""},
		"only the prefix":       {"whsec_"},
		"API key":               {"seam_apikey1_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
		"not base64":            {"whsec_MfKQ9r8GKYqrTwj!PD8ILPZIo2LaLaSw"},
		"incomplete":            {vectorSecret[:len(vectorSecret)-1]},
		"one of several":        {vectorSecret, ""},
		"one byte":              {"whsec_Bw=="},
		"15 bytes":              {secretOf(15)},
		"short, no prefix":      {strings.TrimPrefix(secretOf(15), "whsec_")},
		"short, with line ends": {"whsec_B\nw\r\n==\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"},
		"short, beside a long":  {vectorSecret, secretOf(1)},
		"several invalid":       {"whsec_?", vectorSecret, "whsec_!"},
	}
	for name, secrets := range tests {
		w, err := NewWebhook(secrets[0], secrets[1:]...)
		if w != nil || err == nil {
			t.Errorf("%s: got %v, %v", name, w, err)
			continue
		}
		for _, s := range secrets {
			if key := strings.TrimPrefix(s, "whsec_"); key != "" && strings.Contains(err.Error(), key) {
				t.Errorf("%s: the secret is in %q", name, err)
			}
		}
	}
	_, err := NewWebhook("whsec_?", vectorSecret, "whsec_!")
	if err == nil || !strings.Contains(err.Error(), "secret 1 ") || strings.Contains(err.Error(), "secret 2 ") ||
		!strings.Contains(err.Error(), "secret 3 ") {
		t.Errorf("the error does not name the secrets: %v", err)
	}
}

// secretOf returns a secret of n bytes.
func secretOf(n int) string {
	return "whsec_" + base64.StdEncoding.EncodeToString([]byte(strings.Repeat("k", n)))
}

func TestShortestSecret(t *testing.T) {
	for _, n := range []int{16, 24, 64, 1000} {
		if _, err := NewWebhook(secretOf(n)); err != nil {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	_, err := NewWebhook(secretOf(15), secretOf(3))
	if err == nil || !strings.Contains(err.Error(), "secret 1 has 15 bytes, fewer than 16") || !strings.Contains(err.Error(), "secret 2 has 3 bytes") {
		t.Errorf("the error does not give the reason: %v", err)
	}
}

// A Webhook that was not created by NewWebhook has no key. That is not the same as an empty key.
func TestWebhookWithoutSecretAcceptsNothing(t *testing.T) {
	for _, w := range []*Webhook{nil, {}, {Tolerance: -1, MaxBodyBytes: -1}} {
		event, err := w.Verify(signedNow(t, "", vectorBody), []byte(vectorBody))
		checkVerified(t, event, err, ErrWebhookSignature)
		event, err = w.Verify(nil, nil)
		checkVerified(t, event, err, ErrWebhookSignature)
	}
}

func TestWebhookShowsNoSecret(t *testing.T) {
	w := mustWebhook(t, vectorSecret, otherSecret)
	for _, holder := range []any{w, *w, map[string]any{"w": w}, struct{ W *Webhook }{w}, []*Webhook{w}} {
		for how, text := range printed(holder) {
			for _, s := range []string{vectorSecret, otherSecret} {
				checkHidden(t, how, text, s)
			}
		}
	}
}

// checkHidden checks that text contains the secret in none of the forms that printing may give it.
func checkHidden(t *testing.T, how, text, secret string) {
	t.Helper()
	encoded := strings.TrimPrefix(secret, "whsec_")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	quotedKey, err := json.Marshal(string(key))
	if err != nil {
		t.Fatal(err)
	}
	forms := []string{encoded, string(key), strings.Trim(string(quotedKey), `"`), strings.Trim(strconv.Quote(string(key)), `"`),
		decimals(key), hexadecimals(key)}
	for _, form := range forms {
		if strings.Contains(text, form) {
			t.Errorf("%s shows the secret: %s", how, text)
		}
	}
}

// decimals and hexadecimals format bytes as fmt does.
func decimals(key []byte) string {
	var parts []string
	for _, b := range key {
		parts = append(parts, strconv.Itoa(int(b)))
	}
	return strings.Join(parts, " ")
}

func hexadecimals(key []byte) string {
	var b strings.Builder
	for _, c := range key {
		b.WriteString(strconv.FormatInt(int64(c)+0x100, 16)[1:])
	}
	return b.String()
}

func TestWebhookErrorsShowNoSecret(t *testing.T) {
	w := mustWebhook(t, vectorSecret, otherSecret)
	bad := signedNow(t, vectorSecret, vectorBody)
	bad.Set("svix-signature", wrongSignature)
	for _, header := range []http.Header{{}, bad, vector("svix-"), signedNow(t, vectorSecret, "[]")} {
		_, err := w.Verify(header, []byte("[]"))
		for how, text := range printed(err) {
			checkHidden(t, how, text, vectorSecret)
			checkHidden(t, how, text, otherSecret)
		}
	}
}
