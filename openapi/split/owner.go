package split

import (
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

const (
	// operationsFile is the file with the table of operations.
	operationsFile = "operations"
	// otherFile is the file of the declarations without a known place.
	otherFile = "other"
)

// of returns the position of a declaration.
func (p *places) of(d *declaration) position {
	switch node := d.node.(type) {
	case *ast.FuncDecl:
		if node.Recv != nil {
			return p.ofMethod(typeName(node.Recv.List[0].Type), node.Name.Name)
		}
		return p.ofFunction(node.Name.Name)
	case *ast.GenDecl:
		switch {
		case len(node.Specs) == 0:
		case node.Tok == token.CONST:
			return p.ofConstants(node)
		default:
			return p.ofName(specName(node))
		}
	}
	return position{file: otherFile}
}

func (p *places) ofMethod(receiver, method string) position {
	if at, found := p.methods[fold(receiver)+"."+fold(method)]; found {
		return at
	}
	at := p.ofName(receiver)
	at.part = partMethods
	return at
}

// ofFunction knows the function that makes a service.
func (p *places) ofFunction(name string) position {
	if service, found := strings.CutPrefix(name, "new"); found {
		if at, found := p.types[fold(service)]; found {
			at.part = partMethods
			return at
		}
	}
	return p.ofName(name)
}

// ofConstants knows the values of an enum.
func (p *places) ofConstants(node *ast.GenDecl) position {
	spec, ok := node.Specs[0].(*ast.ValueSpec)
	if !ok || spec.Type == nil {
		return p.ofName(specName(node))
	}
	at := p.ofName(typeName(spec.Type))
	at.part = partConstants
	return at
}

// ofName knows types, and the variables of services and operations.
func (p *places) ofName(name string) position {
	if file, found := fixed[name]; found {
		return position{file: file}
	}
	if at, found := p.types[fold(name)]; found {
		return at
	}
	if service, found := strings.CutPrefix(name, "operationsOf"); found {
		if at, found := p.types[fold(service)]; found {
			at.part = partMethods
			return at
		}
	}
	if operation, found := strings.CutPrefix(name, "response"); found {
		if at, found := p.operations[fold(operation)]; found {
			at.stage = stageResponse
			return at
		}
	}
	if operation, found := strings.CutPrefix(name, "op"); found {
		if _, found := p.operations[fold(operation)]; found {
			return position{file: operationsFile}
		}
	}
	return position{file: otherFile}
}

// specName returns the first name that a declaration of types or variables declares.
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

// typeName returns the name of a type, or of the type behind a pointer.
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
