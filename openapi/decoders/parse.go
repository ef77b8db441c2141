package decoders

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

const (
	// fileName is where the decoders are, which are not read.
	fileName = "decode.gen.go"
	// answerPrefix begins the names of the types that answers are read into. They are declared
	// beside the operations.
	answerPrefix = "answer"
	// unionField holds the JSON of a value of many kinds.
	unionField = "union"
)

// pkg is what package gen declares, as far as it matters here.
type pkg struct {
	types map[string]ast.Expr
	// unmarshalers are the types that decode themselves.
	unmarshalers map[string]bool
}

// field is a field of a struct that has a name in JSON.
type field struct {
	name, key string
	typ       ast.Expr
}

// String is the same for fields that are alike.
func (f field) String() string { return f.name + " " + types.ExprString(f.typ) + " " + f.key }

func parse(dir string) (*pkg, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	p := &pkg{types: map[string]ast.Expr{}, unmarshalers: map[string]bool{}}
	for _, name := range names {
		if filepath.Base(name) == fileName {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			p.add(decl)
		}
	}
	if len(p.answers()) == 0 {
		return nil, fmt.Errorf("%s: no type is called %s…: is this package gen?", dir, answerPrefix)
	}
	return p, nil
}

func (p *pkg) add(decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			if t, ok := spec.(*ast.TypeSpec); ok && t.TypeParams == nil {
				p.types[t.Name.Name] = t.Type
			}
		}
	case *ast.FuncDecl:
		if decl.Recv != nil && decl.Name.Name == "UnmarshalJSON" {
			receiver := decl.Recv.List[0].Type
			if pointer, ok := receiver.(*ast.StarExpr); ok {
				receiver = pointer.X
			}
			p.unmarshalers[nameOf(receiver)] = true
		}
	}
}

// answers are the types of answers, sorted.
func (p *pkg) answers() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(p.types)), func(name string) bool {
		return !isAnswer(name)
	})
}

func isAnswer(name string) bool { return strings.HasPrefix(name, answerPrefix) }

// object is the struct that a type is; false if a function cannot be written for it.
func (p *pkg) object(name string) (fields []field, union, ok bool) {
	s, isStruct := p.underlying(ast.NewIdent(name)).(*ast.StructType)
	if !isStruct {
		return nil, false, false
	}
	for _, f := range s.Fields.List {
		if len(f.Names) != 1 {
			return nil, false, false
		}
		if f.Names[0].Name == unionField {
			union = true
			continue
		}
		key := keyOf(f)
		if key != strings.ToLower(key) || key == "" {
			return nil, false, false
		}
		fields = append(fields, field{f.Names[0].Name, key, f.Type})
	}
	return fields, union, union == p.unmarshalers[name]
}

// underlying follows names to what they stand for.
func (p *pkg) underlying(t ast.Expr) ast.Expr {
	for {
		next, known := p.types[nameOf(t)]
		if !known {
			return t
		}
		t = next
	}
}

func keyOf(f *ast.Field) string {
	if f.Tag == nil {
		return ""
	}
	tag, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		return ""
	}
	key, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
	return key
}

// nameOf is "" for a type that is not named, and for one of another package.
func nameOf(t ast.Expr) string {
	if ident, ok := t.(*ast.Ident); ok {
		return ident.Name
	}
	return ""
}
