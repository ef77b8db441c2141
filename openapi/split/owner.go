package split

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// fixed are the declarations that the templates write once, whatever the document.
var fixed = map[string]string{
	"Client":          clientFile,
	"NewClient":       clientFile,
	"leaf":            clientFile,
	"Operations":      operationsFile,
	"LookupOperation": operationsFile,
	"operations":      operationsFile,
}

// operationsFile is the file with the table of operations.
const operationsFile = "operations"

// of returns the position of a declaration.
func (p *places) of(d *declaration) (position, error) {
	switch node := d.node.(type) {
	case *ast.FuncDecl:
		if node.Recv != nil {
			return p.ofMethod(typeName(node.Recv.List[0].Type), node.Name.Name)
		}
		return p.ofFunction(node.Name.Name)
	case *ast.GenDecl:
		if node.Tok == token.CONST {
			return p.ofConstants(node)
		}
		return p.ofName(specName(node))
	default:
		return position{}, fmt.Errorf("%.60q is no declaration", d.text)
	}
}

func (p *places) ofMethod(receiver, method string) (position, error) {
	if at, found := p.methods[fold(receiver)+"."+fold(method)]; found {
		return at, nil
	}
	at, err := p.ofName(receiver)
	if at.part == partType {
		at.part = partMethods
	}
	return at, err
}

// ofFunction knows the function that makes a service.
func (p *places) ofFunction(name string) (position, error) {
	if service, found := strings.CutPrefix(name, "new"); found {
		if at, found := p.types[fold(service)]; found {
			at.part = partMethods
			return at, nil
		}
	}
	return p.ofName(name)
}

// ofConstants knows the values of an enum.
func (p *places) ofConstants(node *ast.GenDecl) (position, error) {
	spec, ok := node.Specs[0].(*ast.ValueSpec)
	if !ok || spec.Type == nil {
		return p.ofName(specName(node))
	}
	at, err := p.ofName(typeName(spec.Type))
	at.part = partConstants
	return at, err
}

// ofName knows types, and the variables of services and operations.
func (p *places) ofName(name string) (position, error) {
	if file, found := fixed[name]; found {
		return position{file: file}, nil
	}
	if at, found := p.types[fold(name)]; found {
		return at, nil
	}
	if service, found := strings.CutPrefix(name, "operationsOf"); found {
		if at, found := p.types[fold(service)]; found {
			at.part = partMethods
			return at, nil
		}
	}
	if operation, found := strings.CutPrefix(name, "response"); found {
		if at, found := p.operations[fold(operation)]; found {
			at.stage = stageResponse
			return at, nil
		}
	}
	if operation, found := strings.CutPrefix(name, "op"); found {
		if _, found := p.operations[fold(operation)]; found {
			return position{file: operationsFile}, nil
		}
	}
	return position{}, fmt.Errorf("no file is known for %s: name one in openapi/split/owner.go", name)
}

// specName is the first name that a declaration of types or variables declares.
func specName(node *ast.GenDecl) string {
	switch spec := node.Specs[0].(type) {
	case *ast.TypeSpec:
		return spec.Name.Name
	case *ast.ValueSpec:
		return spec.Names[0].Name
	default:
		return ""
	}
}

// typeName is the name of a type or of what a pointer leads to.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	default:
		return ""
	}
}
