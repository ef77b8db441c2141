package source

import (
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// registry is one that only this test's npm knows. It has the package under
// /@seamapi%2ftypes and its tarball under /types.tgz.
func registry(t *testing.T, pack http.HandlerFunc) {
	t.Helper()
	if _, err := exec.LookPath("npm"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("CI needs npm: %v", err)
		}
		t.Skipf("SKIP: npm is not installed: %v", err)
	}
	archive := tarball(t, goodPackage())
	var server *httptest.Server
	server = serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/@seamapi/types"):
			fmt.Fprintf(w, `{"name":"@seamapi/types","dist-tags":{"latest":"1.2.3"},"versions":{"1.2.3":{"name":"@seamapi/types","version":"1.2.3",`+
				`"dist":{"tarball":"%s/types.tgz","integrity":"%s"}}}}`, server.URL, sha512Of(archive))
		case r.URL.Path == "/types.tgz" && pack != nil:
			pack(w, r)
		default:
			_, _ = w.Write(archive)
		}
	})
	authority := writeFile(t, t.TempDir(), "ca.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	for name, value := range map[string]string{
		"registry": server.URL, "@seamapi:registry": server.URL, "cafile": authority, "noproxy": "127.0.0.1",
		"cache": t.TempDir(), "userconfig": filepath.Join(t.TempDir(), "npmrc"), "globalconfig": filepath.Join(t.TempDir(), "npmrc"),
	} {
		t.Setenv("npm_config_"+name, value)
	}
	t.Setenv("NODE_EXTRA_CA_CERTS", authority)
}

func TestFetchNPMFromARegistry(t *testing.T) {
	registry(t, nil)
	t.Setenv("NODE_OPTIONS", "--no-deprecation")
	doc, err := Fetch(t.Context(), NPMLatest)
	if err != nil || doc.Version != "1.2.3" {
		t.Fatalf("got %+v, %v", doc, err)
	}
}

func TestNPMFollowsNoRedirectAwayFromHTTPS(t *testing.T) {
	reached := false
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	t.Cleanup(plain.Close)
	tests := map[string]struct {
		pack http.HandlerFunc
		want string
	}{
		"http": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, plain.URL, http.StatusFound)
		}, "an address is not https"},
		"credentials": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://me:secret@"+r.Host+"/other.tgz", http.StatusFound)
		}, "an address holds credentials"},
		"too much": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.CopyN(w, blanks{}, 2*maxSize)
		}, "a response is larger than"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			registry(t, test.pack)
			_, err := Fetch(t.Context(), NPMLatest)
			wantError(t, err, NPMLatest+": ", test.want)
			if reached || strings.Contains(fmt.Sprint(err), "secret") || errors.Is(err, ErrUnreachable) {
				t.Errorf("plain http reached: %t; %v", reached, err)
			}
		})
	}
}
