package handwritten

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/drift/report"
)

// normalized is the normalised document with a change. The whole document would
// take long to normalise, above all with the race detector.
func normalized(t *testing.T, change func(document map[string]any)) []byte {
	t.Helper()
	text, err := os.ReadFile("../../normalized.json")
	if err != nil {
		t.Fatal(err)
	}
	var document map[string]any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	change(document)
	if text, err = json.Marshal(document); err != nil {
		t.Fatal(err)
	}
	return text
}

// remove deletes a member that has to be there.
func remove(t *testing.T, document map[string]any, path ...string) {
	t.Helper()
	last := len(path) - 1
	for _, name := range path[:last] {
		document, _ = document[name].(map[string]any)
	}
	if document[path[last]] == nil {
		t.Fatalf("the document has no %q", path)
	}
	delete(document, path[last])
}

// credentials is a document with credentials that have these properties.
func credentials(properties string) []byte {
	return []byte(`{"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{"/acs/credentials/get":{"post":{
		"x-response-key":"acs_credential","responses":{"200":{"description":"OK","content":{"application/json":{"schema":{
		"type":"object","properties":{"acs_credential":{"$ref":"#/components/schemas/acs_credential"}}}}}}}}}},
		"components":{"schemas":{"acs_credential":{"type":"object","properties":{` + properties + `}}}}}`)
}

func TestMarkShowsInEveryFormat(t *testing.T) {
	t.Parallel()
	p, err := ours()
	if err != nil {
		t.Fatal(err)
	}
	before := credentials(`"acs_credential_id":{"type":"string"},"code":{"type":"string"}`)
	after := credentials(`"acs_credential_id":{"type":"string"}`)
	r, err := drift.Compare(before, after)
	if err != nil {
		t.Fatal(err)
	}
	p.Mark(r)
	i := slices.IndexFunc(r.Changes, func(c drift.Change) bool {
		return c.Kind == drift.ResponseFieldRemoved && c.In == "acs_credential" && c.Name == "code"
	})
	if i < 0 || !slices.Equal(r.Changes[i].Touches, []string{"seam.Credential.Code"}) {
		t.Fatalf("the changes are %+v", r.Changes)
	}
	r.Compiled = &drift.Compiled{Breaks: []drift.Break{{File: "wrapper/a.go", Line: 7, Column: 3, Text: "undefined: gen.A"}}}
	formats := map[string]struct {
		write func(*strings.Builder) error
		wants []string
	}{
		"text": {func(w *strings.Builder) error { return report.Text(w, r, false) },
			[]string{"seam.Credential.Code", "  wrapper/a.go:7:3: undefined: gen.A\n"}},
		"markdown": {func(w *strings.Builder) error { return report.Markdown(w, r) },
			[]string{"seam.Credential.Code", "1 line breaks\n\n- `wrapper/a.go:7:3`: undefined: gen.A\n"}},
		"json": {func(w *strings.Builder) error { return report.JSON(w, r) },
			[]string{`"seam.Credential.Code"`, `"file": "wrapper/a.go"`, `"line": 7`}},
		"github": {func(w *strings.Builder) error { return report.GitHub(w, r, "openapi/openapi.json", before) },
			[]string{"seam.Credential.Code", "::error file=wrapper/a.go,line=7,title=does not compile with the new package gen::undefined: gen.A\n"}},
	}
	for name, format := range formats {
		var out strings.Builder
		if err := format.write(&out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, want := range format.wants {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s lacks %q:\n%s", name, want, out.String())
			}
		}
	}
}

func TestCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIP: -short generates nothing")
	}
	t.Parallel()
	before := generatedFiles(t)
	for name, test := range map[string]struct {
		change func(document map[string]any)
		want   []string // beginnings of lines
	}{
		"nothing": {func(map[string]any) {}, nil},
		"an operation that is called": {func(document map[string]any) {
			remove(t, document, "paths", "/acs/encoders/scan_to_assign_credential")
			remove(t, document, "components", "schemas", "acs_encoders_scan_to_assign_credential_request")
		}, []string{
			"wrapper/encoders.go: undefined: gen.ACSEncodersScanToAssignCredentialRequest",
			"wrapper/encoders.go: s.generated().ScanToAssignCredential undefined",
		}},
	} {
		got, err := Compile(t.Context(), "../../..", normalized(t, test.change))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(got.Breaks) != len(test.want) {
			t.Fatalf("%s: got %v, want %q", name, got.Breaks, test.want)
		}
		for i, want := range test.want {
			if b := got.Breaks[i]; b.Line == 0 || !strings.HasPrefix(b.File+": "+b.Text, want) {
				t.Errorf("%s: got %v, want %q", name, b, want)
			}
		}
	}
	if after := generatedFiles(t); after != before {
		t.Error("package gen is not what it was")
	}
	if _, err := Compile(t.Context(), "../../..", []byte("{")); err == nil {
		t.Error("an invalid document was generated")
	}
}

// generatedFiles returns the text of package gen.
func generatedFiles(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir("../../../gen", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all.WriteString(path)
		all.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func TestReadBreaks(t *testing.T) {
	t.Parallel()
	got := readBreaks("# github.com/seam-go/seam/wrapper\n./wrapper/a.go:7:3: undefined: gen.A\nwrapper/b.go:10:12: x\n\tnote\nnot/a/line.go: y\n")
	want := []drift.Break{{File: "wrapper/a.go", Line: 7, Column: 3, Text: "undefined: gen.A"}, {File: "wrapper/b.go", Line: 10, Column: 12, Text: "x"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}
