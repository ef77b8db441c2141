package normalize

import (
	"strings"
	"testing"
)

func TestRecordEffects(t *testing.T) {
	t.Parallel()
	double := func(methods ...string) string {
		out := `{"post": ` + opOf("", "")
		for _, m := range methods {
			out += `, "` + m + `": ` + opOf("", "")
		}
		return out + `}`
	}
	recorded := func(effect, doubles, gone, in string) string {
		notes := `"x-seam-effect": "` + effect + `"`
		if doubles != "" {
			notes += `, "x-seam-doubles": [` + doubles + `]`
		}
		if gone != "" {
			notes += `, "x-seam-gone": [` + gone + `]`
		}
		return `{"post": ` + opOf("", "", notes) + in[len(`{"post": `+opOf("", "")):]
	}
	var tests []passTest
	for _, c := range []struct{ name, path, item, effect, doubles, gone string }{
		{"no double writes", "/a/do", double(), effectWrite, "", ""},
		{"GET reads", "/a/do", double("get"), effectRead, `"GET"`, ""},
		{"GET wins over PUT", "/a/do", double("get", "put"), effectRead, `"GET", "PUT"`, ""},
		{"PUT proves nothing", "/a/do", double("put"), effectWrite, `"PUT"`, ""},
		{"DELETE proves nothing", "/a/do", double("delete"), effectWrite, `"DELETE"`, ""},
		{"PATCH proves nothing", "/a/do", double("patch"), effectWrite, `"PATCH"`, ""},
		{"a review needs no double", "/customers/push_data", double(), effectIdempotent, "", ""},
		{"a review that it writes wins over PUT", "/access_codes/create_multiple", double("put"), effectWrite, `"PUT"`, ""},
		{"a review that it writes wins over GET", "/client_sessions/create", double("get"), effectWrite, `"GET"`, ""},
		{"a review says what is gone", "/spaces/delete", double("delete"), effectIdempotent, `"DELETE"`, `"space_not_found"`},
	} {
		tests = append(tests, passTest{
			name: c.name, paths: `"` + c.path + `": ` + c.item,
			wantPaths: `"` + c.path + `": ` + recorded(c.effect, c.doubles, c.gone, c.item),
		})
	}
	tests = append(tests, passTest{
		name: "no POST", paths: `"/a/do": {"get": ` + opOf("", "") + `}`,
	})
	runTests(t, tests, "effects")
}

// Every review says what it decides and why.
func TestReviews(t *testing.T) {
	t.Parallel()
	for path, r := range reviews {
		if r.reason == "" || r.effect != effectIdempotent && r.effect != effectWrite {
			t.Errorf("%s: the review %+v has no effect or no reason", path, r)
		}
		if r.effect == effectWrite && len(r.gone) > 0 {
			t.Errorf("%s: a write is not repeated, so %v never counts", path, r.gone)
		}
		for _, gone := range r.gone {
			if !strings.HasSuffix(gone, "_not_found") {
				t.Errorf("%s: %s is not a type of a not-found error", path, gone)
			}
		}
		if strings.HasPrefix(r.page, "/") || strings.Contains(r.page, "://") {
			t.Errorf("%s: the page %s does not continue https://docs.seam.co/", path, r.page)
		}
	}
}

// A deletion by ID ends well when its own resource is not found, and not when another is.
func TestDeletionsNameTheirResource(t *testing.T) {
	t.Parallel()
	data, _ := vendored()
	doc := mustParse(t, string(data))
	if err := runPasses(doc, upTo("compose")...); err != nil {
		t.Fatal(err)
	}
	for _, op := range doc.operations() {
		r := reviews[op.path]
		if r.reason != deletesByID || op.path == "/phones/deactivate" {
			continue
		}
		id := strings.TrimSuffix(r.gone[0], "_not_found") + "_id"
		if len(r.gone) != 1 || op.request().Schema.Value.Properties[id] == nil {
			t.Errorf("%s: %v, but the request has no %s", op.path, r.gone, id)
		}
	}
}
