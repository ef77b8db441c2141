package client

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/seam-go/seam/gen"
)

// The methods of a nil union return nil.
func TestNilUnion(t *testing.T) {
	t.Parallel()
	var attempt *gen.ActionAttempt
	var event *gen.Event
	if attempt.Value() != nil || attempt.Raw() != nil || event.Value() != nil || event.Raw() != nil {
		t.Error("nil has a value")
	}
	if unlocked, ok := attempt.Value().(*gen.UnlockDoorActionAttempt); ok {
		t.Errorf("nil is a %v", unlocked)
	}
	if text, err := json.Marshal([]any{attempt, event}); err != nil || string(text) != "[null,null]" {
		t.Errorf("nil as JSON is %s, %v", text, err)
	}
	if text := fmt.Sprintf("%v %+v", attempt, event); text == "" {
		t.Error("nil does not print")
	}
}

// Unions that a program creates have a value and encode as JSON.
func TestHandWrittenUnions(t *testing.T) {
	t.Parallel()
	for _, attempt := range []*gen.ActionAttempt{{}, {ActionType: "OPEN_SESAME"}, {ActionType: gen.ActionTypeUnlockDoor}} {
		unknown, ok := attempt.Value().(*gen.UnknownActionAttempt)
		if !ok || unknown.Type != string(attempt.ActionType) || unknown.Raw != nil {
			t.Errorf("%+v has the value %+v", attempt, attempt.Value())
		}
		for _, value := range []any{attempt, *attempt, unknown, []gen.ActionAttempt{*attempt}} {
			if _, err := json.Marshal(value); err != nil {
				t.Errorf("a %T cannot be written: %v", value, err)
			}
		}
	}
}
