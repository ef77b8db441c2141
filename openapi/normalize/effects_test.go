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
	recorded := func(effect, doubles, in string) string {
		notes := `"x-seam-effect": "` + effect + `"`
		if doubles != "" {
			notes += `, "x-seam-doubles": [` + doubles + `]`
		}
		return `{"post": ` + opOf("", "", notes) + in[len(`{"post": `+opOf("", "")):]
	}
	var tests []passTest
	for _, c := range []struct{ name, path, item, effect, doubles string }{
		{"no double writes", "/a/do", double(), effectWrite, ""},
		{"GET reads", "/a/do", double("get"), effectRead, `"GET"`},
		{"GET wins over PUT", "/a/do", double("get", "put"), effectRead, `"GET", "PUT"`},
		{"PUT may be repeated", "/a/do", double("put"), effectIdempotent, `"PUT"`},
		{"DELETE may be repeated", "/a/do", double("delete"), effectIdempotent, `"DELETE"`},
		{"PATCH writes", "/a/do", double("patch"), effectWrite, `"PATCH"`},
		{"PATCH in the list may be repeated", "/devices/update", double("patch"), effectIdempotent, `"PATCH"`},
		{"the list alone says nothing", "/devices/update", double(), effectWrite, ""},
		{"PUT beside PATCH", "/a/do", double("patch", "put"), effectIdempotent, `"PATCH", "PUT"`},
	} {
		tests = append(tests, passTest{
			name: c.name, paths: `"` + c.path + `": ` + c.item, wantPaths: `"` + c.path + `": ` + recorded(c.effect, c.doubles, c.item),
		})
	}
	tests = append(tests, passTest{
		name: "no POST", paths: `"/a/do": {"get": ` + opOf("", "") + `}`,
	})
	runTests(t, tests, "effects")
}
