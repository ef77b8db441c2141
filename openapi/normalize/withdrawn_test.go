package normalize

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The needed operations include the paths among the constants of package seam.
func TestNeededOperations(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../wrapper/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("package seam has no files: %v", err)
	}
	count := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, path := range pathConstants(t, file) {
			count++
			if !slices.Contains(needed, path) {
				t.Errorf("%s calls %s by hand: add it to needed in withdrawn.go", filepath.Base(file), path)
			}
		}
	}
	if count == 0 {
		t.Error("package seam has no constant that is a path: how does it name operations now?")
	}
}

// pathConstants returns the constants of a file that are paths.
func pathConstants(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, d := range file.Decls {
		constants, ok := d.(*ast.GenDecl)
		if !ok || constants.Tok != token.CONST {
			continue
		}
		ast.Inspect(constants, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			if path, err := strconv.Unquote(literal.Value); err == nil && strings.HasPrefix(path, "/") && strings.Count(path, "/") > 1 {
				paths = append(paths, path)
			}
			return true
		})
	}
	return paths
}

// Seam serves an operation on that its document no longer has.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	credential := `"acs_credential": ` + object(`"a": {"type": "string"}`)
	get := `"/acs/credentials/get": ` + post(object(`"acs_credential_id": {"type": "string"}`, "acs_credential_id"), object(`"acs_credential": `+ref("acs_credential")))
	unassign := func(more ...string) string {
		return `"/acs/credentials/unassign": ` + post(object(`"acs_user_id": {"type": "string"}`), object(`"acs_credential": `+ref("acs_credential")), more...)
	}
	before := docOf(credential, get+`, `+unassign()+`, "/things/get": `+post("", ""))
	for name, after := range map[string]string{
		"gone":         docOf(credential, get),
		"undocumented": docOf(credential, get+`, `+unassign(hidden)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			withdrawn, err := Withdraw([]byte(before), nil, []byte(after))
			if err != nil {
				t.Fatal(err)
			}
			// A later document that lacks it too keeps it.
			again, err := Withdraw([]byte(after), withdrawn, []byte(after))
			if err != nil || string(again) != string(withdrawn) {
				t.Errorf("later: %s, %v", again, err)
			}
			result, err := Normalize([]byte(after), withdrawn)
			if err != nil {
				t.Fatal(err)
			}
			op := load(t, result.Document).Paths.Value("/acs/credentials/unassign")
			if op == nil || !op.Post.Deprecated {
				t.Fatalf("the operation is %v, want a deprecated one", op)
			}
			notes := op.Post.Extensions["x-go"].(map[string]any)
			if notes["request"] != "acs_credentials_unassign_request" || notes["result"] != "acs_credential" || notes["effect"] != effectIdempotent ||
				!strings.Contains(notes["doc"].(string), "Deprecated: "+withdrawnNotice) {
				t.Errorf("the operation is %v", notes)
			}
			wantNote(t, result.Notes, Withdrawn, "/acs/credentials/unassign")
			if load(t, result.Document).Paths.Value("/things/get") != nil {
				t.Error("an operation is kept that package seam does not call")
			}
		})
	}
	withdrawn, err := Withdraw([]byte(before), nil, []byte(docOf(credential, get)))
	if err != nil {
		t.Fatal(err)
	}
	// It comes back.
	result, err := Normalize([]byte(before), withdrawn)
	if err != nil {
		t.Fatal(err)
	}
	wantNote(t, result.Notes, Stale, "/acs/credentials/unassign")
	if back, err := Withdraw([]byte(docOf(credential, get)), withdrawn, []byte(before)); err != nil || string(back) != "{\n  \"paths\": {}\n}\n" {
		t.Errorf("got %s, %v", back, err)
	}
}

func wantNote(t *testing.T, notes []Note, kind Kind, place string) {
	t.Helper()
	for _, n := range notes {
		if n.Kind == kind && n.Place == place {
			return
		}
	}
	t.Errorf("no %s note about %s in %v", kind, place, notes)
}
