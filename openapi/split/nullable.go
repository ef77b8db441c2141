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

// ownNullable replaces oapi-codegen's Nullable by the one of package gen. A file that
// uses the latter already stays as it is.
func ownNullable(text []byte) ([]byte, error) {
	text = bytes.ReplaceAll(text, []byte(foreignNullable), []byte("Nullable["))
	text = bytes.Replace(text, []byte(nullableImport), nil, 1)
	return format.Source(text)
}
