package changelog

import (
	"slices"
	"strings"
	"testing"
)

const released = `
## [1.0.0] - 2026-01-01

### Breaking

- ` + "`gen.Old` went.\n"

func TestNames(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"one bullet, several names": {"## [Unreleased]\n\n### Breaking\n\n- `gen.A` and `gen.B.C` went.\n", []string{"gen.A", "gen.B.C"}},
		"a bullet over lines":       {"## [Unreleased]\n### Breaking\n- Went:\n  `gen.A`,\n  `gen.B`\n* `gen.C`\n", []string{"gen.A", "gen.B", "gen.C"}},
		"headings of any case":      {"## unreleased\n### BREAKING\n- `gen.A`\n", []string{"gen.A"}},
		"not in backquotes":         {"## [Unreleased]\n### Breaking\n- gen.A went.\n", nil},
		"not in a bullet":           {"## [Unreleased]\n### Breaking\n`gen.A`\n\n- `gen.B`\n\n  `gen.C`\n", []string{"gen.B"}},
		"another heading":           {"## [Unreleased]\n### Breaking\n- `gen.A`\n### Removed\n- `gen.B`\n", []string{"gen.A"}},
		"another release":           {"## [Unreleased]\n### Added\n- `gen.A`\n" + released, nil},
		"no Unreleased":             {released, nil},
		"nothing":                   {"", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Parse(test.text).Names(Breaking); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAdd(t *testing.T) {
	tests := map[string]struct{ before, want string }{
		"below what is there": {
			"## [Unreleased]\n\n### Breaking\n\n- Old.\n\n### Added\n\n- New.\n",
			"## [Unreleased]\n\n### Breaking\n\n- Old.\n- Text.\n\n### Added\n\n- New.\n",
		},
		"a new heading, in its place": {
			"# Changelog\n\n## [Unreleased]\n\n### Added\n\n- New.\n" + released,
			"# Changelog\n\n## [Unreleased]\n\n### Breaking\n\n- Text.\n\n### Added\n\n- New.\n" + released,
		},
		"nothing is unreleased yet": {
			"## [Unreleased]\n" + released,
			"## [Unreleased]\n\n### Breaking\n\n- Text.\n" + released,
		},
		"nothing at all": {
			"## [Unreleased]\n",
			"## [Unreleased]\n\n### Breaking\n\n- Text.\n",
		},
		"an empty heading": {
			"## [Unreleased]\n\n### Breaking\n" + released,
			"## [Unreleased]\n\n### Breaking\n\n- Text.\n" + released,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			log := Parse(test.before)
			if err := log.Add(Breaking, "Text."); err != nil {
				t.Fatal(err)
			}
			if got := log.String(); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestAddOnce(t *testing.T) {
	log := Parse("## [Unreleased]\n")
	text := "A bullet that is longer than one line of the changelog, with `gen.ACSCredential.Code` and `gen.ACSUser.FullName`."
	for range 2 {
		if err := log.Add(Changed, text); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Count(log.String(), "A bullet"); got != 1 {
		t.Errorf("it has the bullet %d times:\n%s", got, log)
	}
}

func TestAddAtTheEnd(t *testing.T) {
	log := Parse("## [Unreleased]\n\n### Breaking\n\n- Old.\n")
	if err := log.Add(Changed, "Text."); err != nil {
		t.Fatal(err)
	}
	if got, want := log.String(), "## [Unreleased]\n\n### Breaking\n\n- Old.\n\n### Changed\n\n- Text.\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAddRejects(t *testing.T) {
	if err := Parse(released).Add(Breaking, "Text."); err == nil || !strings.Contains(err.Error(), "[Unreleased]") {
		t.Errorf("got %v", err)
	}
	if err := Parse("## [Unreleased]\n").Add("Broken", "Text."); err == nil || !strings.Contains(err.Error(), "Broken") {
		t.Errorf("got %v", err)
	}
}

// Long bullets are read back whole, and their lines stay short.
func TestLongBulletsAreReadBack(t *testing.T) {
	log := Parse("## [Unreleased]\n")
	var want []string
	var text strings.Builder
	text.WriteString("Removed:")
	for range 40 {
		want = append(want, "gen.ACSCredential.Code", "gen.Ids[gen.A, gen.B]")
		text.WriteString(" `gen.ACSCredential.Code`, `gen.Ids[gen.A, gen.B]`,")
	}
	if err := log.Add(Breaking, text.String()); err != nil {
		t.Fatal(err)
	}
	if got := Parse(log.String()).Names(Breaking); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for line := range strings.Lines(log.String()) {
		if len(line) > width+1 {
			t.Errorf("a line has %d bytes: %s", len(line), line)
		}
	}
}

func FuzzAdd(f *testing.F) {
	f.Add("## [Unreleased]\n\n### Added\n\n- New.\n"+released, "`gen.A` went.")
	f.Add("## [Unreleased]", "")
	f.Fuzz(func(t *testing.T, before, name string) {
		if strings.ContainsAny(name, "`\n\r\v\f\u0085") || strings.Join(strings.Fields(name), " ") != name || name == "" {
			t.Skip()
		}
		log := Parse(before)
		if log.Add(Breaking, "`"+name+"` went.") != nil {
			return
		}
		if got := Parse(log.String()).Names(Breaking); !slices.Contains(got, name) {
			t.Errorf("%q is not among %q in\n%s", name, got, log)
		}
	})
}
