package changelog

import (
	"slices"
	"strings"
	"testing"
)

const twoReleases = `# Changelog

## [Unreleased]

## [0.2.0] - 2027-02-28

### Breaking

- ` + "`gen.A` and\n  `gen.B` went." + `

### Added

- More.

## [0.1.0]

### Added

- ` + "`gen.C`" + `
`

func TestReleases(t *testing.T) {
	t.Parallel()
	log := Parse(twoReleases)
	releases := log.Releases()
	if len(releases) != 2 {
		t.Fatalf("got %v", releases)
	}
	newest, first := releases[0], releases[1]
	if newest.Version != "0.2.0" || newest.Date != "2027-02-28" || first.Version != "0.1.0" || first.Date != "" {
		t.Errorf("got %v", releases)
	}
	if got := newest.Names(Breaking); !slices.Equal(got, []string{"gen.A", "gen.B"}) {
		t.Errorf("incompatible are %q", got)
	}
	if got := first.Names(Breaking); got != nil || first.Has(Breaking) || !newest.Has(Breaking) {
		t.Errorf("the first release breaks %q", got)
	}
	if text := newest.Text(); !strings.HasPrefix(text, "### Breaking\n") || !strings.HasSuffix(text, "\n- More.") {
		t.Errorf("the text is %q", text)
	}
	if text := first.Text(); text != "### Added\n\n- `gen.C`" {
		t.Errorf("the text is %q", text)
	}
}

func TestUnreleased(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		twoReleases: "",
		"## [Unreleased]\n\n### Added\n\n- X\n\n## [0.1.0]\n": "### Added\n\n- X",
		"## [0.1.0]\n\n- X\n": "",
	} {
		if got := Parse(text).Unreleased(); got != want {
			t.Errorf("of %q got %q", text, got)
		}
	}
}
