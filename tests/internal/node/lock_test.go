package node

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// The lock file has checksums and no addresses, so that everybody can use their own registry.
func TestLockFile(t *testing.T) {
	data, err := os.ReadFile("../../peers/" + lockFile)
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Packages map[string]struct{ Integrity, Resolved string }
	}
	if err := json.Unmarshal(data, &lock); err != nil {
		t.Fatal(err)
	}
	if len(lock.Packages) < 2 {
		t.Fatal("it pins nothing")
	}
	for name, p := range lock.Packages {
		if name != "" && !strings.HasPrefix(p.Integrity, "sha512-") {
			t.Errorf("%s has no checksum", name)
		}
		if p.Resolved != "" {
			t.Errorf("%s names a registry: npm's omit-lockfile-registry-resolved keeps that out", name)
		}
	}
}
