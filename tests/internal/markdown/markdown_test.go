package markdown

import (
	"slices"
	"testing"
)

const page = "Text with `code`.\n\n" +
	"| Old | New |\n|---|---|\n| `a`, `b` | `c` |\n| none | `d(e, f)` |\n\n" +
	"```go\nx := 1\n```\n\n```sh\nls\n```\n\n" +
	"| New |\n|---|\n| `g` |\n"

func TestGoBlocks(t *testing.T) {
	if got := GoBlocks(page); !slices.Equal(got, []string{"x := 1\n"}) {
		t.Errorf("got %q", got)
	}
}

func TestColumn(t *testing.T) {
	for title, want := range map[string][]string{
		"Old": {"a", "b"}, "New": {"c", "d(e, f)", "g"}, "Other": nil,
	} {
		if got := Column(page, title); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", title, got, want)
		}
	}
}
