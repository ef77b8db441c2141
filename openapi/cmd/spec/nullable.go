package main

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
)

const nullableHelp = `spec nullable gives the generated types gen's own Nullable, in place of the one
of another module that oapi-codegen knows. It needs no network, and go generate
runs it.

`

// The type that oapi-codegen writes, and the import that it needs.
const (
	foreignNullable = "nullable.Nullable["
	nullableImport  = "\t\"github.com/oapi-codegen/nullable\"\n"
)

func (c *command) nullable(_ context.Context, o options) error {
	gen := filepath.Join(o.dir, "..", "gen")
	const name = "types.gen.go"
	text, err := os.ReadFile(filepath.Join(gen, name))
	if err != nil {
		return err
	}
	own, err := ownNullable(text)
	if err != nil {
		return fmt.Errorf("gen/%s: %w", name, err)
	}
	return replaceAll(gen, []file{{name, own}})
}

// ownNullable returns a generated file with the Nullable of its own package. One
// that has it already stays as it is.
func ownNullable(text []byte) ([]byte, error) {
	text = bytes.ReplaceAll(text, []byte(foreignNullable), []byte("Nullable["))
	text = bytes.Replace(text, []byte(nullableImport), nil, 1)
	return format.Source(text)
}
