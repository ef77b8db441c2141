package report

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// node is a value of a JSON text with its line.
type node struct {
	line    int
	members map[string]*node
	items   []*node
	text    string // of a string
}

// member returns the member of an object that a path leads to, nil if it has none.
func (n *node) member(path ...string) *node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		n = n.members[name]
	}
	return n
}

// treeReader reads a JSON text and counts its lines.
type treeReader struct {
	*json.Decoder
	data []byte
	at   int64
	line int
}

func readTree(data []byte) (*node, error) {
	r := &treeReader{Decoder: json.NewDecoder(bytes.NewReader(data)), data: data, line: 1}
	r.UseNumber()
	return r.value()
}

// next reads a token. A value counts as being on the line of its key.
func (r *treeReader) next() (json.Token, error) {
	token, err := r.Token()
	if err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	r.line += bytes.Count(r.data[r.at:r.InputOffset()], []byte("\n"))
	r.at = r.InputOffset()
	return token, nil
}

func (r *treeReader) value() (*node, error) {
	token, err := r.next()
	if err != nil {
		return nil, err
	}
	n := &node{line: r.line}
	switch token := token.(type) {
	case string:
		n.text = token
	case json.Delim:
		err = r.parts(n, token == '{')
	}
	return n, err
}

// parts reads the members of an object, or the items of an array, to its end.
func (r *treeReader) parts(n *node, object bool) error {
	if object {
		n.members = map[string]*node{}
	}
	for r.More() {
		var key json.Token
		if object {
			var err error
			if key, err = r.next(); err != nil {
				return err
			}
		}
		part, err := r.value()
		if err != nil {
			return err
		}
		if object {
			n.members[key.(string)] = part
		} else {
			n.items = append(n.items, part)
		}
	}
	_, err := r.next()
	return err
}
