package drift

import (
	"strings"
	"testing"
)

func TestThresholds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		from, to parts
		want     string
	}{
		{"nothing", parts{}, parts{}, ""},
		{"words", parts{}, parts{Notes: `"description": "Does it."`}, "docs"},
		{"a new field", answers(""), answers(`"a": ` + anyText), "docs additive"},
		{"a method renamed", parts{Notes: `"x-fern-sdk-method-name": "do"`}, parts{Notes: `"x-fern-sdk-method-name": "perform"`}, "docs additive source-breaks"},
		{"a rejected value", sends(`"a": ` + enum("a", "b")), sends(`"a": ` + enum("a")), "docs additive source-breaks wire-fails"},
	} {
		var got []string
		for _, name := range thresholdNames {
			threshold, err := ParseThreshold(name)
			if err != nil {
				t.Fatal(err)
			}
			if between(t, test.from, test.to).Reaches(threshold) {
				got = append(got, threshold.String())
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s reaches %v, want %s", test.name, got, test.want)
		}
	}
	if _, err := ParseThreshold("sometimes"); err == nil || !strings.Contains(err.Error(), "wire-fails") {
		t.Errorf("got %v", err)
	}
}

func TestCompareRejects(t *testing.T) {
	t.Parallel()
	good := parts{}.JSON()
	for _, test := range []struct{ from, to, want string }{
		{"{}", good, "the old document: not an OpenAPI document"},
		{good, `{"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "paths": {}}`, "the new document: not an OpenAPI document: it has no paths"},
	} {
		report, err := Compare([]byte(test.from), []byte(test.to))
		if report != nil || err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("got %v, %v", report, err)
		}
	}
}
