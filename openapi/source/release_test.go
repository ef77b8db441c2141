package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"testing"
)

// A published version never changes, so these hold for good.
const (
	releasedVersion   = "1.977.0"
	releasedIntegrity = "sha512-0/9hrUEnX3jtoMWN+R+ze99nEtRn0MOyt5R3Y5ChJwaVldbfpLVIXsmQS1nRZ4UjXXZg+CwRIYP33NphCxXf6w=="
	releasedSHA256    = "0ab8158020be34dc87f35827e1ef42cad90bae54226ab3eee53219496c9e74f4"
)

// needRegistry skips, loudly, where err says that the registry cannot be asked.
// CI has to have npm, or nobody would notice that this is never tested.
func needRegistry(t *testing.T, err error) {
	t.Helper()
	if errors.Is(err, ErrNoNPM) && os.Getenv("CI") == "true" {
		t.Fatalf("CI needs npm: %v", err)
	}
	if errors.Is(err, ErrNoNPM) || errors.Is(err, ErrUnreachable) {
		t.Skipf("SKIP: npm registry not reachable: %v", err)
	}
}

func fetchRelease(t *testing.T) *Document {
	t.Helper()
	doc, err := Fetch(t.Context(), "npm:@seamapi/types@"+releasedVersion)
	needRegistry(t, err)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestFetchReleaseIsReproducible(t *testing.T) {
	first, second := fetchRelease(t), fetchRelease(t)
	if !bytes.Equal(first.Data, second.Data) || !bytes.Equal(first.Licence, second.Licence) {
		t.Error("two fetches of one version differ")
	}
	if first.Version != releasedVersion || first.Integrity != releasedIntegrity {
		t.Errorf("version %q, integrity %q", first.Version, first.Integrity)
	}
	sum := sha256.Sum256(first.Data)
	if got := hex.EncodeToString(sum[:]); got != releasedSHA256 {
		t.Errorf("the document has sha256 %s, want %s", got, releasedSHA256)
	}
	if !bytes.HasPrefix(first.Licence, []byte("The MIT License (MIT)\n\nCopyright (c) ")) {
		t.Errorf("the licence is %.60q", first.Licence)
	}
}

func TestFetchReleaseThatDoesNotExist(t *testing.T) {
	_, err := Fetch(t.Context(), "npm:9.9.9")
	needRegistry(t, err)
	wantError(t, err, "npm:@seamapi/types@9.9.9: no such version", "npm view @seamapi/types versions")
}
