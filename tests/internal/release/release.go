// Package release gives tests the documents that Seam has released.
package release

import (
	"errors"
	"os"
	"testing"

	"github.com/seam-go/seam/openapi/source"
)

// Fetch returns the document of one version of the npm package @seamapi/types. Without npm, or
// without a connection to the registry, it skips the test; with CI=true a missing npm is a failure,
// because nobody would notice that the test never runs.
func Fetch(t *testing.T, version string) []byte {
	t.Helper()
	document, err := source.Fetch(t.Context(), "npm:@seamapi/types@"+version)
	switch {
	case errors.Is(err, source.ErrNoNPM) && os.Getenv("CI") == "true":
		t.Fatalf("CI needs npm: %v", err)
	case errors.Is(err, source.ErrNoNPM), errors.Is(err, source.ErrUnreachable):
		t.Skipf("SKIP: npm registry not reachable: %v", err)
	case err != nil:
		t.Fatal(err)
	}
	return document.Data
}
