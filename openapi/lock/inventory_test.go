package lock

import (
	"slices"
	"strings"
	"testing"
)

func TestTakeInventory(t *testing.T) {
	inv, err := TakeInventory([]byte(`{"paths":{
		"/b":{"post":{"x-undocumented":null},"get":{}},
		"/z":{"post":{},"put":{},"patch":{},"delete":{},"summary":"s"},
		"/a":{"post":{}}
	}}`))
	if err != nil {
		t.Fatal(err)
	}
	if want := (Counts{Paths: 3, Operations: 7, Documented: 2}); inv.Counts != want {
		t.Errorf("counts: %v, want %v", inv.Counts, want)
	}
	if want := []string{"POST /a", "POST /z"}; !slices.Equal(inv.Documented, want) {
		t.Errorf("documented: %v, want %v", inv.Documented, want)
	}
}

func TestTakeInventoryRefuses(t *testing.T) {
	for _, text := range []string{"", "<html>", `{"paths":7}`, `{"paths":{"/a":{"post":7}}}`} {
		if _, err := TakeInventory([]byte(text)); err == nil || !strings.Contains(err.Error(), "operations cannot be read") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
