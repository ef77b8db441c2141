package seamtest_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// lastPaths calls paths one after the other and returns the paths in the journal.
func lastPaths(srv *seamtest.Server, paths ...string) string {
	for _, path := range paths {
		serve(srv, http.MethodPost, path, "")
	}
	var kept []string
	for _, call := range srv.Requests() {
		kept = append(kept, call.Path)
	}
	return strings.Join(kept, " ")
}

func TestJournalLimit(t *testing.T) {
	tests := map[int]struct {
		kept    string
		dropped int
	}{0: {"", 3}, 1: {"/c", 2}, 2: {"/b /c", 1}, 3: {"/a /b /c", 0}, 4: {"/a /b /c", 0}}
	for limit, want := range tests {
		srv := seamtest.NewServer(seamtest.WithJournalLimit(limit))
		if kept := lastPaths(srv, "/a", "/b", "/c"); kept != want.kept || srv.DroppedRequests() != want.dropped {
			t.Errorf("limit %d: kept %q, dropped %d", limit, kept, srv.DroppedRequests())
		}
	}
	mustPanic(t, "-1", func() { seamtest.WithJournalLimit(-1) })
}

// serveURL sends a request to a URL without formatting and parsing it.
func serveURL(srv *seamtest.Server, to *url.URL) {
	srv.ServeHTTP(httptest.NewRecorder(), &http.Request{Method: http.MethodPost, URL: to, Header: http.Header{}})
}

// By default the journal has a maximum number of requests and a maximum size.
func TestJournalIsBounded(t *testing.T) {
	t.Parallel()
	srv := seamtest.NewServer()
	for range 10_003 {
		serve(srv, http.MethodPost, "/nowhere", "")
	}
	if kept, dropped := len(srv.Requests()), srv.DroppedRequests(); kept != 10_000 || dropped != 3 {
		t.Errorf("kept %d, dropped %d", kept, dropped)
	}
	long := strings.Repeat("x", 1<<20)
	for name, call := range map[string]func(*seamtest.Server){
		"bodies":  func(srv *seamtest.Server) { serve(srv, http.MethodPost, "/nowhere", long) },
		"headers": func(srv *seamtest.Server) { serve(srv, http.MethodPost, "/nowhere", "", "X-Long", long) },
		"paths":   func(srv *seamtest.Server) { serveURL(srv, &url.URL{Path: "/" + long}) },
		"queries": func(srv *seamtest.Server) { serveURL(srv, &url.URL{Path: "/nowhere", RawQuery: "q=" + long}) },
	} {
		srv := seamtest.NewServer()
		for range 70 {
			call(srv)
		}
		if kept := len(srv.Requests()); kept > 64 || kept < 62 || srv.DroppedRequests() != 70-kept {
			t.Errorf("%s: kept %d, dropped %d", name, kept, srv.DroppedRequests())
		}
	}
}
