package main

import (
	"os"
	"path/filepath"
	"testing"
)

const nullableBefore = `package gen

import (
	"time"

	"github.com/oapi-codegen/nullable"
)

type A struct {
	B nullable.Nullable[string] ` + "`json:\"b\"`" + `
	C *time.Time                ` + "`json:\"c\"`" + `
}
`

const nullableAfter = `package gen

import (
	"time"
)

type A struct {
	B Nullable[string] ` + "`json:\"b\"`" + `
	C *time.Time       ` + "`json:\"c\"`" + `
}
`

func TestNullable(t *testing.T) {
	dir := module(t)
	types := filepath.Join(dir, "..", "gen", "types.gen.go")
	if err := os.Mkdir(filepath.Dir(types), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, types, nullableBefore)
	for range 2 {
		if got := spec("nullable", "-dir", dir); got != (result{}) {
			t.Fatalf("got %+v, want silence", got)
		}
		if got := text(t, types); got != nullableAfter {
			t.Errorf("got\n%s", got)
		}
	}
}

func TestNullableNeedsTheTypes(t *testing.T) {
	spec("nullable", "-dir", module(t)).wantFailure(t, 1, "types.gen.go")
}
