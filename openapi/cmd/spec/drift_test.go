package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/lock"
)

// things returns a document with an operation whose response has fields.
func things(fields ...string) string {
	properties := make([]string, len(fields))
	for i, field := range fields {
		properties[i] = `"` + field + `":{"type":"string"}`
	}
	return `{"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{"/things/get":{"post":{"responses":{"200":{"description":"OK",` +
		`"content":{"application/json":{"schema":{"type":"object","properties":{"thing":{"$ref":"#/components/schemas/thing"}}}}}}}}}},` +
		`"components":{"schemas":{"thing":{"type":"object","properties":{` + strings.Join(properties, ",") + `}}}}}`
}

// The status shows whether the change reaches the threshold.
func TestDriftStatus(t *testing.T) {
	dir := vendored(t)
	one, two := document(t, things("a")), document(t, things("a", "b"))
	for _, test := range []struct {
		from, to, failOn string
		status           int
	}{
		{one, two, "", 0},
		{one, two, "never", 0},
		{one, two, "docs", 1},
		{one, two, "additive", 1},
		{one, two, "source-breaks", 0},
		{two, one, "source-breaks", 1},
		{two, one, "wire-fails", 0},
		{one, one, "docs", 0},
	} {
		args := []string{"drift", "-dir", dir, "-from", test.from, "-to", test.to}
		if test.failOn != "" {
			args = append(args, "-fail-on", test.failOn)
		}
		got := spec(args...)
		if got.status != test.status || got.stderr != "" || !strings.HasPrefix(got.stdout, test.from+" → "+test.to+"\n") {
			t.Errorf("%s: got %+v, want status %d", test.failOn, got, test.status)
		}
	}
}

// A script has to distinguish harm from a comparison that failed.
func TestDriftCannotCompare(t *testing.T) {
	dir := vendored(t)
	good := document(t, things("a"))
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-from", good, "-to", filepath.Join(dir, "nowhere.json")}, "no such file"},
		{[]string{"-from", good, "-to", document(t, "<html>")}, "HTML page"},
		{[]string{"-from", good, "-to", document(t, `{"a": 1}`)}, "the new document: not an OpenAPI document"},
		{[]string{"-from", document(t, `{"a": 1}`), "-to", good}, "the old document: not an OpenAPI document"},
		{[]string{"-from", good, "-to", "https://127.0.0.1:1/openapi.json"}, "out of reach"},
		{[]string{"-from", good, "-to", good, "-fail-on", "sometimes"}, `-fail-on: "sometimes" is not a threshold`},
		{[]string{"-from", good, "-to", good, "-format", "pdf"}, `-format: unknown format "pdf"`},
	} {
		spec(append([]string{"drift", "-dir", dir, "-fail-on", "docs"}, test.args...)...).wantFailure(t, 2, test.want)
	}
}

func TestDriftFromTheVendoredDocument(t *testing.T) {
	dir := vendored(t)
	write(t, filepath.Join(dir, lock.Vendored), things("a", "b"))
	to := document(t, things("a"))
	for format, want := range map[string]string{
		"text":   "vendored ",
		"md":     "- misreads / breaks: response field `b` removed from `thing`\n",
		"json":   `"kind": "response-field-removed"`,
		"github": "::warning file=openapi/openapi.json,line=1,title=/things%3A misreads / breaks::response field b removed from thing\n",
	} {
		got := spec("drift", "-dir", dir, "-to", to, "-format", format)
		if got.status != 0 || got.stderr != "" || !strings.Contains(got.stdout, want) {
			t.Errorf("%s: got %+v", format, got)
		}
		if format == "json" && !json.Valid([]byte(got.stdout)) {
			t.Errorf("not JSON: %s", got.stdout)
		}
		if strings.Contains(got.stdout, "\x1b") {
			t.Errorf("%s: colour on what is no terminal", format)
		}
	}
}

// A terminal gets colours unless the user does not want any. /dev/null is a device, as a terminal is.
func TestColour(t *testing.T) {
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		out     *os.File
		noColor string
		want    bool
	}{{device, "", true}, {device, "1", false}, {plain, "", false}} {
		t.Setenv("NO_COLOR", test.noColor)
		if got := (&command{stdout: test.out}).colour(); got != test.want {
			t.Errorf("%s with NO_COLOR=%q: %v", test.out.Name(), test.noColor, got)
		}
	}
	if err := errors.Join(device.Close(), plain.Close()); err != nil {
		t.Error(err)
	}
}

// Without a stamp the report names the file.
func TestDriftFromAnUnstampedDocument(t *testing.T) {
	dir := module(t)
	write(t, filepath.Join(dir, lock.Vendored), things("a"))
	to := document(t, things("a", "b"))
	if got := spec("drift", "-dir", dir, "-to", to); got.status != 0 || !strings.HasPrefix(got.stdout, "vendored openapi.json → "+to+"\n") {
		t.Errorf("got %+v", got)
	}
}
