package lock

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Counts holds the size of an OpenAPI document, which shows that a document moved.
type Counts struct {
	Paths      int `json:"paths"`
	Operations int `json:"operations"`
	Documented int `json:"documented"`
}

// String returns the counts for a message: "316 paths, 522 operations, 201 documented".
func (c Counts) String() string {
	return fmt.Sprintf("%d paths, %d operations, %d documented", c.Paths, c.Operations, c.Documented)
}

// Inventory lists the operations of an OpenAPI document.
type Inventory struct {
	Counts Counts

	// Documented lists the operations that Seam documents, and the client therefore
	// has, sorted: "POST /devices/list". Operations under other methods repeat these.
	Documented []string
}

// methods lists the keys of a path item that hold an operation.
var methods = []string{"delete", "get", "head", "options", "patch", "post", "put", "trace"}

// TakeInventory reads only the operations of a document, so that it works on a document
// that is otherwise invalid.
func TakeInventory(document []byte) (*Inventory, error) {
	var doc struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, fmt.Errorf("operations cannot be read: %w", err)
	}
	inv := &Inventory{Counts: Counts{Paths: len(doc.Paths)}}
	for path, item := range doc.Paths {
		if err := inv.add(path, item); err != nil {
			return nil, fmt.Errorf("operations cannot be read: %s: %w", path, err)
		}
	}
	slices.Sort(inv.Documented)
	inv.Counts.Documented = len(inv.Documented)
	return inv, nil
}

func (inv *Inventory) add(path string, item map[string]json.RawMessage) error {
	for _, method := range methods {
		operation, ok := item[method]
		if !ok {
			continue
		}
		inv.Counts.Operations++
		var marks struct {
			Undocumented json.RawMessage `json:"x-undocumented"`
		}
		if err := json.Unmarshal(operation, &marks); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		if method == "post" && marks.Undocumented == nil {
			inv.Documented = append(inv.Documented, strings.ToUpper(method)+" "+path)
		}
	}
	return nil
}
