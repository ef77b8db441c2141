package repo

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
)

var (
	namedPath    = regexp.MustCompile("[`(]((?:openapi|gen|wrapper|tests|\\.github)/[\\w./-]*)[`)]")
	namedGoFile  = regexp.MustCompile("`(\\w+\\.go)`")
	namedTarget  = regexp.MustCompile("`make ([a-z][a-z-]*)")
	notCommitted = []string{
		"gen/other.gen.go",         // exists only after a mistake
		"tests/peers/node_modules", // exists after the tests have run
	}
)

// The files and make targets that README.md, CONTRIBUTING.md and AGENTS.md name exist.
func TestNamedFilesExist(t *testing.T) {
	t.Parallel()
	makefile := "\n" + file.Read(t, "../../Makefile")
	goFiles := goFileNames(t)
	found := 0
	named := func(text string, pattern *regexp.Regexp, exists func(string) bool) {
		for _, match := range pattern.FindAllStringSubmatch(text, -1) {
			found++
			if !exists(match[1]) {
				t.Errorf("%s is named, and does not exist", match[0])
			}
		}
	}
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "AGENTS.md"} {
		text := file.Read(t, filepath.Join("../..", name))
		named(text, namedPath, func(path string) bool {
			_, err := os.Stat(filepath.Join("../..", path))
			return err == nil || slices.Contains(notCommitted, path)
		})
		named(text, namedGoFile, func(name string) bool { return goFiles[name] })
		named(text, namedTarget, func(target string) bool { return strings.Contains(makefile, "\n"+target+":") })
	}
	if found < 50 {
		t.Errorf("found only %d names", found)
	}
}

// goFileNames returns the names of the hand-written Go files, without their folders.
func goFileNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, dir := range []string{"openapi", "wrapper", "tests"} {
		err := filepath.WalkDir(filepath.Join("../..", dir), func(_ string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if name := entry.Name(); name == "node_modules" || strings.HasPrefix(name, ".npm-") {
				return fs.SkipDir // Tests of tests/peers may be installing it.
			}
			names[entry.Name()] = true
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}
