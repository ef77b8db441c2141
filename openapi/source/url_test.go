package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func serve(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewTLSServer(handler)
	t.Cleanup(server.Close)
	return server
}

func TestFetchURL(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"info":{"version":"1.0.0"}}`)
	})
	address := strings.Replace(server.URL, "https://", "https://me:secret@", 1)
	doc, err := fetchURL(t.Context(), server.Client(), address)
	if err != nil {
		t.Fatal(err)
	}
	if doc.Version != "1.0.0" || doc.Integrity != "" || doc.Licence != nil {
		t.Errorf("got %+v", doc)
	}
	if strings.Contains(doc.Source, "secret") {
		t.Errorf("the source %q shows the password", doc.Source)
	}
}

func TestFetchURLRefuses(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	tests := map[string]struct {
		handler http.HandlerFunc
		want    string
	}{
		"not 200": {func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "{}", http.StatusServiceUnavailable)
		}, "it answered 503 Service Unavailable"},
		"connection ends early": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "{}")
		}, "the answer is cut short"},
		"larger than the bound": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.CopyN(w, blanks{}, maxSize+1)
		}, "larger than 64 MiB"},
		"redirect away from https": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, plain.URL, http.StatusFound)
		}, "redirects away from https"},
	}
	for name, bad := range badDocuments {
		tests[name] = struct {
			handler http.HandlerFunc
			want    string
		}{func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, bad.data) }, bad.want}
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := serve(t, test.handler)
			_, err := fetchURL(t.Context(), server.Client(), server.URL)
			wantError(t, err, server.URL+": ", test.want, "take npm:@seamapi/types@latest")
			if errors.Is(err, ErrUnreachable) {
				t.Errorf("%v: the host did answer", err)
			}
		})
	}
}

// blanks is white space without end.
type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestFetchURLUnreachable(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	server.Close()
	_, err := Fetch(t.Context(), server.URL)
	wantError(t, err, server.URL+": out of reach (dial tcp", "connection refused", "take npm:")
	if !errors.Is(err, ErrUnreachable) {
		t.Errorf("%v is not ErrUnreachable", err)
	}
	if strings.Count(err.Error(), server.URL) != 1 {
		t.Errorf("%v names the address more than once", err)
	}
}

func TestFetchURLSilentHost(t *testing.T) {
	server := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := fetchURL(ctx, server.Client(), server.URL)
	wantError(t, err, "no answer in time")
	if !errors.Is(err, ErrUnreachable) {
		t.Errorf("%v is not ErrUnreachable", err)
	}
}

func TestFetchURLStalledBody(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "{")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := fetchURL(ctx, server.Client(), server.URL)
	wantError(t, err, "no answer in time")
}

func TestFetchURLCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, from := range []string{"", Live} {
		_, err := Fetch(ctx, from)
		wantError(t, err, Live+": context canceled")
		if errors.Is(err, ErrUnreachable) {
			t.Errorf("%v: nobody was asked", err)
		}
	}
}

func TestFetchURLNotHTTPS(t *testing.T) {
	for _, from := range []string{"http://example.com/openapi.json", "ftp://example.com/", "https:///x", "https://%zz"} {
		_, err := Fetch(t.Context(), from)
		wantError(t, err, from+": not an https URL")
	}
}
