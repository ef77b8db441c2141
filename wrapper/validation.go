package seam

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// ownMessages is the key under which an object in validation_errors holds what is wrong with
// itself; its other keys are the fields below it.
const ownMessages = "_errors"

// maxValidationDepth is far beyond any request, and keeps a hostile answer from recursing.
const maxValidationDepth = 64

// parseValidationErrors flattens the tree in which Seam reports what is wrong with a request,
// the root and every depth of it, in the order of the paths.
func parseValidationErrors(raw json.RawMessage) []FieldMessages {
	return appendMessages(nil, raw, "", 0)
}

func appendMessages(list []FieldMessages, raw json.RawMessage, path string, depth int) []FieldMessages {
	if depth > maxValidationDepth {
		return list
	}
	node := decode.Members(raw)
	own := raw
	if node != nil {
		own = node[ownMessages]
	}
	if messages := texts(own); len(messages) > 0 {
		list = append(list, FieldMessages{Path: path, Messages: messages})
	}
	for _, key := range slices.Sorted(maps.Keys(node)) {
		if key != ownMessages {
			list = appendMessages(list, node[key], joinPath(path, key), depth+1)
		}
	}
	return list
}

// texts takes a list of messages, leaving out what is not text, and a single one.
func texts(raw json.RawMessage) []string {
	if one := firstText(raw); one != "" {
		return []string{one}
	}
	var items []json.RawMessage
	if _, err := decode.Into(raw, &items); err != nil {
		return nil
	}
	var messages []string
	for _, item := range items {
		if text := firstText(item); text != "" {
			messages = append(messages, text)
		}
	}
	return messages
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
