package golist

import (
	"slices"
	"strings"
	"testing"
)

// Each module counts once, and the main module never.
func TestModules(t *testing.T) {
	packages, err := Decode(strings.NewReader(`
		{"ImportPath":"fmt"}
		{"ImportPath":"a.example/m","Module":{"Path":"a.example/m","Version":"v1.0.0"}}
		{"ImportPath":"a.example/m/sub","Module":{"Path":"a.example/m","Version":"v1.0.0"}}
		{"ImportPath":"b.example/m","Module":{"Path":"b.example/m","Version":"v2.0.0"}}
		{"ImportPath":"c.example/main","Module":{"Path":"c.example/main","Main":true}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.example/m v1.0.0", "b.example/m v2.0.0"}
	if got := Modules(packages); !slices.Equal(got, want) {
		t.Errorf("modules = %q, want %q", got, want)
	}
}
