package seam

import (
	"context"
	"errors"
	"io"
	"maps"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/seam-go/seam/gen"
)

const unlockedBody = `{"event_id":"e1","event_type":"lock.unlocked","device_id":"d1"}`

// accept returns a function for Handler that stores the events and returns err.
func accept(events *[]*gen.Event, err error) func(context.Context, *gen.Event) error {
	return func(_ context.Context, event *gen.Event) error {
		*events = append(*events, event)
		return err
	}
}

// webhookRequest returns a request with a valid signature.
func webhookRequest(t *testing.T, body string) *http.Request {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/seam", strings.NewReader(body))
	maps.Copy(r.Header, signedNow(t, vectorSecret, body))
	return r
}

func TestWebhookHandler(t *testing.T) {
	long := `{"event_id":"` + strings.Repeat("x", 1<<20) + `"}`
	fits := `{"event_id":"` + strings.Repeat("x", 1<<20-len(`{"event_id":""}`)) + `"}`
	tests := map[string]struct {
		body   string
		change func(*http.Request)
		err    error
		status int
		events int
	}{
		"accepted":        {unlockedBody, func(*http.Request) {}, nil, 204, 1},
		"handler fails":   {unlockedBody, func(*http.Request) {}, errors.New("no room"), 500, 1},
		"GET":             {unlockedBody, func(r *http.Request) { r.Method = "GET" }, nil, 405, 0},
		"PUT":             {unlockedBody, func(r *http.Request) { r.Method = "PUT" }, nil, 405, 0},
		"not signed":      {unlockedBody, func(r *http.Request) { r.Header = http.Header{} }, nil, 400, 0},
		"wrong signature": {unlockedBody, func(r *http.Request) { r.Header.Set("svix-signature", wrongSignature) }, nil, 400, 0},
		"too old":         {vectorBody, func(r *http.Request) { r.Header = vector("svix-") }, nil, 400, 0},
		"not an event":    {`[]`, func(*http.Request) {}, nil, 400, 0},
		"longest":         {fits, func(*http.Request) {}, nil, 204, 1},
		"too long":        {long, func(*http.Request) {}, nil, 413, 0},
		"too long, no Content-Length": {long, func(r *http.Request) {
			r.ContentLength = -1
		}, nil, 413, 0},
		"HEAD":           {unlockedBody, func(r *http.Request) { r.Method = "HEAD" }, nil, 405, 0},
		"OPTIONS":        {unlockedBody, func(r *http.Request) { r.Method = "OPTIONS" }, nil, 405, 0},
		"no method":      {unlockedBody, func(r *http.Request) { r.Method = "" }, nil, 405, 0},
		"no body":        {unlockedBody, func(r *http.Request) { r.Body = nil }, nil, 400, 0},
		"no body, GET":   {unlockedBody, func(r *http.Request) { r.Method, r.Body = "GET", nil }, nil, 405, 0},
		"empty body":     {unlockedBody, func(r *http.Request) { r.Body = http.NoBody }, nil, 400, 0},
		"signed nothing": {"", func(r *http.Request) { r.Body = nil }, nil, 400, 0},
		"no header":      {unlockedBody, func(r *http.Request) { r.Header = nil }, nil, 400, 0},
		"empty event":    {`{}`, func(*http.Request) {}, nil, 204, 1},
		"null":           {`null`, func(*http.Request) {}, nil, 400, 0},
		"ids differ":     {unlockedBody, func(r *http.Request) { r.Header.Add("svix-id", "msg_other") }, nil, 400, 0},
		"second signature line": {unlockedBody, func(r *http.Request) {
			r.Header["Svix-Signature"] = []string{wrongSignature, r.Header.Get("svix-signature")}
		}, nil, 204, 1},
		"incomplete body": {unlockedBody, func(r *http.Request) {
			r.Body = io.NopCloser(io.MultiReader(r.Body, iotest.ErrReader(io.ErrUnexpectedEOF)))
		}, nil, 400, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var events []*gen.Event
			r := webhookRequest(t, tt.body)
			tt.change(r)
			response := httptest.NewRecorder()
			mustWebhook(t, vectorSecret).Handler(accept(&events, tt.err)).ServeHTTP(response, r)
			if response.Code != tt.status || len(events) != tt.events {
				t.Errorf("status %d, %d events", response.Code, len(events))
			}
			if tt.status >= 400 && response.Body.String() != http.StatusText(tt.status)+"\n" {
				t.Errorf("the body is %q", response.Body)
			}
			if allow := response.Header().Get("Allow"); (tt.status == 405) != (allow == "POST") {
				t.Errorf("Allow is %q", allow)
			}
		})
	}
}

