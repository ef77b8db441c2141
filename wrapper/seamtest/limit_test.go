package seamtest_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// sized is a request of n bytes.
func sized(n int) string {
	const empty = `{"name":""}`
	return strings.Replace(empty, `""`, `"`+strings.Repeat("x", n-len(empty))+`"`, 1)
}

func TestBodyLimit(t *testing.T) {
	srv := seamtest.NewServer()
	key := []string{"Authorization", "Bearer " + srv.APIKey(), "Content-Type", "application/json"}
	for n, want := range map[int]int{1 << 20: 200, 1<<20 + 1: 413, 8 << 20: 413} {
		rec := serve(srv, http.MethodPost, "/spaces/create", sized(n), key...)
		if rec.Code != want {
			t.Errorf("%d bytes: %d %.200s", n, rec.Code, rec.Body)
		}
		if want == 413 {
			inSeamsForm(t, rec.Code, rec.Body.String())
		}
	}
	if rec := serve(srv, http.MethodPost, "/spaces/create", sized(8<<20)); rec.Code != 401 {
		t.Errorf("without a key: status %d", rec.Code)
	}
	for _, call := range srv.Requests() {
		if call.Status != 200 && call.Body != nil {
			t.Errorf("the journal keeps %d bytes of a body that was refused", len(call.Body))
		}
	}
}

// The client gets the same error with and without a socket.
func TestBodyLimitOfClient(t *testing.T) {
	srv := seamtest.NewServer()
	socket := httptest.NewServer(srv)
	defer socket.Close()
	for name, opt := range map[string]seam.Option{"memory": seam.WithTransport(srv), "socket": seam.WithEndpoint(socket.URL)} {
		client, err := seam.NewClient(seam.APIKey(srv.APIKey()), opt)
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.Spaces.Create(t.Context(), &gen.SpacesCreateRequest{Name: strings.Repeat("x", 2<<20)})
		if failure, ok := errors.AsType[*seam.Error](err); !ok || failure.StatusCode != 413 || failure.Type != "payload_too_large" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A request that was not created by net/http can have a nil body.
func TestNilBody(t *testing.T) {
	srv := seamtest.NewServer()
	req := httptest.NewRequest(http.MethodPost, "/acs/systems/list", nil)
	req.Header.Set("Authorization", "Bearer "+srv.APIKey())
	req.Body = nil
	rec := httptest.NewRecorder()
	srv.ServeHTTP(rec, req)
	if rec.Code != http.StatusOK {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}
