package normalize

import (
	"strings"
	"testing"
)

func TestFieldsWithTheNameOfAMethod(t *testing.T) {
	t.Parallel()
	union := func(fields string) string {
		return strings.TrimSuffix(object(fields), "}") + `, "discriminator": {"propertyName": "kind"}, "oneOf": []}`
	}
	str := `{"type": "string"}`
	runTests(t, []passTest{
		{name: "no clash", schemas: `"a": ` + object(`"token": `+str+`, "raw": `+str)},
		{
			name: "a secret", schemas: `"a": ` + object(`"token": `+str+`, "log_value": `+str),
			wantErr: []string{"a.log_value: its Go name is that of a method"},
		},
		{
			name: "a union", schemas: `"a": ` + union(`"new_value": `+str),
			wantErr: []string{"a.new_value: its Go name is that of a method"},
		},
		{
			name: "the companions of a union", schemas: `"a": ` + union(`"b": `+str) + `, "a_value": ` + object(`"x": `+str) + `, "unknown_a": ` + object(`"x": `+str),
			wantErr: []string{"a_value: its Go name is that of the union a", "unknown_a: its Go name is that of the union a"},
		},
	}, "clashes")
}
