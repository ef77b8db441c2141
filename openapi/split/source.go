package split

import (
	"bytes"
	"cmp"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
)

// source is the output of oapi-codegen.
type source struct {
	header       string // the line that marks generated code
	doc          string // the package comment
	imports      []imported
	declarations []*declaration
}

// imported is an imported package and the name by which the code refers to it.
type imported struct{ name, path string }

// declaration is one declaration at the top level, with the comments above it.
type declaration struct {
	node ast.Decl
	text []byte
	uses []string // the names of the imported packages that it uses
}

// generatedLine marks generated code for people and tools.
var generatedLine = regexp.MustCompile(`(?m)^// Code generated .*DO NOT EDIT\.$`)

func parse(text []byte) (*source, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	offset := func(at token.Pos) int { return set.Position(at).Offset }
	src := &source{header: string(generatedLine.Find(text))}
	if src.header == "" {
		return nil, errors.New(`no line says "Code generated ... DO NOT EDIT."`)
	}
	if file.Doc != nil {
		src.doc = string(text[offset(file.Doc.Pos()):offset(file.Doc.End())])
	}
	for _, spec := range file.Imports {
		src.imports = append(src.imports, importedBy(spec))
	}
	slices.SortFunc(file.Unresolved, func(a, b *ast.Ident) int { return cmp.Compare(a.Pos(), b.Pos()) })
	end := endOfLine(text, offset(file.Name.End()))
	for _, decl := range file.Decls {
		begin := end
		end = endOfLine(text, offset(decl.End()))
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			continue
		}
		src.declarations = append(src.declarations, &declaration{
			node: decl,
			text: bytes.TrimSpace(text[begin:end]),
			uses: src.used(file.Unresolved, decl),
		})
	}
	if len(bytes.TrimSpace(text[end:])) > 0 {
		return nil, errors.New("a comment follows the last declaration")
	}
	return src, nil
}

// endOfLine returns the end of a line, so that a comment after a declaration stays with it.
func endOfLine(text []byte, from int) int {
	if i := bytes.IndexByte(text[from:], '\n'); i >= 0 {
		return from + i
	}
	return len(text)
}

func importedBy(spec *ast.ImportSpec) imported {
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		panic(err) // The parser has read it as a string.
	}
	if spec.Name != nil {
		return imported{spec.Name.Name, p}
	}
	return imported{path.Base(p), p}
}

// used returns the names of the imports that a declaration uses, sorted. A file does
// not declare the packages that it imports, so the parser leaves their names unresolved.
func (s *source) used(unresolved []*ast.Ident, in ast.Decl) []string {
	var names []string
	first, _ := slices.BinarySearchFunc(unresolved, in.Pos(), func(name *ast.Ident, at token.Pos) int { return cmp.Compare(name.Pos(), at) })
	for _, name := range unresolved[first:] {
		if name.Pos() >= in.End() {
			break
		}
		isImport := func(i imported) bool { return i.name == name.Name }
		if slices.ContainsFunc(s.imports, isImport) && !slices.Contains(names, name.Name) {
			names = append(names, name.Name)
		}
	}
	return names
}
