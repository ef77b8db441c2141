package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// newDocument checks that data is a JSON object and writes it in the one form
// that all sources share.
func newDocument(from string, data []byte) (*Document, error) {
	text, err := canonical(data)
	if err != nil {
		return nil, err
	}
	var head struct {
		Info struct {
			Version string `json:"version"`
		} `json:"info"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return nil, fmt.Errorf("info.version cannot be read: %w", err)
	}
	if !plainVersion.MatchString(head.Info.Version) && head.Info.Version != "" {
		return nil, fmt.Errorf("info.version is %+q, which is no version", head.Info.Version)
	}
	return &Document{Data: text, Source: from, Version: head.Info.Version}, nil
}

// canonical indents without decoding, because decoding would lose the order of
// the keys and the spelling of the numbers.
func canonical(data []byte) ([]byte, error) {
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	switch {
	case len(text) == 0:
		return nil, errors.New("it is empty")
	case text[0] == '<':
		return nil, errors.New("it is an HTML page, not JSON")
	}
	if line := invalidLine(text); line > 0 {
		return nil, fmt.Errorf("line %d is not valid UTF-8", line)
	}
	if indentedSize(text) > maxSize {
		return nil, errTooLarge
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		return nil, explain(text, err)
	}
	if text[0] != '{' {
		return nil, errors.New("it is JSON, but not an object")
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// invalidLine returns the number of the first line that is not UTF-8, or 0. The
// decoder would put another character there and say nothing.
func invalidLine(text []byte) int {
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if !utf8.Valid(line) {
			return number
		}
	}
	return 0
}

// indentedSize is at least the size of text with its lines indented. Brackets in
// brackets can grow a thousand times.
func indentedSize(text []byte) int {
	size, depth, quoted := len(text), 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			size += 2*depth + 1
		case c == '}' || c == ']':
			depth = max(depth-1, 0)
			size += 2*depth + 1
		case c == ',':
			size += 2*depth + 1
		}
	}
	return size
}

// explain distinguishes a document that was cut off from one that is wrong. Only the
// decoder makes that difference; the indenter calls both a syntax error.
func explain(text []byte, err error) error {
	var value json.RawMessage
	if errors.Is(json.NewDecoder(bytes.NewReader(text)).Decode(&value), io.ErrUnexpectedEOF) {
		return fmt.Errorf("the JSON is cut short after %d bytes", len(text))
	}
	return fmt.Errorf("it is not JSON: %w", err)
}
