package split

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// position is the position of a declaration in package gen. A file begins with the
// components of its resource. Its service follows, and the operations of the
// service, each with its request and its response before the methods.
type position struct {
	file      string
	service   string // the path of the service, "" for a component of the resource
	operation string // the path of the operation, "" for what is not about one
	stage     stage
	component string
	part      part
	index     int // where oapi-codegen wrote it
}

// stage orders the declarations of one operation.
type stage int

const (
	stageComponents stage = iota
	stageResponse
	stageMethods
)

// part orders the declarations of one type.
type part int

const (
	partType part = iota
	partConstants
	partMethods
)

func (p position) compare(q position) int {
	return cmp.Or(
		cmp.Compare(p.file, q.file),
		cmp.Compare(p.service, q.service),
		cmp.Compare(p.operation, q.operation),
		cmp.Compare(p.stage, q.stage),
		cmp.Compare(p.component, q.component),
		cmp.Compare(p.part, q.part),
		cmp.Compare(p.index, q.index),
	)
}

// places maps the names of package gen to positions, as the normalised document
// assigns them. Go names differ from those of the document in capitals and
// underscores, so both are compared without them.
type places struct {
	types      map[string]position // of components, unions and services
	operations map[string]position // by operation id
	methods    map[string]position // by service and method
}

// fold returns a name without capitals and without separators.
func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", "/", "", " ", "").Replace(name))
}

// normalized is the part of the normalised document that this package reads.
type normalized struct {
	Paths map[string]struct {
		Post struct {
			OperationID string `json:"operationId"`
			Notes       struct {
				Service string `json:"service"`
				Method  string `json:"method"`
			} `json:"x-go"`
			Services []struct {
				Type string `json:"type"`
				Path string `json:"path"`
				File string `json:"file"`
			} `json:"x-go-services"`
		} `json:"post"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]component `json:"schemas"`
	} `json:"components"`
}

// component is a component and where it is declared.
type component struct {
	File          string `json:"x-go-file"`
	Operation     string `json:"x-go-operation"`
	Discriminator any    `json:"discriminator"` // of a union alone
}

func readPlaces(text []byte) (*places, error) {
	var doc normalized
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	p := &places{types: map[string]position{}, operations: map[string]position{}, methods: map[string]position{}}
	for _, item := range doc.Paths {
		for _, s := range item.Post.Services {
			p.types[fold(s.Type)] = position{file: s.File, service: s.Path}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
		item := doc.Paths[path].Post
		at, found := p.types[fold(item.Notes.Service)]
		if !found {
			return nil, fmt.Errorf("%s: its service %q is declared nowhere", path, item.Notes.Service)
		}
		at.operation = path
		p.operations[fold(item.OperationID)] = at
		at.stage = stageMethods
		method := fold(item.Notes.Service) + "." + fold(item.Notes.Method)
		p.methods[method] = at
		// A list has more methods. /things/list_page comes later and takes its name back.
		p.methods[method+"page"], p.methods[method+"pages"] = at, at
	}
	for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
		if err := p.addComponent(name, doc.Components.Schemas[name], doc); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// addComponent records the position of a component, and of the companions of a union.
func (p *places) addComponent(name string, c component, doc normalized) error {
	at := position{file: c.File, component: name}
	if c.File == "" {
		return fmt.Errorf("component %s has no file", name)
	}
	if c.Operation != "" {
		at = p.operations[fold(doc.Paths[c.Operation].Post.OperationID)]
		at.component = name
	}
	p.types[fold(name)] = at
	if c.Discriminator != nil {
		at.part = partMethods
		p.types[fold(name+"_value")], p.types[fold("unknown_"+name)] = at, at
	}
	return nil
}
