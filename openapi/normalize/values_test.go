package normalize

import (
	"reflect"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

func TestNameValues(t *testing.T) {
	for _, test := range []struct {
		values []any
		names  any
	}{
		{[]any{"UNLOCK_DOOR", "LOCK_DOOR"}, []any{"unlock_door", "lock_door"}},
		{[]any{"UNLOCK_DOOR", "lock_door"}, nil}, // one name by the rule and one beside it would mislead
		{[]any{"1", "2"}, nil},
		{nil, nil},
	} {
		schema := &openapi3.Schema{Type: &openapi3.Types{"string"}, Enum: test.values}
		d := &document{T: &openapi3.T{
			Paths:      openapi3.NewPaths(),
			Components: &openapi3.Components{Schemas: openapi3.Schemas{"e": {Value: schema}}},
		}}
		if err := nameValues(d); err != nil {
			t.Fatal(err)
		}
		if got := schema.Extensions[extValueNames]; !reflect.DeepEqual(got, test.names) {
			t.Errorf("%v: got names %v, want %v", test.values, got, test.names)
		}
		if !reflect.DeepEqual(schema.Enum, test.values) {
			t.Errorf("the values changed: %v", schema.Enum)
		}
	}
}

func TestValueNames(t *testing.T) {
	t.Parallel()
	got := valueNames("user_identity_warning_code", []any{"being_deleted", "acs_user_profile_does_not_match_user_identity"})
	if want := []any{"being_deleted", "acs_user_profile_does_not_match"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := valueNames("another_code", []any{"acs_user_profile_does_not_match_user_identity"}); got != nil {
		t.Errorf("another enum has names %v", got)
	}
}