func TestWebhookHandlerLimit(t *testing.T) {
	for limit, want := range map[int64]int{
		int64(len(unlockedBody)): 204, int64(len(unlockedBody) - 1): 413,
		-1: 204, math.MinInt64: 204, math.MaxInt64: 204,
	} {
		w := mustWebhook(t, vectorSecret)
		w.MaxBodyBytes = limit
		response := httptest.NewRecorder()
		w.Handler(accept(new([]*gen.Event), nil)).ServeHTTP(response, webhookRequest(t, unlockedBody))
		if response.Code != want {
			t.Errorf("limit %d: status %d", limit, response.Code)
		}
	}
}

// The function receives the typed event and the context of the request.
func TestWebhookHandlerPassesEvent(t *testing.T) {
	type key struct{}
	r := webhookRequest(t, unlockedBody)
	r = r.WithContext(context.WithValue(r.Context(), key{}, "mark"))
	called := false
	handler := mustWebhook(t, vectorSecret).Handler(func(ctx context.Context, event *gen.Event) error {
		called = true
		unlocked, ok := event.Value().(*gen.LockUnlockedEvent)
		if !ok || unlocked.DeviceID != "d1" || ctx.Value(key{}) != "mark" {
			t.Errorf("got %T, %v", event.Value(), ctx)
		}
		return nil
	})
	handler.ServeHTTP(httptest.NewRecorder(), r)
	if !called {
		t.Error("not called")
	}
}

func TestWebhookHandlerOverHTTP(t *testing.T) {
	var events []*gen.Event
	server := httptest.NewServer(mustWebhook(t, vectorSecret).Handler(accept(&events, nil)))
	defer server.Close()
	r, err := http.NewRequest(http.MethodPost, server.URL, strings.NewReader(unlockedBody))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = signedNow(t, vectorSecret, unlockedBody)
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 204 || len(events) != 1 {
		t.Errorf("status %d, %d events", resp.StatusCode, len(events))
	}
}

func TestWebhookHandlerNilFunction(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	mustWebhook(t, vectorSecret).Handler(nil)
}

// A Webhook without a secret rejects every request, and does not panic.
func TestWebhookHandlerWithoutSecret(t *testing.T) {
	for name, w := range map[string]*Webhook{"nil": nil, "zero": {}} {
		var events []*gen.Event
		response := httptest.NewRecorder()
		w.Handler(accept(&events, nil)).ServeHTTP(response, webhookRequest(t, unlockedBody))
		if response.Code != 400 || len(events) != 0 {
			t.Errorf("%s: status %d, %d events", name, response.Code, len(events))
		}
		response = httptest.NewRecorder()
		w.Handler(accept(&events, nil)).ServeHTTP(response, &http.Request{})
		if response.Code != 405 {
			t.Errorf("%s: status %d without a method", name, response.Code)
		}
	}
}

// A request that was not built by net/http may have no body, header or context.
func TestWebhookHandlerOfBareRequest(t *testing.T) {
	response := httptest.NewRecorder()
	mustWebhook(t, vectorSecret).Handler(accept(new([]*gen.Event), nil)).ServeHTTP(response, &http.Request{Method: http.MethodPost})
	if response.Code != 400 {
		t.Errorf("status %d", response.Code)
	}
}
