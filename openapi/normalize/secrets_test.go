package normalize

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestListSecrets(t *testing.T) {
	t.Parallel()
	str := `{"type": "string"}`
	schemas := `"session": ` + object(`"id": `+str+`, "token": `+str+`, "secret": `+str) +
		`, "magic_link": ` + object(`"url": `+str) + `, "link": ` + object(`"image_url": `+str)
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

// A field that sounds like a secret is not printed until somebody has looked at it.
func TestFieldsThatSoundSecret(t *testing.T) {
	t.Parallel()
	doc := mustParse(t, docOf(`"a": `+object(`"door_password": {"type": "string"}, "image_url": {"type": "string"}, "is_authorized": {"type": "boolean"}`), ""))
	if err := runPasses(doc, "annotate", "secrets"); err != nil {
		t.Fatal(err)
	}
	wantError(t, reported(doc), "a.door_password: sounds like a secret", "secrets.go")
	if fields := doc.secretFields("a"); !slices.Equal(fields, []string{"door_password"}) {
		t.Errorf("secret fields %q", fields)
	}
}
