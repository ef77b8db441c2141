package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
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
	// It sends all who come on to the address in the query.
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.FormValue("to"), http.StatusFound)
	}))
	t.Cleanup(plain.Close)
	tests := map[string]struct {
		handler http.HandlerFunc
		want    string
	}{
		"not 200": {func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "{}", http.StatusServiceUnavailable)
		}, "the status is 503 Service Unavailable"},
		"connection ends early": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "{}")
		}, "the response is cut short"},
		"larger than the bound": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.CopyN(w, blanks{}, maxSize+1)
		}, "larger than 64 MiB"},
		"redirect away from https": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, plain.URL, http.StatusFound)
		}, "redirects away from https"},
		"redirect through http and back": {func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/back" {
				fmt.Fprint(w, `{}`)
				return
			}
			http.Redirect(w, r, back(plain, "https://"+r.Host+"/back"), http.StatusFound)
		}, "redirects away from https"},
		"redirect to a later http": {func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/second" {
				http.Redirect(w, r, plain.URL, http.StatusTemporaryRedirect)
				return
			}
			http.Redirect(w, r, "/second", http.StatusMovedPermanently)
		}, "redirects away from https"},
		"redirect to a file": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/hosts", http.StatusFound)
		}, "redirects away from https"},
		"redirect with credentials": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://me:secret@"+r.Host+"/", http.StatusFound)
		}, "redirects to an address with credentials"},
		"redirect without end": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}, "redirects more than 5 times"},
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
			if errors.Is(err, ErrUnreachable) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%v: the host did respond", err)
			}
		})
	}
}

// back is an address on server that redirects to another.
func back(server *httptest.Server, to string) string {
	return server.URL + "/?" + url.Values{"to": {to}}.Encode()
}

func TestFetchURLFollowsRedirectsOverHTTPS(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/moved" {
			http.Redirect(w, r, "/moved", http.StatusFound)
			return
		}
		fmt.Fprint(w, `{"info":{"version":"1.0.0"}}`)
	})
	if doc, err := fetchURL(t.Context(), server.Client(), server.URL); err != nil || doc.Version != "1.0.0" {
		t.Errorf("got %+v, %v", doc, err)
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
	wantError(t, err, "no response in time")
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
	wantError(t, err, "no response in time")
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
