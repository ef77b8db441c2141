package normalize

import (
	"encoding/json"
	"strings"
	"testing"
)

// tidied returns a document as tidyText leaves it, and the notes about it.
func tidied(t *testing.T, text string) ([]byte, []Note) {
	t.Helper()
	root, err := decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var r reader
	r.tidyText(root)
	data, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return data, r.notes
}

func TestTidyTextCleansProse(t *testing.T) {
	for in, want := range map[string]string{
		`a\u0000b\u001b[31mc\u007fd\u009be`:            "ab[31mcde",
		`a\r\nb\rc\u2028d\u2029e\u0085f\u000bg\u000ch`: "a\nb\nc\nd\ne\nf\ng\nh",
		`\ufeffa\ufeffb`:                                   "ab",
		`a\u202eb\u2066c\u200bd\u00ade`:                    "abcde",
		`+build a\n // +build b\n\u00a0+build c\n1 +build`: "build a\n // build b\n\u00a0build c\n1 +build",
		`a\tb\nc`: "a\tb\nc",
		`\ud83d\udc69\u200d\ud83d\udcbb é 日本`:      "👩\u200d💻 é 日本",
		`*/ {{.}} ` + "`x`" + ` \"<b>\" ##[error]`: "*/ {{.}} `x` \"<b>\" ##[error]",
	} {
		data, _ := tidied(t, `{"info":{"title":"`+in+`"},"components":{"schemas":{"a":{"description":"`+in+`"}}}}`)
		var doc struct {
			Info       struct{ Title string }
			Components struct {
				Schemas struct{ A struct{ Description string } }
			}
		}
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		if got := doc.Components.Schemas.A.Description; got != want || doc.Info.Title != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestTidyTextRemoves(t *testing.T) {
	schema := func(inner string) string { return `{"components":{"schemas":{"pet":` + inner + `}}}` }
	property := func(name string) string { return schema(`{"properties":{"` + name + `":{}}}`) }
	enum := func(value string) string { return schema(`{"properties":{"kind":{"enum":["cat","` + value + `"]}}}`) }
	for text, want := range map[string]string{
		property(`a\u0000b`):            `#/components/schemas/pet/properties: "a\x00b" has characters`,
		property(`a\nb`):                `"a\nb"`,
		property("a`b"):                 "\"a`b\"",
		property(`a\"b`):                `"a\"b"`,
		property(`a\\b`):                `"a\\b"`,
		property(`a,omitempty`):         `"a,omitempty"`,
		property(`-`):                   `"-"`,
		property(``):                    `""`,
		property(`日本`):                  `"\u65e5\u672c"`, // it would become a field without a name
		property(`a/b`):                 `"a/b"`,
		property(`a\u202eb`):            `"a\u202eb"`,
		property(`a\ud800`):             `"a\ufffd"`,
		enum(`a\u0000`):                 `#/components/schemas/pet/properties/kind/enum: "a\x00"`,
		enum(`a\u2028`):                 `"a\u2028"`,
		enum(`\ufeffa`):                 `"\ufeffa"`,
		enum("a`"):                      "\"a`\"",
		enum(`\u001b[31m`):              `"\x1b[31m"`,
		enum(`##[error]a`):              `"##[error]a"`,
		enum(strings.Repeat("`", 1000)): `\u2026" has`,
		schema(`{"format":"a\u0007"}`):  `#/components/schemas/pet/format: "a\a"`,
		schema(`{"$ref":"#/components/schemas/a\u0000"}`): `#/components/schemas/pet/$ref: `,
		schema(`{"required":["a\u0000"]}`):                `#/components/schemas/pet/required: `,
		schema(`{"a\u0000":1}`):                           `#/components/schemas/pet: "a\x00"`,
		schema(`{"allOf":[{"pattern":"\u0000"}]}`):        `#/components/schemas/pet/allOf/pattern: "\x00"`,
		`{"paths":{"/a b":{}}}`:                           `#/paths: "/a b"`,
		`{"paths":{"/a\n//go:build x":{}}}`:               `#/paths: "/a\n//go:build x"`,
		`{"paths":{"/a/` + "`" + `":{}}}`:                 "#/paths: \"/a/`\"",
		`{"paths":{"/a":{"post":{"tags":["a\u001b"]}}}}`:  `#/paths//a/post/tags: "a\x1b"`,
	} {
		data, notes := tidied(t, text)
		if len(notes) != 1 || notes[0].Kind != LeftOut || !strings.Contains(notes[0].String(), want) || len(notes[0].String()) > 500 {
			t.Errorf("%s:\ngot  %v\nwant %s", text, notes, want)
		}
		if again, notes := tidied(t, string(data)); len(notes) > 0 {
			t.Errorf("%s: %s is left, which is not clean: %v", text, again, notes)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for text, want := range map[string]string{"{\"info\":\"\xff\"}": "not valid UTF-8", `{} {}`: "something follows"} {
		_, err := decode([]byte(text))
		wantError(t, err, want)
	}
}

// A name that is only unusual stays what it is.
func TestTidyTextKeepsNamesAndValues(t *testing.T) {
	const text = `{"components":{"schemas":{"pet":{"enum":["=","string[]","common (PMS)","\"quoted\"","日本"],"properties":{"$ref":{},"@a":{},"description":{"description":"x"},"x-y":{},"é1":{}}}}}}`
	if data, notes := tidied(t, text); string(data) != text || len(notes) > 0 {
		t.Errorf("got %s, %v", data, notes)
	}
}

// oapi-codegen takes Go code from extensions, wherever they are.
func TestTidyTextDropsForeignExtensions(t *testing.T) {
	const text = `{"x-a":1,"paths":{"x-b":1,"/a":{"x-c":1,"post":{"x-deprecated":"old","x-go-name":"X","x-seam-effect":"read"}}},` +
		`"components":{"schemas":{"pet":{"x-go-type":"X","properties":{"a":{"$ref":"#/components/schemas/b","x-go-type":"X"},"x-y":{"items":{"x-oapi-codegen-extra-tags":{}}}}}}}}`
	const want = `{"components":{"schemas":{"pet":{"properties":{"a":{"$ref":"#/components/schemas/b"},"x-y":{"items":{}}}}}},"paths":{"/a":{"post":{"x-deprecated":"old"}}}}`
	if data, notes := tidied(t, text); string(data) != want || len(notes) > 0 {
		t.Errorf("got %s, %v", data, notes)
	}
}
