package templates

import (
	"slices"
	"testing"
)

// A template that is written otherwise must not hide its names.
func TestNames(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ got, want []string }{
		"declared":           {Declared(), []string{"Operations", "LookupOperation", "Client", "NewClient"}},
		"methods of secrets": {MethodsOfSecrets(), []string{"String", "GoString", "LogValue"}},
		"methods of maps":    {MethodsOfMaps(), []string{"Get", "Set", "UnmarshalJSON", "MarshalJSON"}},
		"methods of unions":  {MethodsOfUnions(), []string{"Raw", "SetRaw", "Value", "NewValue", "MarshalJSON", "UnmarshalJSON"}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: got %q, want %q", name, test.got, test.want)
		}
	}
}
