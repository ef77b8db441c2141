package rest

import (
	"net/http"
	"net/url"
	"testing"
)

// A redirect that adds or omits the default port has the same origin.
func TestSameOrigin(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		same     bool
	}{
		{"https://gw.example/a", "https://gw.example:443/b", true},
		{"https://gw.example:443", "https://GW.example/b", true},
		{"http://127.0.0.1", "http://127.0.0.1:80/b", true},
		{"http://127.0.0.1:80", "/b", true},
		{"https://[::1]:443", "https://[::1]/b", true},
		{"https://gw.example", "https://gw.example:8443", false},
		{"https://gw.example", "http://gw.example:443", false},
		{"https://gw.example", "https://gw.example.evil.example", false},
		{"https://gw.example", "https://user@gw.example", false},
		{"https://gw.example", "//other.example/b", false},
	} {
		from, err := url.Parse(tt.from)
		if err != nil {
			t.Fatal(err)
		}
		to, refusal := redirectTarget(from, &http.Response{StatusCode: 308, Header: http.Header{"Location": {tt.to}}})
		if (to != nil) != tt.same || (refusal == "") != tt.same {
			t.Errorf("from %s to %s: %v, %q", tt.from, tt.to, to, refusal)
		}
	}
}
