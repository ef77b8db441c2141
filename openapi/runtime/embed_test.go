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
	copies := map[string]bool{}
	paths, err := filepath.Glob("../../gen/*.gen.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.HasPrefix(text, []byte("// Code generated from openapi/runtime/")) {
			copies[filepath.Base(path)] = true
		}
	}
	for name, text := range Files() {
		name = name[:len(name)-len(".go")] + ".gen.go"
		delete(copies, name)
		copied, err := os.ReadFile("../../gen/" + name)
		if err != nil {
			t.Error(err)
			continue
		}
		_, body, _ := bytes.Cut(text, []byte("package runtime\n"))
		if !bytes.HasSuffix(copied, append([]byte("package gen\n"), body...)) {
			t.Errorf("gen/ has another %s: run make generate", name)
		}
	}
	if len(copies) != 0 {
		t.Errorf("gen/ has copies too many: %v", copies)
	}
}
