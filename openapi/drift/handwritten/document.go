package handwritten

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// document is what is read of the normalised document that package gen was
// generated from.
type document struct {
	Paths map[string]struct {
		Post struct {
			Go struct {
				Request string `json:"request"`
				Result  string `json:"result"`
				Action  string `json:"action"`
			} `json:"x-go"`
		} `json:"post"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]schema `json:"schemas"`
	} `json:"components"`
}

type schema struct {
	Ref        string            `json:"$ref"`
	Items      *schema           `json:"items"`
	AllOf      []schema          `json:"allOf"`
	Properties map[string]schema `json:"properties"`
}

func readDocument(root string) (*document, error) {
	path := filepath.Join(root, "openapi", "normalized.json")
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("%s: %w: run make generate", path, err)
	}
	return &d, nil
}

// component is the name of the component that a property holds, alone or in a
// list; "" if it holds none.
func (s schema) component() string {
	switch {
	case s.Ref != "":
		return strings.TrimPrefix(s.Ref, "#/components/schemas/")
	case s.Items != nil:
		return s.Items.component()
	case len(s.AllOf) == 1:
		return s.AllOf[0].component()
	}
	return ""
}

// result is the component that an operation ends in; for one that begins an
// action, that is what the action results in.
func (d *document) result(path string) string {
	op := d.Paths[path].Post.Go
	if op.Action == "" {
		return op.Result
	}
	attempt := d.Components.Schemas[strings.ToLower(op.Action)+"_action_attempt"]
	return attempt.Properties["result"].component()
}

// requests is whether the operation is sent a component.
func (d *document) requests(path, component string) bool {
	return component != "" && d.Paths[path].Post.Go.Request == component
}
