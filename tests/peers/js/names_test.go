package js

import (
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/markdown"
	"github.com/seam-go/seam/tests/internal/node"
)

// The names in the column "JavaScript" of the page for users of Seam's JavaScript client exist there.
func TestNamesOnPage(t *testing.T) {
	t.Parallel()
	names := markdown.Column(file.Read(t, "../../../wrapper/examples/comingfrom/javascript.md"), "JavaScript")
	if len(names) < 30 {
		t.Errorf("the page has only %d names", len(names))
	}
	var missing []string
	if err := node.Run(t.Context(), "names.mjs", names, &missing); err != nil {
		t.Fatal(err)
	}
	for _, name := range missing {
		t.Errorf("Seam's JavaScript client has no %s", name)
	}
}
