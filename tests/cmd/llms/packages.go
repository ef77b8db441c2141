package main

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const module = "github.com/seam-go/seam"

// pkg is the documentation of a package.
type pkg struct {
	*doc.Package
	dir      string            // below the root of the module, with slashes
	docFile  string            // the file with the package comment
	examples []example         // in the order of their files
	files    map[string]string // the files of types and functions
}

// example is an Example function.
type example struct {
	name, file, synopsis string
}

// forPackage reports whether an example is for the whole package, and not for one of its symbols.
func (e example) forPackage() bool {
	return e.name == "Example" || strings.HasPrefix(e.name, "Example_")
}

// readPackages reads the packages below root that a program can import or run, and the examples.
func readPackages(root string) (packages []*pkg, err error) {
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		dir, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if dir = filepath.ToSlash(dir); !forUsers(dir) {
			return filepath.SkipDir
		}
		p, err := readPackage(root, dir)
		if p != nil {
			packages = append(packages, p)
		}
		return err
	})
	return packages, err
}

// forUsers reports whether a folder may have packages for users of the module.
func forUsers(dir string) bool {
	base := path.Base(dir)
	return dir == "." || dir != "openapi" && dir != "tests" &&
		base != "internal" && base != "testdata" && base != "node_modules" && !strings.HasPrefix(base, ".")
}

// readPackage reads the package in a folder. It returns nil if there is none.
func readPackage(root, dir string) (*pkg, error) {
	entries, err := os.ReadDir(filepath.Join(root, dir))
	if err != nil {
		return nil, err
	}
	p := &pkg{dir: dir, files: map[string]string{}}
	fset := token.NewFileSet()
	var files, tests []*ast.File
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if path.Ext(name) != ".go" {
			continue
		}
		file, err := parser.ParseFile(fset, filepath.Join(root, name), nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		if strings.HasSuffix(name, "_test.go") {
			tests = append(tests, file)
			continue
		}
		if file.Doc != nil {
			p.docFile = name
		}
		p.addFile(file, name)
		files = append(files, file)
	}
	if len(files) == 0 {
		return nil, nil //nolint:nilnil // a folder without code is no mistake
	}
	if p.Package, err = doc.NewFromFiles(fset, files, path.Join(module, dir)); err != nil {
		return nil, err
	}
	for _, file := range tests {
		for _, e := range doc.Examples(file) {
			at := fset.Position(file.Package).Filename
			p.examples = append(p.examples, example{"Example" + e.Name, path.Join(dir, filepath.Base(at)), p.Synopsis(e.Doc)})
		}
	}
	return p, nil
}

// addFile records in which file the types of a file are.
func (p *pkg) addFile(file *ast.File, name string) {
	for _, decl := range file.Decls {
		if types, ok := decl.(*ast.GenDecl); ok && types.Tok == token.TYPE {
			for _, spec := range types.Specs {
				p.files[spec.(*ast.TypeSpec).Name.Name] = name
			}
		}
	}
}

// isProgram reports whether the package is a command or an example, and not a package to import.
func (p *pkg) isProgram() bool {
	return p.Name == "main" || slices.Contains(strings.Split(p.dir, "/"), "examples")
}
