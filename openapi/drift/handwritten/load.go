// Package handwritten reads the source of package seam and finds its dependencies on
// the document: the operations that its methods call, the types of package gen that
// they use, and the hand-written types for components of the document.
package handwritten

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Where the packages are in the module.
const (
	module      = "github.com/seam-go/seam"
	wrapperPath = module + "/wrapper"
	genPath     = module + "/gen"
)

// Package is package seam, read.
type Package struct {
	root       string // of the module
	fset       *token.FileSet
	files      []*ast.File
	types      *types.Package
	info       *types.Info
	gen        generated
	direct     map[types.Object]*uses    // the symbols that each declaration names
	usersOf    map[string][]types.Object // the declarations that name a symbol of gen
	operations map[types.Object][]string // the operations that doc comments name
	values     map[value]string          // names of constants
	mirrors    *mirrors
}

// Read reads package seam of the module at root. It has to compile.
func Read(ctx context.Context, root string) (*Package, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	listed, err := list(ctx, root)
	if err != nil {
		return nil, err
	}
	p := &Package{root: root, fset: token.NewFileSet()}
	if p.files, err = p.parse(listed[wrapperPath]); err != nil {
		return nil, err
	}
	if err := p.check(listed); err != nil {
		return nil, fmt.Errorf("package seam does not compile with this package gen, so its use of the document is unknown: %w", err)
	}
	if p.gen, err = readGenerated(listed[genPath], p.imported(genPath)); err != nil {
		return nil, err
	}
	p.readUses()
	document, err := readDocument(root)
	if err != nil {
		return nil, err
	}
	p.mirrors = p.readMirrors(document)
	return p, nil
}

// listing holds the fields of `go list -json` that are read here.
type listing struct {
	ImportPath string
	Dir        string
	Export     string
	GoFiles    []string
}

// list asks the go command for package seam and its imports, compiled.
func list(ctx context.Context, root string) (map[string]listing, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-e", "-export", "-deps",
		"-json=ImportPath,Dir,Export,GoFiles", "./wrapper")
	cmd.Dir = root
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, strings.TrimSpace(stderr.String()))
	}
	found := map[string]listing{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listing
		switch err := d.Decode(&l); {
		case errors.Is(err, io.EOF):
			return found, nil
		case err != nil:
			return nil, fmt.Errorf("go list: %w", err)
		}
		found[l.ImportPath] = l
	}
}

func (p *Package) parse(l listing) ([]*ast.File, error) {
	if len(l.GoFiles) == 0 {
		return nil, fmt.Errorf("%s: there are no Go files in %s", p.root, filepath.Base(l.Dir))
	}
	var files []*ast.File
	for _, name := range l.GoFiles {
		file, err := parser.ParseFile(p.fset, filepath.Join(l.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

// check resolves every name in package seam.
func (p *Package) check(listed map[string]listing) error {
	open := func(path string) (io.ReadCloser, error) {
		if listed[path].Export == "" {
			return nil, fmt.Errorf("%s is not compiled", path)
		}
		return os.Open(listed[path].Export)
	}
	config := types.Config{Importer: importer.ForCompiler(p.fset, "gc", open)}
	p.info = &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	var err error
	p.types, err = config.Check(wrapperPath, p.fset, p.files, p.info)
	return err
}

func (p *Package) imported(path string) *types.Package {
	for _, imported := range p.types.Imports() {
		if imported.Path() == path {
			return imported
		}
	}
	return types.NewPackage(path, "none")
}
