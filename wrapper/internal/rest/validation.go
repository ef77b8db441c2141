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
	// ownMessages is the key under which an object in validation_errors holds the messages about
	// itself; its other keys are the fields below it.
	ownMessages = "_errors"

	// These bound what is kept, far beyond the errors of any request.
	maxValidationDepth  = 32
	maxValidationFields = 100
	maxValidationBytes  = 32 << 10
)

// parseValidationErrors flattens the tree in which Seam reports what is wrong with a request,
// the root and every depth of it, in the order of the paths. A last entry says that there were more
// than are kept.
func parseValidationErrors(raw json.RawMessage) []FieldMessages {
	v := validation{room: maxValidationBytes}
	v.add(raw, "", 0)
	if v.left > 0 {
		v.list = append(v.list, FieldMessages{Messages: []string{fmt.Sprintf("and more: %d parts were left out", v.left)}})
	}
	return v.list
}

// validation gathers messages until it has no room left.
type validation struct {
	list []FieldMessages
	// room is how many bytes of paths and messages there still is room for.
	room int
	// left is how many parts of the tree were left out.
	left int
}

func (v *validation) add(raw json.RawMessage, path string, depth int) {
	if depth > maxValidationDepth || len(v.list) >= maxValidationFields || v.room <= 0 {
		v.left++
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

// keep adds the messages of a field as far as there is room.
func (v *validation) keep(path string, messages []string) {
	kept := 0
	size := len(path)
	for kept < len(messages) && size+len(messages[kept]) <= v.room {
		size += len(messages[kept])
		kept++
	}
	if kept < len(messages) {
		v.left++
	}
	if kept > 0 {
		v.list = append(v.list, FieldMessages{Path: path, Messages: messages[:kept:kept]})
		v.room -= size
	}
}

// messageTexts reads a list of messages, leaving out items that are not text, or a single message.
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

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
