// Package tests holds what no single package can test about itself.
package tests

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	module      = "github.com/seam-go/seam"
	genPath     = module + "/gen"
	wrapperPath = module + "/wrapper"
	openapiPath = module + "/openapi"
	runtimePath = openapiPath + "/runtime"

	// maxModules is how many modules package seam may pull in beyond the standard library.
	maxModules = 1
)

// pkg is what these tests read of `go list -json`.
type pkg struct {
	ImportPath string
	Dir        string
	Imports    []string
	Module     *struct {
		Path    string
		Version string
		GoMod   string
		Main    bool
		Replace *struct{ Path string }
	}
}

func TestGenKnowsNoHTTPAndNothingOfTheModule(t *testing.T) {
	t.Parallel()
	deps := goList(t, "-deps", genPath)
	report(t, reaches(deps, "net/http"))
	report(t, reaches(deps, module, genPath))
}

func TestWrapperImportsNothingOfOpenAPI(t *testing.T) {
	t.Parallel()
	// What users import may not even reach it.
	report(t, reaches(goList(t, "-deps", wrapperPath), openapiPath))

	// Nothing else below wrapper imports it either. The fake may, to validate, and so what uses
	// the fake may reach it.
	for _, p := range goList(t, wrapperPath+"/...") {
		if !within(p.ImportPath, wrapperPath+"/seamtest") {
			report(t, imports(p, openapiPath))
		}
	}

	// gen has a copy of package runtime, so nobody needs the original.
	report(t, reaches(goList(t, "-deps", wrapperPath+"/seamtest"), runtimePath))
}

// The packages below package seam import neither it nor package gen. The call engine takes and returns
// neutral types, which caller.go of package seam converts.
func TestTheEngineStandsOnItsOwn(t *testing.T) {
	t.Parallel()
	rest, redact, decode := wrapperPath+"/internal/rest", wrapperPath+"/internal/redact", wrapperPath+"/internal/decode"
	for path, allowed := range map[string][]string{
		rest:   {rest, redact, decode},
		redact: {redact, decode},
		decode: {decode},
	} {
		deps := goList(t, "-deps", path)
		report(t, reaches(deps, genPath))
		report(t, reaches(deps, wrapperPath, allowed...))
	}
}

func TestNothingInGenIsWrittenByHand(t *testing.T) {
	t.Parallel()
	dir := goList(t, genPath)[0].Dir
	handWritten, err := notGenerated(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range handWritten {
		t.Errorf("gen/%s: no line \"Code generated ... DO NOT EDIT.\": is it written by hand?", name)
	}
}

func TestPackageSeamPullsInFewModules(t *testing.T) {
	t.Parallel()
	found := modules(goList(t, "-deps", wrapperPath))
	list := strings.Join(append([]string{""}, found...), "\n\t")
	if len(found) > maxModules {
		t.Errorf("package seam pulls in %d modules, at most %d are allowed:%s", len(found), maxModules, list)
		return
	}
	t.Logf("package seam pulls in %d modules of at most %d:%s", len(found), maxModules, list)
}

// TestTheChecksCanFail gives each check something it must refuse. The packages are real where a
// real one breaks the rule by right.
func TestTheChecksCanFail(t *testing.T) {
	t.Parallel()
	wrapperDeps := goList(t, "-deps", wrapperPath)

	t.Run("net/http is found", func(t *testing.T) {
		t.Parallel()
		if reaches(wrapperDeps, "net/http") == nil {
			t.Error("package seam sends HTTP, and the check did not see it")
		}
	})
	t.Run("a package of the module is found", func(t *testing.T) {
		t.Parallel()
		if reaches(wrapperDeps, module, wrapperPath) == nil {
			t.Error("package seam imports gen, and the check did not see it")
		}
	})
	t.Run("gen is found", func(t *testing.T) {
		t.Parallel()
		if reaches(wrapperDeps, genPath) == nil {
			t.Error("package seam imports gen, and the check did not see it")
		}
	})
	t.Run("openapi is found", func(t *testing.T) {
		t.Parallel()
		spec := goList(t, openapiPath+"/cmd/spec")[0]
		if imports(spec, openapiPath) == nil {
			t.Error("cmd/spec imports openapi/lock, and the check did not see it")
		}
	})
	t.Run("a name that only begins alike is not", func(t *testing.T) {
		t.Parallel()
		p := pkg{ImportPath: wrapperPath, Imports: []string{openapiPath + "x"}}
		if err := imports(p, openapiPath); err != nil {
			t.Error(err)
		}
	})
	t.Run("modules are counted once each, without our own", func(t *testing.T) {
		t.Parallel()
		var deps []pkg
		err := decode(strings.NewReader(`
			{"ImportPath":"fmt"}
			{"ImportPath":"a.example/m","Module":{"Path":"a.example/m","Version":"v1.0.0"}}
			{"ImportPath":"a.example/m/sub","Module":{"Path":"a.example/m","Version":"v1.0.0"}}
			{"ImportPath":"b.example/m","Module":{"Path":"b.example/m","Version":"v2.0.0"}}
			{"ImportPath":"`+wrapperPath+`","Module":{"Path":"`+module+`","Main":true}}`), &deps)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"a.example/m v1.0.0", "b.example/m v2.0.0"}
		if got := modules(deps); !slices.Equal(got, want) {
			t.Errorf("modules = %q, want %q", got, want)
		}
	})
	t.Run("a hand-written file is found", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		for name, text := range map[string]string{
			"made.gen.go": "// Package gen is.\n//\n// Code generated by a tool DO NOT EDIT.\npackage gen\n",
			"hand.go":     "package gen\n",
			"quoted.go":   "package gen\n\nconst s = `\n// Code generated by hand DO NOT EDIT.\n`\n",
			"notes.txt":   "remember the milk\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, err := notGenerated(dir)
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"hand.go", "notes.txt", "quoted.go"}; !slices.Equal(got, want) {
			t.Errorf("not generated: %q, want %q", got, want)
		}
	})
	t.Run("a folder without files is not a pass", func(t *testing.T) {
		t.Parallel()
		if _, err := notGenerated(t.TempDir()); err == nil {
			t.Error("an empty folder passed")
		}
	})
}

