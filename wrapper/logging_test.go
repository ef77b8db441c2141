package seam

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
)

// logged makes one call with a logger of this level and returns the log lines.
func logged(t *testing.T, level slog.Level, responses ...*http.Response) (lines []map[string]any, text string) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: level}))
		c := stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
			if n > len(responses) {
				return nil, errors.New("lost with " + testKey)
			}
			return responses[n-1], nil
		}, WithLogger(logger))
		_ = c.Call(t.Context(), readOp, map[string]string{"pin": "request-824759"}, nil)
		text = log.String()
		for line := range strings.Lines(text) {
			var fields map[string]any
			if err := json.Unmarshal([]byte(line), &fields); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, fields)
		}
	})
	return lines, text
}

func check(t *testing.T, line map[string]any, want map[string]any) {
	t.Helper()
	for key, value := range want {
		if line[key] != value {
			t.Errorf("%s is %v, want %v in %v", key, line[key], value, line)
		}
	}
}

func TestLogging(t *testing.T) {
	failure := func() *http.Response {
		return newResponse(500, `{"error":{"type":"internal","message":"secret of the body"}}`)
	}
	lines, text := logged(t, slog.LevelDebug, failure(), newResponse(200, `{"secret of":"the body","ok":true}`))
	if len(lines) != 2 {
		t.Fatalf("%d lines: %s", len(lines), text)
	}
	check(t, lines[0], map[string]any{
		"level": "WARN", "msg": "seam retry", "operation": "/devices/list", "status": 500.0, "request_id": "req_1", "attempt": 1.0, "error": "seam: 500 internal",
	})
	check(t, lines[1], map[string]any{
		"level": "DEBUG", "msg": "seam call", "operation": "/devices/list", "status": 200.0, "request_id": "req_1", "attempts": 2.0,
	})
	if lines[1]["duration"] == nil || lines[0]["wait"] == nil || lines[1]["error"] != nil {
		t.Errorf("lines %v", lines)
	}

	lines, more := logged(t, slog.LevelDebug, failure(), failure(), failure())
	check(t, lines[2], map[string]any{"level": "DEBUG", "status": 500.0, "attempts": 3.0, "error": "seam: 500 internal"})
	text += more

	lines, more = logged(t, slog.LevelDebug)
	check(t, lines[0], map[string]any{"level": "WARN", "status": nil, "error": "seam: lost with [redacted]"})
	text += more

	if lines, _ = logged(t, slog.LevelWarn, newResponse(200, `{"ok":true}`)); len(lines) != 0 {
		t.Errorf("a call is logged above debug: %v", lines)
	}
	for _, secret := range []string{testKey, "0123456789abcdef", "secret of", "824759", "Bearer"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in the log: %s", secret, text)
		}
	}
}
