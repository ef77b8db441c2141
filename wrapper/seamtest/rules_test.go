package seamtest_test

import (
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/activity"
	"github.com/seam-go/seam/wrapper/seamtest/internal/climate"
	"github.com/seam-go/seam/wrapper/seamtest/internal/codes"
	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/grants"
	"github.com/seam-go/seam/wrapper/seamtest/internal/noise"
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/sessions"
)

var update = flag.Bool("update", false, "write the rules into doc.go and rules.json")

// allRules returns the rules of all areas.
func allRules() []rules.Rule {
	return slices.Concat(protocol.Rules(), places.Rules(), people.Rules(), credentials.Rules(), codes.Rules(), climate.Rules(), noise.Rules(), sessions.Rules(), activity.Rules(), grants.Rules())
}

func TestRules(t *testing.T) {
	t.Parallel()
	tests, names := testFunctions(t), map[string]bool{}
	for _, r := range allRules() {
		if names[r.Name] {
			t.Errorf("two rules are called %q", r.Name)
		}
		names[r.Name] = true
		if err := checkRule(r, tests); err != nil {
			t.Error(err)
		}
	}
}

// checkRule returns the problems of a rule. An implemented rule has a test, and any other one a reason.
func checkRule(r rules.Rule, tests map[string]bool) error {
	var found []error
	wrong := func(format string, args ...any) {
		found = append(found, fmt.Errorf(r.Name+": "+format, args...))
	}
	if r.Name == "" || r.Page == "" || len(r.Operations) == 0 {
		wrong("a rule has a name, a page and operations")
	}
	for _, path := range r.Operations {
		if gen.LookupOperation(path) == nil {
			wrong("Seam documents no operation %s", path)
		}
	}
	if r.IsPlayed() && !tests[r.Test] {
		wrong("it is played, but there is no test %q", r.Test)
	}
	if !r.IsPlayed() && r.Test != "" {
		wrong("it is not played, but has the test %s", r.Test)
	}
	return errors.Join(found...)
}

func TestRulesAreChecked(t *testing.T) {
	t.Parallel()
	good := rules.Rule{Name: "A rule", Page: "api/spaces/create", Operations: []string{"/spaces/create"}, Test: "TestSpace"}
	for name, spoil := range map[string]func(*rules.Rule){
		"":                  func(*rules.Rule) {},
		"no page":           func(r *rules.Rule) { r.Page = "" },
		"no operation":      func(r *rules.Rule) { r.Operations = nil },
		"unknown operation": func(r *rules.Rule) { r.Operations = []string{"/spaces/creat"} },
		"no test":           func(r *rules.Rule) { r.Test = "" },
		"unknown test":      func(r *rules.Rule) { r.Test = "TestNothing" },
		"not played":        func(r *rules.Rule) { r.Why = "nobody asked" },
	} {
		r := good
		spoil(&r)
		if err := checkRule(r, map[string]bool{"TestSpace": true}); (err != nil) != (name != "") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// testFunctions returns the names of the tests in this directory.
func testFunctions(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range parsed.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, "Test") {
				names[f.Name.Name] = true
			}
		}
	}
	return names
}

// TestRulesInDoc compares the package documentation with the rules. With -update it writes them there.
func TestRulesInDoc(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "// # Rules\n//\n", "package seamtest\n"
	before, rest, ok := strings.Cut(string(text), begin)
	listed, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("doc.go has no heading Rules")
	}
	want := asComment(strings.TrimSpace(rules.Markdown(allRules())))
	if listed == want {
		return
	}
	if !*update {
		t.Fatalf("doc.go does not list the rules: run go test ./wrapper/seamtest -run TestRules -update\nwant:\n%s", want)
	}
	if err := os.WriteFile("doc.go", []byte(before+begin+want+end+after), 0o600); err != nil {
		t.Fatal(err)
	}
}

// asComment converts a text to the lines of a comment.
func asComment(text string) string {
	var comment strings.Builder
	for line := range strings.Lines(text + "\n") {
		comment.WriteString(strings.TrimRight("// "+line, " \n") + "\n")
	}
	return comment.String()
}
