package repo

import (
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/markdown"
	seam "github.com/seam-go/seam/wrapper"
)

const comingFrom = "../../wrapper/examples/comingfrom"

var (
	pagesOnClients = []string{"go.md", "javascript.md", "python.md"}
	namedMethod    = regexp.MustCompile(`^client((?:\.[A-Z]\w*)+)`)
)

// The Go code on the pages for users of other clients is part of the examples beside them, which go
// test runs: each block, and each call in the column "Here".
func TestCodeForOtherClientsIsCompiled(t *testing.T) {
	t.Parallel()
	compiled := markdown.OneSpace(examplesForOtherClients(t))
	for _, page := range pagesOnClients {
		text := file.Read(t, filepath.Join(comingFrom, page))
		code := append(markdown.GoBlocks(text), markdown.Column(text, "Here")...)
		if len(code) < 25 {
			t.Errorf("%s has only %d pieces of code", page, len(code))
		}
		for _, piece := range code {
			if !strings.Contains(compiled, markdown.OneSpace(piece)) {
				t.Errorf("%s: no example contains\n%s", page, piece)
			}
		}
	}
}

// The methods that the other columns mention exist.
func TestMethodsForOtherClientsExist(t *testing.T) {
	t.Parallel()
	found := 0
	for _, page := range pagesOnClients {
		text := file.Read(t, filepath.Join(comingFrom, page))
		for _, code := range append(markdown.Column(text, "Difference"), markdown.Column(text, "Instead")...) {
			if match := namedMethod.FindStringSubmatch(code); match != nil {
				found++
				if !clientHas(strings.Split(match[1], ".")[1:]) {
					t.Errorf("%s names %s, which does not exist", page, match[0])
				}
			}
		}
	}
	if found == 0 {
		t.Error("the pages mention no method")
	}
}

// clientHas reports whether a path of fields leads from a client to a method.
func clientHas(path []string) bool {
	at := reflect.TypeFor[*seam.Client]()
	for i, name := range path {
		if _, ok := at.MethodByName(name); ok {
			return i == len(path)-1
		}
		field, ok := at.Elem().FieldByName(name)
		if !ok {
			return false
		}
		at = field.Type
	}
	return false
}

func examplesForOtherClients(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(comingFrom, "*_example_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range names {
		all.WriteString(file.Read(t, name))
	}
	return all.String()
}
