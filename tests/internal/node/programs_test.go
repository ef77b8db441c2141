package node

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestServe(t *testing.T) {
	program := filepath.Join(t.TempDir(), "any.mjs")
	check(t, os.WriteFile(program, nil, 0o600))
	script(t, map[string]string{"node": "echo http://127.0.0.1:1; cat >/dev/null"})
	server, err := Serve(t.Context(), program)
	check(t, err)
	if server.URL != "http://127.0.0.1:1" {
		t.Errorf("serves at %q", server.URL)
	}
	check(t, server.Stop())

	script(t, map[string]string{"node": "echo it broke >&2; exit 3"})
	if _, err := Serve(t.Context(), program); err == nil || !strings.Contains(err.Error(), "it broke") {
		t.Errorf("got %v", err)
	}
}

func TestRun(t *testing.T) {
	program := filepath.Join(t.TempDir(), "any.mjs")
	check(t, os.WriteFile(program, nil, 0o600))
	script(t, map[string]string{"node": "cat"})
	var out []string
	check(t, Run(t.Context(), program, []string{"one", "two"}, &out))
	if len(out) != 2 || out[1] != "two" {
		t.Errorf("got %q", out)
	}
	script(t, map[string]string{"node": "echo it broke >&2; exit 3"})
	if err := Run(t.Context(), program, nil, &out); err == nil || !strings.Contains(err.Error(), "it broke") {
		t.Errorf("got %v", err)
	}
}
