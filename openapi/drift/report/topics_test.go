package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/normalize"
)

// Every form of the report has the decisions to make.
func TestReportsListReviews(t *testing.T) {
	t.Parallel()
	r := between(t, parts{Paths: otherPath}, parts{Paths: `"/b/do": {"post": ` + double + `, "put": ` + double + `}`})
	r.From, r.To = "old.json", "new.json"
	r.Notes = []normalize.Note{
		{Kind: normalize.Undecided, Place: "thing.opened_at", Problem: "may be a time", Remedy: "list it"},
		{Kind: normalize.Stale, Place: "/c/do", Problem: "is gone", Remedy: "remove it"},
	}
	var text, markdown, encoded strings.Builder
	for _, err := range []error{Text(&text, r, false), Markdown(&markdown, r), JSON(&encoded, r)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	wantText := "\ndecisions to make: until then these places have a safe type, and spec check fails\n  thing.opened_at: may be a time; list it\n" +
		"\nstale entries: these entries of reviewed lists no longer apply\n  /c/do: is gone; remove it\n" +
		"\neffects to review: they count as writes until openapi/normalize/reviews.go has them\n  /b/do (PUT, new)\n"
	if !strings.HasSuffix(text.String(), wantText) {
		t.Errorf("text: %s", text.String())
	}
	wantMarkdown := "\n### Decisions to make\n\nUntil then these places have a safe type, and spec check fails.\n\n- `thing.opened_at`: may be a time; list it\n" +
		"\n### Stale entries\n\nThese entries of reviewed lists no longer apply.\n\n- `/c/do`: is gone; remove it\n" +
		"\n### Effects to review\n\nThey count as writes until openapi/normalize/reviews.go has them.\n\n- `/b/do` (PUT, new)\n"
	if !strings.Contains(markdown.String(), wantMarkdown) {
		t.Errorf("Markdown: %s", markdown.String())
	}
	var got struct {
		EffectsToReview []drift.EffectToReview `json:"effects_to_review"`
		Notes           []normalize.Note       `json:"notes"`
	}
	if err := json.Unmarshal([]byte(encoded.String()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.EffectsToReview) != 1 || got.EffectsToReview[0].Operation != "/b/do" || !got.EffectsToReview[0].New ||
		!slices.Equal(got.EffectsToReview[0].Doubles, []string{"PUT"}) || !slices.Equal(got.Notes, r.Notes) {
		t.Errorf("JSON: %s", encoded.String())
	}
}
