package modules

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/seam-go/seam/tests/internal/golist"
)

// `go test ./...` does not enter other modules.
func TestModules(t *testing.T) {
	golist.In(t, "../..", "./...") // A change of any of these packages runs this test again.
	var modules []string
	for _, pattern := range []string{"*/go.mod", "../../wrapper/examples/*/go.mod"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("found no module as %s: %v", pattern, err)
		}
		modules = append(modules, found...)
	}
	for _, mod := range modules {
		dir := filepath.Dir(mod)
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			test := []string{"test", "./..."}
			if dir == "docsite" {
				// It reads files outside its module, and the cache of test results does not notice their changes.
				test = append(test, "-count=1")
			}
			for _, args := range [][]string{{"mod", "tidy", "-diff"}, {"vet", "./..."}, test} {
				cmd := exec.CommandContext(t.Context(), "go", args...)
				cmd.Dir = dir
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("go %v: %v\n%s", args, err, out)
				}
			}
		})
	}
}
