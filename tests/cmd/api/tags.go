package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// changedTags compares the JSON tags of the exported fields that two versions of a
// package share. apidiff ignores tags, but they decide which fields a program sends and reads.
func changedTags(before, after, path, name string) ([]change, error) {
	was, err := jsonTags(filepath.Join(before, filepath.FromSlash(path)))
	if err != nil {
		return nil, err
	}
	is, err := jsonTags(filepath.Join(after, filepath.FromSlash(path)))
	if err != nil {
		return nil, err
	}
	var changes []change
	for _, field := range slices.Sorted(maps.Keys(was)) {
		if tag, still := is[field]; still && tag != was[field] {
			changes = append(changes, change{name + "." + field, fmt.Sprintf("JSON tag changed from %s to %s",
				cmp.Or(was[field], "none"), cmp.Or(tag, "none"))})
		}
	}
	return changes, nil
}

// jsonTags returns the JSON tags of a package's exported fields by type and field:
// ACSCredential.Code. A field without a tag has "".
func jsonTags(dir string) (map[string]string, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	tags := map[string]string{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.GenDecl); ok {
				for _, spec := range decl.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
						addTags(tags, spec.Name.Name, spec.Type)
					}
				}
			}
		}
	}
	return tags, nil
}

// addTags adds the fields of a struct, and those of structs without a name inside it.
func addTags(tags map[string]string, prefix string, typ ast.Expr) {
	structType, ok := typ.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range structType.Fields.List {
		for _, name := range field.Names {
			if !name.IsExported() {
				continue
			}
			symbol := prefix + "." + name.Name
			tags[symbol] = ""
			if field.Tag != nil {
				if text, err := strconv.Unquote(field.Tag.Value); err == nil {
					tags[symbol] = reflect.StructTag(text).Get("json")
				}
			}
			addTags(tags, symbol, field.Type)
		}
	}
}
