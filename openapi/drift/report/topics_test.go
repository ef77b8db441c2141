package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
)

// Every form of the report has both.
func TestReportsListReviews(t *testing.T) {
	t.Parallel()
	r := between(t, parts{Paths: otherPath}, parts{Paths: `"/b/do": {"post": ` + double + `, "put": ` + double + `}`})
	r.From, r.To = "old.json", "new.json"
	r.StaleReviews = []string{"/c/do"}
	var text, markdown, encoded strings.Builder
	for _, err := range []error{Text(&text, r, false), Markdown(&markdown, r), JSON(&encoded, r)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	wantText := "\neffects to review: they count as writes until openapi/normalize/reviews.go has them\n  /b/do (PUT, new)\n" +
		"\nstale reviews: their operation is gone: remove them from openapi/normalize/reviews.go\n  /c/do\n"
	if !strings.HasSuffix(text.String(), wantText) {
		t.Errorf("text: %s", text.String())
	}
	wantMarkdown := "\n### Effects to review\n\nThey count as writes until openapi/normalize/reviews.go has them.\n\n- `/b/do` (PUT, new)\n" +
		"\n### Stale reviews\n\nTheir operation is gone: remove them from openapi/normalize/reviews.go.\n\n- `/c/do`\n"
	if !strings.Contains(markdown.String(), wantMarkdown) {
		t.Errorf("Markdown: %s", markdown.String())
	}
	var got struct {
		EffectsToReview []drift.EffectToReview `json:"effects_to_review"`
		StaleReviews    []string               `json:"stale_reviews"`
	}
	if err := json.Unmarshal([]byte(encoded.String()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.EffectsToReview) != 1 || got.EffectsToReview[0].Operation != "/b/do" || !got.EffectsToReview[0].New ||
		!slices.Equal(got.EffectsToReview[0].Doubles, []string{"PUT"}) || !slices.Equal(got.StaleReviews, r.StaleReviews) {
		t.Errorf("JSON: %s", encoded.String())
	}
}
