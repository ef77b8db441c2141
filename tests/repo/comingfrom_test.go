package repo

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/markdown"
)

const comingFrom = "../../wrapper/examples/comingfrom"

// The Go code on the pages for users of other clients is part of the examples beside them, which go
// test runs: each block, and each call in the column "Here".
func TestComingFromCodeIsCompiled(t *testing.T) {
	t.Parallel()
	compiled := markdown.OneSpace(examples(t))
	for _, page := range []string{"go.md", "javascript.md", "python.md"} {
		text := file.Read(t, filepath.Join(comingFrom, page))
		code := append(markdown.GoBlocks(text), markdown.Column(text, "Here")...)
		if len(code) < 25 {
			t.Errorf("%s has only %d pieces of code", page, len(code))
		}
		for _, piece := range code {
			if !strings.Contains(compiled, markdown.OneSpace(piece)) {
				t.Errorf("%s: no example contains\n%s", page, piece)
			}
		}
	}
}

// examples returns the source of all examples.
func examples(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(comingFrom, "*_example_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range names {
		all.WriteString(file.Read(t, name))
	}
	return all.String()
}
