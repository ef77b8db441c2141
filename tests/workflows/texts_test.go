package workflows

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
)

var (
	namedPath   = regexp.MustCompile("`((?:openapi|gen|wrapper|tests|\\.github)/[\\w./-]+)`")
	relativeURL = regexp.MustCompile(`\]\(([\w./][^):]*)\)`)
	namedTarget = regexp.MustCompile("`make ([a-z][a-z-]*)")
)

// The files and make targets that the pages of .github name exist.
func TestPagesNameWhatExists(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("../../.github/*.md")
	if err != nil || len(pages) < 3 {
		t.Fatalf("found the pages %q: %v", pages, err)
	}
	makefile := file.Read(t, "../../Makefile")
	for _, page := range pages {
		text := file.Read(t, page)
		var paths []string
		for _, match := range namedPath.FindAllStringSubmatch(text, -1) {
			paths = append(paths, "../../"+match[1])
		}
		for _, match := range relativeURL.FindAllStringSubmatch(text, -1) {
			paths = append(paths, filepath.Join(filepath.Dir(page), match[1]))
		}
		for _, named := range paths {
			if _, err := os.Stat(named); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
		for _, match := range namedTarget.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(makefile, "\n"+match[1]+":") {
				t.Errorf("%s names make %s", page, match[1])
			}
		}
	}
}

var dependabotFolder = regexp.MustCompile(`(?m)^ +(?:- |directory: )/(\S*)$`)

// Dependabot has to be told about every module and every package.json.
func TestDependabotKnowsEveryModule(t *testing.T) {
	t.Parallel()
	var known []string
	for _, match := range dependabotFolder.FindAllStringSubmatch(file.Read(t, "../../.github/dependabot.yml"), -1) {
		known = append(known, match[1])
	}
	found := 0
	err := fs.WalkDir(os.DirFS("../.."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && (entry.Name() == ".git" || entry.Name() == "node_modules" || entry.Name() == "testdata") {
			return fs.SkipDir
		}
		if entry.Name() != "go.mod" && entry.Name() != "package.json" {
			return nil
		}
		found++
		folder := strings.TrimPrefix(path.Dir(name), ".")
		for _, pattern := range known {
			if matched, err := path.Match(pattern, folder); err == nil && matched {
				return nil
			}
		}
		t.Errorf("dependabot.yml does not know %s", name)
		return nil
	})
	if err != nil || found < 4 {
		t.Errorf("found %d modules and packages: %v", found, err)
	}
}