// reaches complains about packages at or below path, except those named.
func reaches(deps []pkg, path string, except ...string) error {
	var bad []error
	for _, p := range deps {
		if within(p.ImportPath, path) && !slices.Contains(except, p.ImportPath) {
			bad = append(bad, fmt.Errorf("%s reaches %s%s", deps[len(deps)-1].ImportPath, p.ImportPath, by(deps, p.ImportPath)))
		}
	}
	return errors.Join(bad...)
}

// by names who imports a package, so that the failure tells where to look.
func by(deps []pkg, path string) string {
	var who []string
	for _, p := range deps {
		if slices.Contains(p.Imports, path) {
			who = append(who, p.ImportPath)
		}
	}
	if who == nil {
		return ""
	}
	return ", imported by " + strings.Join(who, ", ")
}

// imports complains about what a package imports itself, at or below path.
func imports(p pkg, path string) error {
	var bad []error
	for _, imported := range p.Imports {
		if within(imported, path) {
			bad = append(bad, fmt.Errorf("%s imports %s", p.ImportPath, imported))
		}
	}
	return errors.Join(bad...)
}

func within(importPath, path string) bool {
	return importPath == path || strings.HasPrefix(importPath, path+"/")
}

// modules lists the modules of packages, without the main one, sorted.
func modules(deps []pkg) []string {
	found := map[string]bool{}
	for _, p := range deps {
		if p.Module != nil && !p.Module.Main {
			found[p.Module.Path+" "+p.Module.Version] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// generatedLine is the mark that Go tools look for.
var generatedLine = regexp.MustCompile(`(?m)^// Code generated .*DO NOT EDIT\.$`)

// notGenerated names the files below dir that carry no mark above their package clause.
func notGenerated(dir string) ([]string, error) {
	var bad []string
	files := 0
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		head, _, isGo := bytes.Cut(append([]byte("\n"), text...), []byte("\npackage "))
		if !isGo || !generatedLine.Match(head) {
			name, err := filepath.Rel(dir, path)
			bad = append(bad, filepath.ToSlash(name))
			return err
		}
		return nil
	})
	if err == nil && files == 0 {
		err = fmt.Errorf("no file in %s", dir)
	}
	return bad, err
}

func report(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

// goList runs `go list -json` with arguments, and gives at least one package.
func goList(t *testing.T, args ...string) []pkg {
	t.Helper()
	return goListIn(t, ".", args...)
}

// goListIn is goList in the module of another folder.
func goListIn(t *testing.T, dir string, args ...string) []pkg {
	t.Helper()
	args = append([]string{"list", "-json=ImportPath,Dir,Imports,Module"}, args...)
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	var pkgs []pkg
	if err := decode(bytes.NewReader(out), &pkgs); err != nil {
		t.Fatalf("go %s: %v", strings.Join(args, " "), err)
	}
	if len(pkgs) == 0 {
		t.Fatalf("go %s: no packages", strings.Join(args, " "))
	}
	touch(t, pkgs)
	return pkgs
}

// touch looks at the files that the go command has read. `go test` sees only what a test opens
// itself: without this it would show an old result from its cache after an import changed.
func touch(t *testing.T, pkgs []pkg) {
	t.Helper()
	for _, p := range pkgs {
		if p.Module == nil || !p.Module.Main && p.Module.Replace == nil {
			continue
		}
		files, err := filepath.Glob(filepath.Join(p.Dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range append(files, p.Dir, p.Module.GoMod) {
			if _, err := os.Stat(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// decode reads JSON values that follow each other.
func decode(r io.Reader, pkgs *[]pkg) error {
	d := json.NewDecoder(r)
	for {
		var p pkg
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		*pkgs = append(*pkgs, p)
	}
}
