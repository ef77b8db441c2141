package drift

import (
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/normalize"
)

// reviewed compares two documents with different additional paths.
func reviewed(t *testing.T, from, to string) *Report {
	t.Helper()
	r := between(t, parts{Paths: from}, parts{Paths: to})
	r.From, r.To = "old.json", "new.json"
	return r
}

func TestEffectsToReview(t *testing.T) {
	t.Parallel()
	plain := func(path string) string { return `"` + path + `": {"post": ` + double + `}` }
	doubled := func(path, method string) string {
		return `"` + path + `": {"post": ` + double + `, "` + method + `": ` + double + `}`
	}
	for _, test := range []struct{ name, from, to, want string }{
		{"a known write", plain("/a/do"), plain("/a/do"), ""},
		{"a new read", plain("/a/do"), doubled("/b/do", "get"), ""},
		{"a new operation", plain("/a/do"), plain("/a/do") + "," + plain("/b/do"), "/b/do (new)"},
		{"a double of a known write", plain("/a/do"), doubled("/a/do", "put"), "/a/do (PUT)"},
		{"a double that was there", doubled("/a/do", "patch"), doubled("/a/do", "patch"), "/a/do (PATCH)"},
		{"a double that is gone", doubled("/a/do", "put"), plain("/a/do"), "/a/do (no longer PUT)"},
		{"a reviewed one whose double is gone", doubled("/spaces/update", "patch"), plain("/spaces/update"), "/spaces/update (no longer PATCH)"},
		{"a new operation with a double", plain("/a/do"), doubled("/a/delete", "delete"), "/a/delete (DELETE, new)"},
		{"a reviewed one", plain("/a/do"), doubled("/spaces/delete", "delete"), ""},
		{"a reviewed write", plain("/a/do"), doubled("/client_sessions/create", "put"), ""},
		{"one that became a read", doubled("/a/do", "put"), doubled("/a/do", "get"), ""},
		{"an undocumented one", plain("/a/do"), plain("/a/do") + `, "/b/do": {"post": {"x-undocumented": "No.", ` + ok + `}}`, ""},
	} {
		var got []string
		for _, e := range reviewed(t, test.from, test.to).EffectsToReview {
			got = append(got, e.String())
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: to review %q, want %q", test.name, got, test.want)
		}
	}
}

// A note that the old document has as well is no news.
func TestNotes(t *testing.T) {
	t.Parallel()
	with := `"/spaces/delete": {"post": ` + double + `}`
	for _, test := range []struct {
		from, to string
		stale    bool
	}{{with, otherPath, true}, {with, with, false}, {otherPath, with, false}, {otherPath, otherPath, false}} {
		notes := reviewed(t, test.from, test.to).Notes
		stale := slices.ContainsFunc(notes, func(n normalize.Note) bool { return n.Kind == normalize.Stale && n.Place == "/spaces/delete" })
		if stale != test.stale {
			t.Errorf("stale between %s and %s: %v", test.from, test.to, notes)
		}
	}
}
