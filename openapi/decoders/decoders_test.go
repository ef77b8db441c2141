package decoders

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const declared = `package gen

type answerGet struct {
	Result *Door ` + "`json:\"door\"`" + `
}

type answerGetAgain struct {
	Result *Door ` + "`json:\"door\"`" + `
}

type answerWhole Door

type answerOwnError struct {
	Error *Side ` + "`json:\"error\"`" + `
}

type Door struct {
	// Name is commented.
	Name    string         ` + "`json:\"name,omitzero\"`" + `
	Side    *Side          ` + "`json:\"side\"`" + `
	Color   Color          ` + "`json:\"color\"`" + `
	Colors  []Color        ` + "`json:\"colors\"`" + `
	Maybe   *Color         ` + "`json:\"maybe\"`" + `
	Notes   Notes          ` + "`json:\"notes\"`" + `
	Odd     Odd            ` + "`json:\"odd\"`" + `
	Oddly   *OddName       ` + "`json:\"oddly\"`" + `
	Sizes   []float64      ` + "`json:\"sizes\"`" + `
	Shouted *Shouted       ` + "`json:\"shouted\"`" + `
	union   json.RawMessage
}

func (d *Door) UnmarshalJSON(b []byte) error { return nil }

type Side struct {
	Doors []Door ` + "`json:\"doors\"`" + `
}

type Color string

type Notes map[string]interface{}

type Odd struct{ Name string ` + "`json:\"name\"`" + ` }

func (o *Odd) UnmarshalJSON(b []byte) error { return nil }

type OddName string

func (o *OddName) UnmarshalJSON(b []byte) error { return nil }

type Shouted struct { Name string ` + "`json:\"NAME\"`" + ` }

type DoorListRequest struct { Name string ` + "`json:\"name\"`" + ` }
`

// write writes the decoders of a package in a folder of its own, and returns them.
func write(t *testing.T, text string) (dir, decoders string, err error) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "types.gen.go"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir); err != nil {
		return dir, "", err
	}
	data, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	return dir, string(data), nil
}

func TestWrite(t *testing.T) {
	t.Parallel()
	dir, got, err := write(t, declared)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"func (v *answerGet) Scan(s *scanner.Scanner) {\n\tfor s.Member() {\n",
		"func (v *answerGetAgain) Scan(s *scanner.Scanner) { (*answerGet)(v).Scan(s) }\n",
		"case \"door\":\n\t\t\tif s.Object(v.Result == nil) {\n\t\t\t\tv.Result = new(Door)\n\t\t\t\tv.Result.scan(s)\n\t\t\t}\n\t\tdefault:\n\t\t\ts.Aside()\n",
		"func (v *Door) scan(s *scanner.Scanner) {\n\tbegin := s.Begin()\n",
		"fields := []scanner.Field{\n\t\t{Key: \"name\", V: &v.Name},\n",
		"v.Side = new(Side)\n",
		"{Key: \"color\", V: (*string)(&v.Color)},\n",
		"scanner.Enums(s, &v.Colors)\n",
		"scanner.EnumPointer(s, &v.Maybe)\n",
		"{Key: \"notes\", V: (*map[string]interface{})(&v.Notes)},\n\t}\n\tfor s.MemberBeside(fields) {\n\t\tswitch",
		"s.JSON(&v.Odd)\n",
		"s.JSON(&v.Oddly)\n",
		"s.JSON(&v.Sizes)\n",
		"s.JSON(&v.Shouted)\n",
		"\t\tdefault:\n\t\t\ts.Other()\n\t\t}\n\t}\n\tv.union = s.Raw(begin)\n}",
		"v.Doors = append(v.Doors, Door{})\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no\n%s\nin\n%s", want, got)
		}
	}
	// An answer with an "error" of its own has to be examined; a union's UnmarshalJSON belongs to
	// Door and not to a type made from it.
	for _, unwanted := range []string{"answerOwnError", "answerWhole", "DoorListRequest", "*Odd)", "*Shouted)"} {
		if strings.Contains(got, unwanted) {
			t.Errorf("%s in\n%s", unwanted, got)
		}
	}
	names, err := filepath.Glob(filepath.Join(dir, "scanner", "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no scanner: %v", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil || !strings.HasPrefix(string(text), mark) || !strings.HasSuffix(name, ".gen.go") || strings.Contains(name, "_test") {
			t.Errorf("%s: %v\n%.200s", name, err, text)
		}
	}
}

// It reads what it wrote no more than it has to.
func TestWriteTwice(t *testing.T) {
	t.Parallel()
	dir, first, err := write(t, declared)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "scanner", "stale.gen.go"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir); err != nil {
		t.Fatal(err)
	}
	second, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil || string(second) != first {
		t.Errorf("the second time: %v\n%s", err, second)
	}
	if _, err := os.Stat(filepath.Join(dir, "scanner", "stale.gen.go")); err == nil {
		t.Error("a stale file is left")
	}
}

func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"package gen\n":         "is this package gen?",
		"package gen\n\nfunc {": "expected",
	} {
		if _, _, err := write(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
