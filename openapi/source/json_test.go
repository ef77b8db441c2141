package source

import (
	"strings"
	"testing"
)

func TestNewDocument(t *testing.T) {
	const in = "\ufeff\n {\"b\":1.50, \"a\":{\"x\":\"\\u003c\"},\"info\":{\"version\":\"7\"}, \"c\":[]}  "
	const want = `{
  "b": 1.50,
  "a": {
    "x": "\u003c"
  },
  "info": {
    "version": "7"
  },
  "c": []
}
`
	doc, err := newDocument("here", []byte(in))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(doc.Data); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if doc.Version != "7" || doc.Source != "here" {
		t.Errorf("version %q, source %q", doc.Version, doc.Source)
	}
	again, err := newDocument("here", doc.Data)
	if err != nil || string(again.Data) != want {
		t.Errorf("the canonical form does not stay the same: %v", err)
	}
}

// badDocuments are answers that every kind of source may get.
var badDocuments = map[string]struct{ data, want string }{
	"empty":      {" \n", "it is empty"},
	"html":       {"\n<!DOCTYPE html><html></html>", "an HTML page, not JSON"},
	"truncated":  {`{"openapi":"3.0.0","paths":{"/a`, "the JSON is cut short after 31 bytes"},
	"garbage":    {`{"openapi":3.0.0}`, "it is not JSON"},
	"trailing":   {`{}x`, "it is not JSON"},
	"array":      {`[]`, "not an object"},
	"not UTF-8":  {"{\n\"a\":\"\xff\"}", "line 2 is not valid UTF-8"},
	"nested":     {strings.Repeat("[", 9000) + strings.Repeat("]", 9000), "larger than 64 MiB"},
	"two rows":   {"[" + strings.Repeat("\"]\\\"\",", 10) + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + "]", "larger than 64 MiB"},
	"command":    {`{"info":{"version":"1.0.0;rm -rf ."}}`, "which is no version"},
	"terminal":   {"{\"info\":{\"version\":\"1\\u001b[2J\"}}", `"1\x1b[2J", which is no version`},
	"odd header": {`{"info":7}`, "info.version cannot be read"},
}

func TestNewDocumentRefuses(t *testing.T) {
	for name, test := range badDocuments {
		t.Run(name, func(t *testing.T) {
			_, err := newDocument("here", []byte(test.data))
			wantError(t, err, test.want)
		})
	}
}
