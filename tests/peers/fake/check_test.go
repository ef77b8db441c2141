package fake

import (
	"errors"
	"iter"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// equalPointer checks the value behind a pointer, which must not be nil.
func equalPointer[T comparable](t *testing.T, what string, got *T, want T) {
	t.Helper()
	if got == nil {
		t.Errorf("%s: got nothing, want %v", what, want)
		return
	}
	equal(t, what, *got, want)
}

// refused checks that err is an error of Seam with this status and type.
func refused(t *testing.T, err error, status int, kind string) {
	t.Helper()
	refusal, ok := errors.AsType[*seam.Error](err)
	if !ok {
		t.Fatalf("got %v, want a *seam.Error", err)
	}
	equal(t, "status", refusal.StatusCode, status)
	equal(t, "type", refusal.Type, kind)
}

// all returns every item of a list.
func all[T any](t *testing.T, list iter.Seq2[*T, error]) []*T {
	t.Helper()
	var items []*T
	for item, err := range list {
		check(t, err)
		items = append(items, item)
	}
	return items
}
