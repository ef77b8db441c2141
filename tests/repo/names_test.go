package repo

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// A hand-written service has one method for each operation: the generated method, or one that does
// more. renamed lists the methods that do more under a shorter name.
func TestOneMethodForEachOperation(t *testing.T) {
	t.Parallel()
	renamed := map[string]string{
		"EncodeCredential": "Encode", "ScanCredential": "Scan", "ScanToAssignCredential": "ScanToAssign",
	}
	for _, pair := range []struct{ generated, handwritten reflect.Type }{
		{reflect.TypeFor[*gen.ACSEncodersService](), reflect.TypeFor[*seam.EncodersService]()},
		{reflect.TypeFor[*gen.ACSCredentialsService](), reflect.TypeFor[*seam.CredentialsService]()},
		{reflect.TypeFor[*gen.AccessCodesService](), reflect.TypeFor[*seam.AccessCodesService]()},
		{reflect.TypeFor[*gen.AccessGrantsService](), reflect.TypeFor[*seam.AccessGrantsService]()},
		{reflect.TypeFor[*gen.AccessMethodsService](), reflect.TypeFor[*seam.AccessMethodsService]()},
		{reflect.TypeFor[*gen.ConnectWebviewsService](), reflect.TypeFor[*seam.ConnectWebviewsService]()},
		{reflect.TypeFor[*gen.SpacesService](), reflect.TypeFor[*seam.SpacesService]()},
		{reflect.TypeFor[*gen.UserIdentitiesService](), reflect.TypeFor[*seam.UserIdentitiesService]()},
	} {
		for method := range pair.generated.Methods() {
			_, kept := pair.handwritten.MethodByName(method.Name)
			short, isRenamed := renamed[method.Name]
			if _, found := pair.handwritten.MethodByName(short); isRenamed && (!found || kept) {
				t.Errorf("%s has %s and %s", pair.handwritten, method.Name, short)
			} else if !isRenamed && !kept {
				t.Errorf("%s has no %s", pair.handwritten, method.Name)
			}
		}
	}
}

// Longer names are unreadable.
func TestGenNamesAreShort(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../gen/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("found no file", err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && len(id.Name) > 60 {
				t.Errorf("%s has the name %s of %d letters", name, id.Name, len(id.Name))
			}
			return true
		})
	}
}
