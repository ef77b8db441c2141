package modules

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// `go test ./...` does not enter the modules in this folder.
func TestImportingModules(t *testing.T) {
	found, err := filepath.Glob("*/go.mod")
	if err != nil || len(found) == 0 {
		t.Fatal("found no module", err)
	}
	for _, mod := range found {
		dir := filepath.Dir(mod)
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			for _, args := range [][]string{{"mod", "tidy", "-diff"}, {"vet", "./..."}, {"test", "./..."}} {
				cmd := exec.CommandContext(t.Context(), "go", args...)
				cmd.Dir = dir
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("go %v: %v\n%s", args, err, out)
				}
			}
		})
	}
}
