package runtime

import (
	"errors"
	"testing"
)

// A response with several results has at least one of its objects or lists.
func TestMissingResult(t *testing.T) {
	type thing struct{ ID string }
	type response struct {
		Message *string `json:"message"`
		Thing   *thing  `json:"thing,omitzero"`
		Things  []thing `json:"things"`
	}
	for name, tt := range map[string]struct {
		response response
		missing  bool
	}{
		"nothing":       {response{}, true},
		"a text":        {response{Message: new("log in")}, true},
		"an object":     {response{Thing: new(thing)}, false},
		"an empty list": {response{Things: []thing{}}, false},
	} {
		err := missingResult("/things/get", &tt.response)
		missing, ok := errors.AsType[*MissingResultError](err)
		if ok != tt.missing || ok && (missing.Key != "thing" || missing.Operation != "/things/get") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Strings and numbers count where a response has nothing else.
func TestMissingResultOfStrings(t *testing.T) {
	type response struct {
		URL   string `json:"url"`
		Count int    `json:"count"`
	}
	if err := missingResult("/links/get", &response{URL: "https://example.com"}); err != nil {
		t.Errorf("a response with a URL: %v", err)
	}
	missing, ok := errors.AsType[*MissingResultError](missingResult("/links/get", new(response)))
	if !ok || missing.Key != "url" {
		t.Errorf("an empty response: %v", missing)
	}
}
