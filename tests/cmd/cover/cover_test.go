package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Two test binaries ran: each block is there twice.
const profile = `mode: set
example.com/a/a.go:1.1,2.2 3 1
example.com/a/a.go:3.1,4.2 1 0
example.com/b/b.go:1.1,2.2 9 0
example.com/b/b.go:3.1,4.2 1 0
example.com/a/a.go:1.1,2.2 3 0
example.com/a/a.go:3.1,4.2 1 0
example.com/b/b.go:1.1,2.2 9 7
example.com/b/b.go:3.1,4.2 1 0
`

func TestRead(t *testing.T) {
	t.Parallel()
	got, err := read(profile)
	want := map[string]coverage{"example.com/a": {4, 3}, "example.com/b": {10, 9}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, odd := range []string{"a.go:1.1,2.2 3", "a.go:1.1,2.2 x 1"} {
		if got, err := read("mode: set\n" + odd + "\n"); err == nil {
			t.Errorf("%q passes as %v", odd, got)
		}
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	packages, err := read(profile)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := report(&out, packages, 75); err != nil {
		t.Error(err)
	}
	const want = `  covered  statements  not reached  package
   75.0 %           4            1  example.com/a
   90.0 %          10            1  example.com/b
   85.7 %          14            2  total
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	out.Reset()
	if err := report(&out, packages, 90); err == nil || err.Error() != "below 90 %: example.com/a" || !strings.Contains(out.String(), "example.com/a  (below the limit)\n") {
		t.Errorf("got %v\n%s", err, out.String())
	}
	if err := report(&out, nil, 90); err == nil {
		t.Error("a profile without packages passes")
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cover.out")
	if err := os.WriteFile(path, []byte(profile), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), path, 75); err != nil {
		t.Error(err)
	}
	if err := run(t.Context(), path, 90); err == nil {
		t.Error("75 % passes a limit of 90 %")
	}
	if err := run(t.Context(), path+"x", 90); err == nil {
		t.Error("a missing profile passes")
	}
}
