package rest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

const (
	// ownMessages is the key of the messages about an object in validation_errors itself. Its other keys
	// are fields of the object.
	ownMessages = "_errors"

	// These bound the list, far beyond the errors of any request.
	maxValidationDepth  = 32
	maxValidationFields = 100
	maxValidationBytes  = 32 << 10
)

// parseValidationErrors flattens the tree of validation_errors, from the root to every depth, in the order
// of the paths. If the list is full, a last entry counts the parts that are not in it.
func parseValidationErrors(raw json.RawMessage) []FieldMessages {
	v := validation{budget: maxValidationBytes}
	v.add(raw, "", 0)
	if v.omitted > 0 {
		v.list = append(v.list, FieldMessages{Messages: []string{fmt.Sprintf("and more: %d parts were left out", v.omitted)}})
	}
	return v.list
}

// validation collects messages within bounds.
type validation struct {
	list []FieldMessages
	// budget is the number of bytes of paths and messages that may still be added.
	budget int
	// omitted counts the parts of the tree that are not in the list.
	omitted int
}

func (v *validation) add(raw json.RawMessage, path string, depth int) {
	if depth > maxValidationDepth || len(v.list) >= maxValidationFields || v.budget <= 0 {
		v.omitted++
		return
	}
	node := decode.Members(raw)
	own := raw
	if node != nil {
		own = node[ownMessages]
	}
	v.keep(path, messageTexts(own))
	for _, key := range slices.Sorted(maps.Keys(node)) {
		if key != ownMessages {
			v.add(node[key], joinPath(path, redact.Shorten(key, redact.MaxLine)), depth+1)
		}
	}
}

// keep adds the messages of a field within the budget.
func (v *validation) keep(path string, messages []string) {
	kept := 0
	size := len(path)
	for kept < len(messages) && size+len(messages[kept]) <= v.budget {
		size += len(messages[kept])
		kept++
	}
	if kept < len(messages) {
		v.omitted++
	}
	if kept > 0 {
		v.list = append(v.list, FieldMessages{Field: path, Messages: messages[:kept:kept]})
		v.budget -= size
	}
}

// messageTexts decodes a single message, or a list of messages without the items that are not text.
func messageTexts(raw json.RawMessage) []string {
	if one := firstText(raw); one != "" {
		return []string{one}
	}
	var messages []string
	if _, err := decode.Into(raw, &messages); err != nil {
		return nil
	}
	return slices.DeleteFunc(messages, func(message string) bool { return message == "" })
}

// joinPath appends a key to the path of a field.
func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
