package rest

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestOmittedValidationErrorsAreCounted(t *testing.T) {
	list := parseValidationErrors(json.RawMessage(`{"a":[` + strings.Repeat(`"message",`, 50_000) + `"m"],"b":["n"]}`))
	if last := list[len(list)-1]; len(list) < 2 || len(last.Messages) != 1 || !strings.HasPrefix(last.Messages[0], "and more") {
		t.Errorf("%d fields, the last is %.200v", len(list), last)
	}
}
