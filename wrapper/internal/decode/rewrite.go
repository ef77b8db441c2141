package decode

import (
	"bytes"
	"encoding/json"
	"errors"
)

// Rewrite applies change to the strings of a JSON document that contain escapes, names of members
// included, and returns the document with the results. It is for changes that were already applied to the
// document as text, which does not find characters that are escaped. If data is not JSON, Rewrite returns
// it unchanged.
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
			old := unquote(text)
			if changed := change(old); changed != old {
				out = append(append(out, data[copied:begin]...), Quoted(changed)...)
				copied = r.at
			}
		}
	}
}

// Quoted returns s as a JSON string.
func Quoted(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // It cannot fail for a string.
	}
	return b
}
