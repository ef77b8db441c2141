package split

import (
	"bytes"
	"go/format"
)

// The type that oapi-codegen writes, and the import that it needs.
const (
	foreignNullable = "nullable.Nullable["
	nullableImport  = "\t\"github.com/oapi-codegen/nullable\"\n"
)

// ownNullable returns a generated file with the Nullable of its own package. One
// that has it already stays as it is.
func ownNullable(text []byte) ([]byte, error) {
	text = bytes.ReplaceAll(text, []byte(foreignNullable), []byte("Nullable["))
	text = bytes.Replace(text, []byte(nullableImport), nil, 1)
	return format.Source(text)
}
