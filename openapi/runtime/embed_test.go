package runtime

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// gen/ has a copy of each file, and of nothing else.
func TestGenHasTheCopies(t *testing.T) {
	t.Parallel()
	copies, err := filepath.Glob("../../gen/runtime_*.gen.go")
	if err != nil {
		t.Fatal(err)
	}
	left := len(copies)
	for name, text := range Files() {
		left--
		copied, err := os.ReadFile("../../gen/runtime_" + name[:len(name)-len(".go")] + ".gen.go")
		if err != nil {
			t.Error(err)
			continue
		}
		_, body, _ := bytes.Cut(text, []byte("package runtime\n"))
		if !bytes.HasSuffix(copied, append([]byte("package gen\n"), body...)) {
			t.Errorf("gen/ has another %s: run make generate", name)
		}
	}
	if left != 0 {
		t.Errorf("gen/ has %d copies too many: %v", left, copies)
	}
}
