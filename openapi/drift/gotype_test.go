package drift

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestGoTypesAreThoseOfGen compares the types that the verdicts rely on with the code
// that was generated from the vendored document.
func TestGoTypesAreThoseOfGen(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	generated := structsOf(t, "../../gen")
	compared := 0
	for component, ref := range s.schemas {
		fields := generated[strings.ReplaceAll(component, "_", "")]
		for field := range ref.Value.Properties {
			want, found := fields[field]
			if !found {
				continue // the base of a union has its own struct; the pagination has one in gen
			}
			compared++
			if got := shapeOf(s.goType(component, field)); got != want {
				t.Errorf("%s.%s is a %s, in gen a %s", component, field, got, want)
			}
		}
	}
	if compared < 4000 {
		t.Errorf("only %d fields were compared", compared)
	}
}

// structsOf returns the fields of each struct of package gen by their JSON names, with
// the shape of their types.
func structsOf(t *testing.T, gen string) map[string]map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(gen, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]string{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if body, ok := spec.Type.(*ast.StructType); ok {
					out[strings.ToLower(spec.Name.Name)] = shapesOf(body)
				}
			}
			return true
		})
	}
	return out
}

func shapesOf(body *ast.StructType) map[string]string {
	fields := map[string]string{}
	for _, f := range body.Fields.List {
		if f.Tag != nil {
			name, _, _ := strings.Cut(reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json"), ",")
			fields[name] = astShape(f.Type)
		}
	}
	return fields
}

// astShape is what a type looks like from outside: that decides whether a
// program that used the field goes on compiling.
func astShape(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return "pointer"
	case *ast.ArrayType:
		return "slice"
	case *ast.MapType:
		return "map"
	case *ast.IndexExpr:
		return "nullable"
	case *ast.InterfaceType:
		return "any"
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		switch e.Name {
		case "string", "bool", "int", "float64":
			return e.Name
		case "CustomMetadata": // the one map that has a name
			return "map"
		}
	}
	return "named"
}

func shapeOf(goType string) string {
	for prefix, shape := range map[string]string{"*": "pointer", "[]": "slice", "map[": "map", "Nullable[": "nullable"} {
		if strings.HasPrefix(goType, prefix) {
			return shape
		}
	}
	known := map[string]string{"string": "string", "boolean": "bool", "integer": "int", "number": "float64", "any": "any", "time.Time": "Time"}
	if shape, ok := known[goType]; ok {
		return shape
	}
	return "named"
}
