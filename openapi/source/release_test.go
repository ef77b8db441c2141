package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
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

// releasedDocuments are the sums of what Node.js makes of the modules in older
// and newer packages.
var releasedDocuments = map[string]string{
	"1.71.0":  "4c4b5a80d4982d89f48c4a0befb7b5b772d0fec565ee6ac1512edd5dbec3f53b",
	"1.199.0": "d3f8a1af502d7d1a283bce516ddc2bbc3b7d4cfb9d24b761bbcaa91f5e2a6a9b",
	"1.304.0": "f1a536ae5e1549c52d02b544e573ff952fb52ae4856ca39aa56ce371c6909d99",
	"1.490.0": "881cf560a966ce4eb7b0f7eada8dde00fd10cfc498be7e80bd6137b4fd65418b",
	"1.721.0": "872985cec061d2d0f4b6cd5035e374db906f7ddd7091cf501ee145b66c59005d",
	"1.841.0": "fb33748a416b72a93618870c8dc6e3075b6028f8c7d770006eb1d3603f06ab77",
	"1.956.0": "ce0749a73ba8a6ba388e7974510678ab5522472535c941d4bbb0fdf24024af45",
	"1.977.0": releasedSHA256,
}

// TestReleasesReadAsNodeReadsThem downloads eight packages, so it runs only
// with SEAM_TEST_RELEASES=1.
func TestReleasesReadAsNodeReadsThem(t *testing.T) {
	if os.Getenv("SEAM_TEST_RELEASES") == "" {
		t.Skip("SKIP: SEAM_TEST_RELEASES=1 downloads eight releases")
	}
	for version, want := range releasedDocuments {
		doc, err := Fetch(t.Context(), Release(version))
		needRegistry(t, err)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(doc.Data)); got != want {
			t.Errorf("%s: the document has sha256 %s, want %s", version, got, want)
		}
	}
}
