package main

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seam-go/seam/tests/internal/node"
)

// startJS runs steps.mjs. A machine without Node skips the test, except in CI.
func startJS(t *testing.T, f func(*js) error) {
	t.Helper()
	switch err := withJS(t.Context(), ".", f); {
	case node.Unavailable(err) && os.Getenv("CI") != "true":
		t.Skip(err)
	case err != nil:
		t.Error(err)
	}
}

// requestRecorder records each request by path: the body, or the query of a GET.
type requestRecorder struct {
	http.Handler
	mu    sync.Mutex
	asked map[string][]string
}

func (w *requestRecorder) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(to, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	w.mu.Lock()
	w.asked[r.URL.Path] = append(w.asked[r.URL.Path], cmp.Or(string(body), r.URL.RawQuery))
	w.mu.Unlock()
	w.Handler.ServeHTTP(to, r)
}

// The JavaScript client sends the same requests as package seam, and as many.
func TestJSDoesTheSame(t *testing.T) {
	t.Parallel()
	canned, err := newCannedServer()
	if err != nil {
		t.Fatal(err)
	}
	w := &requestRecorder{Handler: canned, asked: map[string][]string{}}
	srv := httptest.NewServer(w)
	defer srv.Close()
	theirs, mine := srv.URL+"/1201/0s", srv.URL+"/1201/1ms"
	ours, err := newOurs(mine)
	if err != nil {
		t.Fatal(err)
	}
	startJS(t, func(js *js) error {
		for name, step := range map[string]timing{
			"create": js.create(theirs, 9, 4), "page": js.page(theirs, 2), "list": js.list(theirs, 1201, 1),
		} {
			if took, err := step(t.Context()); err != nil || took <= 0 {
				t.Errorf("%s: %v, %v", name, took, err)
			}
		}
		return nil
	})
	if err := errors.Join(step(ours.create).atOnce(4, 9)(t.Context()), counted(ours.list, 1201)(t.Context())); err != nil {
		t.Fatal(err)
	}
	same := func(a, b string) bool { return sameJSON(t, []byte(a), []byte(b)) }
	if got, want := w.asked["/1201/0s"+pathCreate], w.asked["/1201/1ms"+pathCreate]; len(want) != 9 || !slices.EqualFunc(got, want, same) {
		t.Errorf("created\n%s\nand package seam\n%s", got, want)
	}
	got := w.asked["/1201/0s"+pathList]
	slices.Sort(got)
	if want := []string{"limit=500", "limit=500", "limit=500", "limit=500&page_cursor=1000", "limit=500&page_cursor=500"}; !slices.Equal(got, want) {
		t.Errorf("asked for the pages %q, want %q", got, want)
	}
	if n := len(w.asked["/1201/1ms"+pathList]); n != 3 {
		t.Errorf("package seam asked for %d pages", n)
	}
}

// An incomplete result is an error and not a measurement.
func TestJSFails(t *testing.T) {
	t.Parallel()
	endpoint, _ := start(t, "/3/0s")
	startJS(t, func(js *js) error {
		if took, err := js.list(endpoint, 4, 1)(t.Context()); err == nil || !strings.Contains(err.Error(), "3 items, want 4") {
			t.Errorf("%v, %v", took, err)
		}
		if took, err := js.create(endpoint+"/nowhere", 1, 1)(t.Context()); err == nil {
			t.Errorf("%v without a server", took)
		}
		return nil
	})
}

// A machine without Node measures the rest and prints what it has left out.
func TestWithoutJSTheComparisonIsLeftOut(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var out strings.Builder
	if err := printComparisons(t.Context(), &out, nil, "."); err != nil {
		t.Error(err)
	}
	if got := out.String(); !strings.Contains(got, "not compared with Seam's JavaScript client") || strings.Contains(got, "compare ") {
		t.Errorf("printed %q", got)
	}
}
