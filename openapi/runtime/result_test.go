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
