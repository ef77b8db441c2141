package decode

import (
	"bytes"
	"encoding/json"
	"errors"
)

// Rewrite returns a JSON document with what change makes of the strings in it whose
// characters are hidden by escapes, names among them. What is not JSON is returned as
// it is.
func Rewrite(data []byte, change func(string) string) []byte {
	if !bytes.ContainsRune(data, '\\') {
		return data
	}
	if _, err := Check(data, ""); err != nil && !errors.Is(err, ErrNoObject) {
		return data
	}
	var out []byte
	copied := 0
	r := reader{data: data}
	for {
		quote := bytes.IndexByte(data[r.at:], '"')
		if quote < 0 {
			return append(out, data[copied:]...)
		}
		r.at += quote
		begin := r.at
		if text, plain := r.quoted(); !plain {
			meant := unquote(text)
			if changed := change(meant); changed != meant {
				out = append(append(out, data[copied:begin]...), Quoted(changed)...)
				copied = r.at
			}
		}
	}
}

// Quoted is s as JSON.
func Quoted(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // It cannot fail for a string.
	}
	return b
}
