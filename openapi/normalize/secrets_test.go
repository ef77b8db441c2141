package normalize

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestListSecrets(t *testing.T) {
	t.Parallel()
	str := `{"type": "string"}`
	schemas := `"session": ` + object(`"id": `+str+`, "token": `+str+`, "secret": `+str) +
		`, "magic_link": ` + object(`"url": `+str) + `, "link": ` + object(`"url": `+str)
	doc := mustParse(t, docOf(schemas, ""))
	if err := runPasses(doc, "annotate", "secrets"); err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(doc.operations()[0].Extensions["x-go-secrets"])
	if err != nil {
		t.Fatal(err)
	}
	wantJSON(t, string(got), `[{"type": "magic_link", "fields": ["url"]}, {"type": "session", "fields": ["secret", "token"]}]`)
}

// notSecret are fields whose names sound like a secret or are links, and hold none: each has been
// looked at.
var notSecret = []string{
	"api_url", "authorized_at", "custom_redirect_failure_url", "custom_redirect_url", "image_url", "inviter_logo_url",
	"is_publishable_key_auth_enabled", "logo_url", "next_page_url", "video_url",
	"webhook.url", "webhooks_create_request.url", // The user's own address.
}

// A field that sounds like a secret is one, or has been looked at.
func TestSecretsAreReviewed(t *testing.T) {
	t.Parallel()
	data, _ := vendored()
	doc := mustParse(t, string(data))
	if err := runPasses(doc, upTo("secrets")...); err != nil {
		t.Fatal(err)
	}
	sounds := []string{"auth", "jwt", "magic", "password", "secret", "token", "url"}
	for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
		for _, field := range slices.Sorted(maps.Keys(doc.Components.Schemas[name].Value.Properties)) {
			known := slices.Contains(secretNames, field) || slices.Contains(secretPlaces[name], field) ||
				slices.Contains(notSecret, field) || slices.Contains(notSecret, name+"."+field)
			isSecret := func(part string) bool { return strings.Contains(field, part) }
			if !known && slices.ContainsFunc(sounds, isSecret) && field != "magic_link" {
				t.Errorf("%s.%s sounds like a secret: put it into secretNames, secretPlaces or notSecret", name, field)
			}
		}
	}
}
