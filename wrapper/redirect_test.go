package seam

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/seam-go/seam/gen"
)

// A redirect to another host is not followed, even if the user's client would follow it.
func TestRedirectToAnotherHost(t *testing.T) {
	var stolen atomic.Int32
	thief := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { stolen.Add(1) }))
	defer thief.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		for effect, op := range allOps {
			var requests atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				requests.Add(1)
				http.Redirect(w, r, thief.URL+"/?key="+testKey, status)
			}))
			client := server.Client()
			client.CheckRedirect = func(*http.Request, []*http.Request) error { return nil }
			c, err := newCaller(APIKey(testKey), []Option{WithEndpoint(server.URL), WithHTTPClient(client)})
			if err != nil {
				t.Fatal(err)
			}
			err = call(t, c, op)
			e, ok := errors.AsType[*Error](err)
			if !ok || e.StatusCode != status || e.OutcomeUnknown != (op.Effect != gen.Read) || !strings.Contains(err.Error(), "not following a redirect") {
				t.Errorf("%d, %s: %v", status, effect, err)
			}
			if strings.Contains(err.Error(), testKey) {
				t.Errorf("the key is in %v", err)
			}
			if requests.Load() != 1 {
				t.Errorf("%d, %s: %d requests", status, effect, requests.Load())
			}
			if client.CheckRedirect == nil {
				t.Error("the user's client was changed")
			}
			server.Close()
		}
	}
	if stolen.Load() != 0 {
		t.Errorf("the other host got %d requests", stolen.Load())
	}
}

// On the same host, 307 and 308 keep the POST and are followed. The others would change the method
// and are not.
func TestRedirectOnTheSameHost(t *testing.T) {
	for status, follow := range map[int]bool{301: false, 302: false, 303: false, 307: true, 308: true} {
		for effect, op := range allOps {
			requests := 0
			c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
				requests++
				if req.Method != http.MethodPost || req.Header.Get("Authorization") != "Bearer "+testKey {
					t.Errorf("%s with %v", req.Method, req.Header)
				}
				if req.URL.Path == "/elsewhere" {
					return newResponse(200, `{"ok":true}`), nil
				}
				return newResponse(status, "", "Location", "/elsewhere"), nil
			})
			err := call(t, c, op)
			if (err == nil) != follow {
				t.Errorf("%d, %s: %v", status, effect, err)
			}
			if want := map[bool]int{true: 2, false: 1}[follow]; requests != want {
				t.Errorf("%d, %s: %d requests", status, effect, requests)
			}
		}
	}
}

func TestRejectedRedirects(t *testing.T) {
	for name, location := range map[string]string{
		"no location":    "",
		"plain http":     "http://connect.getseam.com/x",
		"other port":     "https://connect.getseam.com:8443/x",
		"subdomain":      "https://x.connect.getseam.com/x",
		"no scheme":      "//evil.example/x",
		"user":           "https://me@connect.getseam.com/x",
		"other protocol": "javascript:alert(1)",
	} {
		requests := 0
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
			requests++
			return newResponse(307, "", "Location", location), nil
		})
		e, ok := errors.AsType[*Error](call(t, c, readOp))
		if !ok || e.StatusCode != 307 || e.Message == "" || requests != 1 {
			t.Errorf("%s: %d requests, %v", name, requests, e)
		}
	}
}

// net/http fails on a Location that is not a URL, and quotes it.
func TestRedirectToNoURL(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		return newResponse(301, "", "Location", "https://[::1?key="+testKey), nil
	}, WithRetries(0))
	if err := call(t, c, readOp); err == nil || strings.Contains(err.Error(), testKey) {
		t.Errorf("got %v", err)
	}
}

func TestRedirectLoop(t *testing.T) {
	requests := 0
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		requests++
		return newResponse(308, "", "Location", "/again"), nil
	})
	err := call(t, c, readOp)
	if err == nil || requests != maxRedirects+1 || !strings.Contains(err.Error(), "redirected more than 5 times") {
		t.Errorf("%d requests, %v", requests, err)
	}
}
