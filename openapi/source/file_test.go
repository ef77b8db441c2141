package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFetchFile(t *testing.T) {
	path := writeFile(t, t.TempDir(), "doc.json", []byte(`{"info":{"version":"1.2"}}`))
	doc, err := Fetch(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if doc.Version != "1.2" || doc.Source != filepath.ToSlash(path) || doc.Integrity != "" || doc.Licence != nil {
		t.Errorf("got %+v", doc)
	}
}

func TestFetchFileRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, test := range badDocuments {
		path := writeFile(t, dir, name+".json", []byte(test.data))
		_, err := Fetch(t.Context(), path)
		wantError(t, err, path+": ", test.want, "download it again")
	}

	missing := filepath.Join(dir, "missing.json")
	_, err := Fetch(t.Context(), missing)
	wantError(t, err, missing+": no such file", "give an https URL")
	if strings.Count(err.Error(), missing) != 1 {
		t.Errorf("%v names the path more than once", err)
	}

	_, err = Fetch(t.Context(), dir)
	wantError(t, err, dir+": ", "is a directory")

	huge := writeFile(t, dir, "huge.json", nil)
	if err := os.Truncate(huge, maxSize+1); err != nil {
		t.Fatal(err)
	}
	_, err = Fetch(t.Context(), huge)
	wantError(t, err, huge+": ", "larger than 64 MiB")
}
