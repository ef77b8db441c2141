package split

import "testing"

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

// A file that has gen's own type already stays as it is.
func TestOwnNullable(t *testing.T) {
	for _, before := range []string{nullableBefore, nullableAfter} {
		got, err := ownNullable([]byte(before))
		if err != nil || string(got) != nullableAfter {
			t.Errorf("got %v\n%s", err, got)
		}
	}
}

func TestOwnNullableOfNoGo(t *testing.T) {
	if _, err := ownNullable([]byte("no Go")); err == nil {
		t.Error("no error")
	}
}
