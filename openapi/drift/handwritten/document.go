package handwritten

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// document holds the parts of a normalised document that say which component an
// operation takes and returns.
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

// component returns the component that a property holds, alone or in a list; "" for an
// inline schema.
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

// result returns the component that an operation returns. For one that starts an
// action, it is the result of the action.
func (d *document) result(path string) string {
	op := d.Paths[path].Post.Go
	if op.Action == "" {
		return op.Result
	}
	attempt := d.Components.Schemas[strings.ToLower(op.Action)+"_action_attempt"]
	return attempt.Properties["result"].component()
}

// requests reports whether a component is the request of an operation.
func (d *document) requests(path, component string) bool {
	return component != "" && d.Paths[path].Post.Go.Request == component
}
