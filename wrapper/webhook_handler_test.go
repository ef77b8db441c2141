package seam

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/seam-go/seam/gen"
)

const unlockedBody = `{"event_id":"e1","event_type":"lock.unlocked","device_id":"d1"}`

// accept is a function for a Handler; it keeps the events.
func accept(events *[]*gen.Event, err error) func(context.Context, *gen.Event) error {
	return func(_ context.Context, event *gen.Event) error {
		*events = append(*events, event)
		return err
	}
}

// webhookRequest is a request with a good signature.
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
		"accepted":          {unlockedBody, func(*http.Request) {}, nil, 204, 1},
		"handler fails":     {unlockedBody, func(*http.Request) {}, errors.New("no room"), 500, 1},
		"GET":               {unlockedBody, func(r *http.Request) { r.Method = "GET" }, nil, 405, 0},
		"PUT":               {unlockedBody, func(r *http.Request) { r.Method = "PUT" }, nil, 405, 0},
		"not signed":        {unlockedBody, func(r *http.Request) { r.Header = http.Header{} }, nil, 400, 0},
		"wrong signature":   {unlockedBody, func(r *http.Request) { r.Header.Set("svix-signature", wrongSignature) }, nil, 400, 0},
		"stale":             {vectorBody, func(r *http.Request) { r.Header = vector("svix-") }, nil, 400, 0},
		"no event":          {`[]`, func(*http.Request) {}, nil, 400, 0},
		"as long as can be": {fits, func(*http.Request) {}, nil, 204, 1},
		"too long":          {long, func(*http.Request) {}, nil, 413, 0},
		"too long, unannounced": {long, func(r *http.Request) {
			r.ContentLength = -1
		}, nil, 413, 0},
		"cut off": {unlockedBody, func(r *http.Request) {
			r.Body = io.NopCloser(io.MultiReader(r.Body, iotest.ErrReader(io.ErrUnexpectedEOF)))
		}, nil, 400, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var events []*gen.Event
			r := webhookRequest(t, tt.body)
			tt.change(r)
			answer := httptest.NewRecorder()
			mustWebhook(t, vectorSecret).Handler(accept(&events, tt.err)).ServeHTTP(answer, r)
			if answer.Code != tt.status || len(events) != tt.events {
				t.Errorf("status %d, %d events", answer.Code, len(events))
			}
			if tt.status >= 400 && answer.Body.String() != http.StatusText(tt.status)+"\n" {
				t.Errorf("a stranger reads %q", answer.Body)
			}
			if allow := answer.Header().Get("Allow"); (tt.status == 405) != (allow == "POST") {
				t.Errorf("Allow is %q", allow)
			}
		})
	}
}

func TestWebhookHandlerLimit(t *testing.T) {
	for limit, want := range map[int64]int{int64(len(unlockedBody)): 204, int64(len(unlockedBody) - 1): 413} {
		w := mustWebhook(t, vectorSecret)
		w.MaxBodyBytes = limit
		answer := httptest.NewRecorder()
		w.Handler(accept(new([]*gen.Event), nil)).ServeHTTP(answer, webhookRequest(t, unlockedBody))
		if answer.Code != want {
			t.Errorf("limit %d: status %d", limit, answer.Code)
		}
	}
}

// The function gets the typed event, and the context of the request.
func TestWebhookHandlerHandsOver(t *testing.T) {
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

func TestWebhookHandlerOfNothing(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic before the first event")
		}
	}()
	mustWebhook(t, vectorSecret).Handler(nil)
}

// One line for what was not accepted: why, but neither a secret nor what the event says.
func TestWebhookHandlerLogs(t *testing.T) {
	var out bytes.Buffer
	w := mustWebhook(t, vectorSecret)
	w.Logger = slog.New(slog.NewJSONHandler(&out, nil))
	serve := func(r *http.Request, err error) {
		w.Handler(accept(new([]*gen.Event), err)).ServeHTTP(httptest.NewRecorder(), r)
	}
	serve(webhookRequest(t, unlockedBody), nil)
	if out.Len() != 0 {
		t.Errorf("what is accepted needs no line: %s", &out)
	}
	serve(webhookRequest(t, unlockedBody), errors.New("no room"))
	checkWebhookLine(t, &out, vectorID, 500, "no room")

	forged := webhookRequest(t, unlockedBody)
	forged.Header.Set("svix-id", strings.Repeat("a\x1b[31m", 1000))
	serve(forged, nil)
	checkWebhookLine(t, &out, "a [31m", 400, ErrWebhookSignature.Error())
}

func checkWebhookLine(t *testing.T, out *bytes.Buffer, id string, status int, reason string) {
	t.Helper()
	text := out.String()
	out.Reset()
	var line map[string]any
	if err := json.Unmarshal([]byte(text), &line); err != nil {
		t.Fatalf("not one line: %v: %s", err, text)
	}
	got, _ := line["message_id"].(string)
	if line["level"] != "WARN" || !strings.HasPrefix(got, id) || line["status"] != float64(status) || line["error"] != reason {
		t.Errorf("got %s", text)
	}
	if len(text) > 1000 || strings.Contains(text, `\u001b`) || strings.Contains(text, "d1") {
		t.Errorf("%s bytes that do not belong there: %s", strconv.Itoa(len(text)), text)
	}
	checkHidden(t, "the log", text, vectorSecret)
}
