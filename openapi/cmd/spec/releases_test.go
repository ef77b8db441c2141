package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// release is a version of the package in which Seam publishes its document.
type release struct{ version, document string }

// npmWith makes a shell script the only npm that can be found. It serves the releases.
func npmWith(t *testing.T, releases ...release) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("SKIP: the fake npm is a shell script")
	}
	dir := t.TempDir()
	var versions []string
	for _, r := range releases {
		archive := packageOf(t, r.document)
		sum := sha512.Sum512(archive)
		write(t, filepath.Join(dir, r.version+".tgz"), string(archive))
		write(t, filepath.Join(dir, r.version+".sum"), `"sha512-`+base64.StdEncoding.EncodeToString(sum[:])+`"`)
		versions = append(versions, r.version)
	}
	listed, err := json.Marshal(versions)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "versions"), string(listed))
	script := `#!/bin/sh
PATH=/usr/bin:/bin
cd=` + dir + `
version=${2##*@}
case "$1 $3" in
"view versions") cat "$cd/versions" ;;
"view dist.integrity") cat "$cd/$version.sum" ;;
"pack "*) cp "$cd/$version.tgz" . && echo '[{"version":"'"$version"'"}]' ;;
*) exit 9 ;;
esac
`
	if err := os.WriteFile(filepath.Join(dir, "npm"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

// packageOf returns a package with a document, which is JavaScript there.
func packageOf(t *testing.T, document string) []byte {
	t.Helper()
	var out bytes.Buffer
	zipped := gzip.NewWriter(&out)
	archive := tar.NewWriter(zipped)
	for name, text := range map[string]string{"package/lib/seam/connect/openapi.js": "export default " + document, "package/LICENSE.txt": "MIT"} {
		if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The history has the changes between the releases, on stdout and in the folder.
func TestHistory(t *testing.T) {
	dir := vendored(t)
	npmWith(t, release{"1.0.0", things("a", "b")}, release{"1.1.0", things("a")}, release{"1.2.0", things("a", "c")})
	got := spec("drift-history", "-dir", dir)
	if got.status != 0 {
		t.Fatalf("%+v", got)
	}
	for _, part := range []string{"3 releases", "response-field-removed", "response-field-added", "1.1.0"} {
		if !strings.Contains(got.stdout, part) {
			t.Errorf("%q is not in\n%s", part, got.stdout)
		}
	}
	files := snapshot(t, dir)
	if files[historyFile] != got.stdout || !strings.HasPrefix(files[historyChart], "<svg") {
		t.Errorf("the folder has\n%s\nand the chart\n%s", files[historyFile], files[historyChart])
	}
}

// A release that cannot be read ends the history, and leaves the files as they were.
func TestHistoryWithoutOneRelease(t *testing.T) {
	dir := vendored(t)
	before := snapshot(t, dir)
	npmWith(t, release{"1.0.0", things("a")}, release{"1.1.0", "1"})
	if got := spec("drift-history", "-dir", dir); got.status != 1 || got.stdout != "" || !strings.Contains(got.stderr, "npm:@seamapi/types@1.1.0: ") {
		t.Errorf("got %+v", got)
	}
	wantSame(t, dir, before)
}
