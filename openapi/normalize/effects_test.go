package normalize

import "testing"

func TestRecordEffects(t *testing.T) {
	t.Parallel()
	double := func(methods ...string) string {
		out := `{"post": ` + opOf("", "")
		for _, m := range methods {
			out += `, "` + m + `": ` + opOf("", "")
		}
		return out + `}`
	}
	effectOf := func(effect string, in string) string {
		return `{"post": ` + opOf("", "", `"x-seam-effect": "`+effect+`"`) + in[len(`{"post": `+opOf("", "")):]
	}
	var tests []passTest
	for _, c := range []struct{ name, path, item, effect string }{
		{"no double writes", "/a/do", double(), effectWrite},
		{"GET reads", "/a/do", double("get"), effectRead},
		{"GET wins over PUT", "/a/do", double("get", "put"), effectRead},
		{"PUT may be repeated", "/a/do", double("put"), effectIdempotent},
		{"DELETE may be repeated", "/a/do", double("delete"), effectIdempotent},
		{"PATCH writes", "/a/do", double("patch"), effectWrite},
		{"PATCH in the list may be repeated", "/devices/update", double("patch"), effectIdempotent},
		{"the list alone says nothing", "/devices/update", double(), effectWrite},
		{"PUT beside PATCH", "/a/do", double("patch", "put"), effectIdempotent},
	} {
		tests = append(tests, passTest{
			name: c.name, paths: `"` + c.path + `": ` + c.item, wantPaths: `"` + c.path + `": ` + effectOf(c.effect, c.item),
		})
	}
	tests = append(tests, passTest{
		name: "no POST", paths: `"/a/do": {"get": ` + opOf("", "") + `}`,
	})
	runTests(t, tests, "effects")
}
