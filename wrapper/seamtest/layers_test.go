package seamtest_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers lists the packages below seamtest/internal, the lowest layer first. A package imports only packages
// of the lines above its line, and never package seamtest.
var layers = [][]string{
	{"document", "wire"},
	{"problem"},
	{"rules"},
	{"protocol", "world"},
	{"places"},
	{"people"},
	{"activity", "climate", "codes", "credentials", "noise", "sessions"},
	{"grants"},
}

func TestLayers(t *testing.T) {
	t.Parallel()
	dirs, err := os.ReadDir("internal")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		name := dir.Name()
		if name == "published" { // serves tests only
			continue
		}
		if layerOf(name) < 0 {
			t.Errorf("internal/%s is in no layer: add it to layers", name)
		}
		for _, imported := range importsOf(t, filepath.Join("internal", name)) {
			if err := checkImport(name, imported); err != nil {
				t.Error(err)
			}
		}
	}
}

const seamtestPath = "github.com/seam-go/seam/wrapper/seamtest"

// checkImport returns an error if a package below internal may not import another package.
func checkImport(name, imported string) error {
	if imported == seamtestPath || imported == "github.com/seam-go/seam/wrapper" {
		return fmt.Errorf("internal/%s imports %s, which is above it", name, imported)
	}
	below, ok := strings.CutPrefix(imported, seamtestPath+"/internal/")
	if ok && layerOf(below) >= layerOf(name) {
		return fmt.Errorf("internal/%s imports internal/%s, which is not below it", name, below)
	}
	return nil
}

func layerOf(name string) int {
	return slices.IndexFunc(layers, func(line []string) bool { return slices.Contains(line, name) })
}

// importsOf returns the imports of the package in a directory, without those of its tests.
func importsOf(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			imports = append(imports, path)
		}
	}
	if len(imports) == 0 {
		t.Errorf("%s imports nothing: is it read?", dir)
	}
	return imports
}

func TestLayersAreChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, imported string
		allowed        bool
	}{
		{"people", seamtestPath + "/internal/places", true},
		{"places", seamtestPath + "/internal/people", false},
		{"protocol", seamtestPath + "/internal/world", false},
		{"credentials", seamtestPath + "/internal/codes", false},
		{"grants", seamtestPath, false},
		{"grants", "github.com/seam-go/seam/wrapper", false},
		{"grants", "github.com/seam-go/seam/gen", true},
	} {
		if err := checkImport(c.name, c.imported); (err == nil) != c.allowed {
			t.Errorf("%s imports %s: %v", c.name, c.imported, err)
		}
	}
}
