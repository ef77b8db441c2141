package seamtest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// serve sends one request through ServeHTTP.
func serve(srv *seamtest.Server, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	srv.ServeHTTP(rec, req)
	return rec
}

// A browser sends a preflight request without a key, and then the call with the allowed headers.
func TestOptions(t *testing.T) {
	srv := seamtest.NewServer()
	srv.FailNext("/acs/systems/list", 500, "internal", "for the call, not for the question before it")
	rec := serve(srv, http.MethodOptions, "/acs/systems/list", "", "Origin", "https://app.example",
		"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type")
	header := rec.Header()
	if rec.Code != http.StatusNoContent || rec.Body.Len() != 0 || header.Get("Allow") != "GET, POST, OPTIONS" {
		t.Errorf("%d %q, Allow %q", rec.Code, rec.Body, header.Get("Allow"))
	}
	for name, want := range map[string]string{
		"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
		"Access-Control-Allow-Headers": "authorization,content-type",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s %q, want %q", name, got, want)
		}
	}
	if rec := serve(srv, http.MethodPost, "/acs/systems/list", "", "Authorization", "Bearer "+srv.APIKey()); rec.Code != 500 {
		t.Errorf("the preflight request used up the fault for the call: %d", rec.Code)
	}

	if rec := serve(srv, http.MethodOptions, "/acs/users/create", ""); rec.Code != 204 || rec.Header().Get("Access-Control-Allow-Methods") != "" {
		t.Errorf("no browser: %d %v", rec.Code, rec.Header())
	}
	rec = serve(srv, http.MethodOptions, "/nowhere", "")
	inSeamsForm(t, rec.Code, rec.Body.String())
	srv.SetOutage(true)
	if rec := serve(srv, http.MethodOptions, "/acs/users/create", ""); rec.Code != 503 {
		t.Errorf("in an outage: %d", rec.Code)
	}
}

// All responses, errors too, name the origin of the page, without which a browser hides them from the page.
func TestPagesMayRead(t *testing.T) {
	srv := seamtest.NewServer()
	for _, key := range []string{"", srv.APIKey()} {
		header := serve(srv, http.MethodPost, "/acs/systems/list", "", "Authorization", "Bearer "+key).Header()
		if header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(header.Get("Access-Control-Expose-Headers"), "Seam-Request-Id") {
			t.Errorf("key %q: %v", key, header)
		}
	}
}
