package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
)

func TestNormalize(t *testing.T) {
	dir := vendored(t)
	before := snapshot(t, dir)
	write(t, filepath.Join(dir, lock.Normalized), "changed")
	got := spec("normalize", "-dir", dir)
	if got != (result{}) {
		t.Errorf("got %+v, want silence", got)
	}
	wantSame(t, dir, before)
}

func TestNormalizeStampsOnlyItsPart(t *testing.T) {
	dir := vendored(t)
	before, err := lock.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, lock.Vendored), petStore("/edited"))
	write(t, filepath.Join(dir, "tools.mod"), "require github.com/oapi-codegen/oapi-codegen/v2 v2.9.0")
	if got := spec("normalize", "-dir", dir); got.status != 0 {
		t.Fatalf("got %+v", got)
	}
	after, err := lock.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := *before
	want.Tools.OAPICodegen = "v2.9.0"
	want.SHA256.Normalized = lock.Sum(normalised(petStore("/edited")))
	if *after != want {
		t.Errorf("the stamp is %+v, want %+v", *after, want)
	}
}

func TestNormalizeFailureChangesNothing(t *testing.T) {
	dir := vendored(t)
	before := snapshot(t, dir)
	fail := func(_, _ []byte) (*normalize.Result, error) { return nil, errors.New("clash") }
	specWith(fail, "normalize", "-dir", dir).wantFailure(t, 1, "openapi.json does not normalise: clash")
	wantSame(t, dir, before)
}

func TestNormalizeWithoutFiles(t *testing.T) {
	for name, want := range map[string]string{lock.FileName: "no stamp", lock.Vendored: "no document", "tools.mod": "tool versions"} {
		dir := vendored(t)
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		spec("normalize", "-dir", dir).wantFailure(t, 1, want)
	}
}
