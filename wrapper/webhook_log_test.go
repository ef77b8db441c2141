package seam

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/seam-go/seam/gen"
)

// The messages of log lines.
const (
	notAccepted   = "seam webhook not accepted"
	handlerFailed = "seam webhook handler failed"
)

// loggedWebhook returns a Webhook and its log.
func loggedWebhook(t *testing.T) (*Webhook, *bytes.Buffer) {
	t.Helper()
	out := new(bytes.Buffer)
	w := mustWebhook(t, vectorSecret)
	w.Logger = slog.New(slog.NewJSONHandler(out, nil))
	return w, out
}

// Each failed request is one log line with the reason, but without secrets and without the event.
func TestWebhookHandlerLogs(t *testing.T) {
	w, out := loggedWebhook(t)
	serve := func(r *http.Request, err error) {
		w.Handler(accept(new([]*gen.Event), err)).ServeHTTP(httptest.NewRecorder(), r)
	}
	serve(webhookRequest(t, unlockedBody), nil)
	if out.Len() != 0 {
		t.Errorf("an accepted event needs no line: %s", out)
	}
	serve(webhookRequest(t, unlockedBody), errors.New("no room"))
	checkWebhookLine(t, out, handlerFailed, vectorID, 500, "no room")

	serve(webhookRequest(t, unlockedBody), errors.New("wrong: "+vectorSecret+"\n"+strings.Repeat("x", 10_000)))
	checkWebhookLine(t, out, handlerFailed, vectorID, 500, "wrong: [redacted] xxx")

	forged := webhookRequest(t, unlockedBody)
	forged.Header.Set("svix-id", strings.Repeat("a\x1b[31m", 1000))
	serve(forged, nil)
	checkWebhookLine(t, out, notAccepted, "a [31m", 400, ErrWebhookSignature.Error())

	ambiguous := webhookRequest(t, unlockedBody)
	ambiguous.Header.Add("svix-id", "msg_other")
	serve(ambiguous, nil)
	checkWebhookLine(t, out, notAccepted, "", 400, ErrWebhookSignature.Error())

	broken := webhookRequest(t, unlockedBody)
	broken.Body = io.NopCloser(iotest.ErrReader(errors.New("line\nbreak")))
	serve(broken, nil)
	checkWebhookLine(t, out, notAccepted, vectorID, 400, "line break")
}

// A panic of the function reaches the caller of the Handler unchanged.
func TestWebhookHandlerPanics(t *testing.T) {
	w, out := loggedWebhook(t)
	for _, value := range []any{"the code is d1", errors.New("d1"), http.ErrAbortHandler} {
		func() {
			defer func() {
				if got := recover(); got != value {
					t.Errorf("recovered %v, want %v", got, value)
				}
			}()
			w.Handler(func(context.Context, *gen.Event) error { panic(value) }).
				ServeHTTP(httptest.NewRecorder(), webhookRequest(t, unlockedBody))
		}()
		checkWebhookLine(t, out, handlerFailed, vectorID, 500, errWebhookPanic.Error())
	}
}

func checkWebhookLine(t *testing.T, out *bytes.Buffer, message, id string, status int, reason string) {
	t.Helper()
	text := out.String()
	out.Reset()
	var line map[string]any
	if err := json.Unmarshal([]byte(text), &line); err != nil {
		t.Fatalf("not one line: %v: %s", err, text)
	}
	gotID, _ := line["message_id"].(string)
	gotReason, _ := line["error"].(string)
	if line["level"] != "WARN" || line["msg"] != message || !strings.HasPrefix(gotID, id) || line["status"] != float64(status) ||
		!strings.HasPrefix(gotReason, reason) {
		t.Errorf("got %s", text)
	}
	if len(text) > 1000 || strings.Contains(text, `\u001b`) || strings.Contains(text, "d1") {
		t.Errorf("the line has %d bytes or unwanted text: %s", len(text), text)
	}
	checkHidden(t, "the log", text, vectorSecret)
}

// A malformed field does not affect the others. The log has its path, but not its value.
func TestWebhookLogsMalformedValues(t *testing.T) {
	w, out := loggedWebhook(t)
	body := `{"event_id":"e","event_type":"lock.unlocked","occurred_at":"the day 824759","device_id":"d","is_via_nfc":"yes"}`
	var events []*gen.Event
	response := httptest.NewRecorder()
	w.Handler(accept(&events, nil)).ServeHTTP(response, webhookRequest(t, body))
	if response.Code != http.StatusNoContent || len(events) != 1 || events[0].EventID != "e" || !events[0].OccurredAt.IsZero() {
		t.Fatalf("status %d, %v", response.Code, events)
	}
	if unlocked, ok := events[0].Value().(*gen.LockUnlockedEvent); !ok || unlocked.DeviceID != "d" {
		t.Errorf("got %#v", events[0].Value())
	}
	var line struct {
		Msg, EventID string
		Count        int
		Paths        []string
	}
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if line.Msg != "seam webhook event with malformed values" || line.Count != len(line.Paths) || strings.Join(line.Paths, " ") != "occurred_at is_via_nfc" {
		t.Errorf("logged %s", out)
	}
	if strings.Contains(out.String(), "824759") {
		t.Errorf("the value is in %s", out)
	}
}
