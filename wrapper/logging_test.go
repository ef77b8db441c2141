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

	"github.com/seam-go/seam/wrapper/internal/redact"
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

// loggedBodies makes one call with WithLoggedBodies and returns the logged bodies.
func loggedBodies(t *testing.T, request any, response *http.Response) (sent, received string) {
	t.Helper()
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return response, nil },
		WithLogger(logger), WithLoggedBodies(), WithRetries(0))
	_ = c.Call(t.Context(), readOp, request, nil)
	var line struct{ Request, Response string }
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatalf("%v in %s", err, log.String())
	}
	return line.Request, line.Response
}

func TestLoggedBodies(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{
			"a credential",
			`{"acs_credential":{"acs_credential_id":"7930667a-02b2-454b-b541-816052c0c378","code":"824759","access_method":"code","is_managed":true,"card_number":null,"ends_at":"2026-01-02T03:04:05Z"},"ok":true}`,
			`{"acs_credential":{"acs_credential_id":"7930667a-02b2-454b-b541-816052c0c378","code":"***","access_method":"code","is_managed":true,"card_number":null,"ends_at":"2026-01-02T03:04:05Z"},"ok":true}`,
		},
		{
			"unknown fields",
			`{"pin":824759,"allowed":["a",1,[true,{"email":"ada@example.com"}]],"device_ids":["7930667a-02b2-454b-b541-816052c0c378","d2"],"deep_id":{"secret":"s"}}`,
			`{"pin":"***","allowed":["***","***",[true,{"email":"***"}]],"device_ids":["7930667a-02b2-454b-b541-816052c0c378","***"],"deep_id":{"secret":"***"}}`,
		},
		{"a token where an id belongs", `{"client_id":"` + testKey + `"}`, `{"client_id":"***"}`},
		{"a token where a type belongs", `{"client_type":"whsec_abcdefghijkl"}`, `{"client_type":"[redacted]"}`},
		{"a token as the name of a field", `{"` + testKey + `":1}`, `{"[redacted]":"***"}`},
		{"not JSON", `<h1>824759</h1>`, "15 bytes that are not JSON"},
		{"empty", ``, "0 bytes that are not JSON"},
	} {
		if _, got := loggedBodies(t, nil, newResponse(400, tt.body)); got != tt.want {
			t.Errorf("%s: logged %s", tt.name, got)
		}
	}
	sent, _ := loggedBodies(t, map[string]any{"code": "824759", "acs_user_id": "7930667a-02b2-454b-b541-816052c0c378"}, newResponse(200, `{"ok":true}`))
	if want := `{"acs_user_id":"7930667a-02b2-454b-b541-816052c0c378","code":"***"}`; sent != want {
		t.Errorf("logged the request %s", sent)
	}
	long, _ := loggedBodies(t, map[string]any{strings.Repeat("é", 9000): 1}, newResponse(200, `{"ok":true}`))
	if len(long) > maxLoggedBytes+50 || !strings.HasSuffix(long, " bytes)") {
		t.Errorf("logged %d bytes, ending in %q", len(long), long[len(long)-20:])
	}
	firstName := strings.Repeat("a", maxLoggedBytes-len(`{"":"***","`)-len(testKey)+3)
	cut, _ := loggedBodies(t, map[string]any{firstName: 1, testKey: 1}, newResponse(200, `{"ok":true}`))
	if strings.Contains(cut, "0123456789") {
		t.Errorf("half a key is logged: %q", cut[len(cut)-80:])
	}
}

// A value under the name of a harmless field is logged only if it has the form of one.
func TestLoggedBodiesMaskByForm(t *testing.T) {
	for field, values := range map[string]struct{ readable, masked []string }{
		"device_id": {
			[]string{"7930667a-02b2-454b-b541-816052c0c378", "7930667A-02B2-454B-B541-816052C0C378"},
			[]string{"73915", "Ada Lovelace, PIN 73915", "", "7930667a-02b2-454b-b541-816052c0c37", "7930667a-02b2-454b-b541-816052c0c37g", "7930667a002b2-454b-b541-816052c0c378"},
		},
		"created_at": {
			[]string{"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678+02:00"},
			[]string{"73915", "Ada Lovelace 73915", "2026-01-02T03:04:05Z 73915", "2026-13-02T03:04:05Z", ""},
		},
		"device_type": {
			[]string{"august_lock", "UNLOCK_DOOR", "access_code.created", "iso125"},
			[]string{"73915", "73915 is the PIN", "Ada", "ada lovelace", "pin_73915", "_", "ädä", strings.Repeat("a", 81), ""},
		},
		"status":           {[]string{"set"}, []string{"73915", "Set by Ada"}},
		"limit":            {[]string{"500"}, []string{"73915", "Ada", "1.5"}},
		"access_grant_key": {nil, []string{"stay-4711", "7930667a-02b2-454b-b541-816052c0c378"}},
	} {
		logs := func(value string) bool {
			body, err := json.Marshal(map[string][]string{field: {value}})
			if err != nil {
				t.Fatal(err)
			}
			return maskBody(redact.Scrubber{}, body) == string(body)
		}
		for _, value := range values.readable {
			if !logs(value) {
				t.Errorf("%s: %q is masked", field, value)
			}
		}
		for _, value := range values.masked {
			if logs(value) {
				t.Errorf("%s: %q is logged", field, value)
			}
		}
	}
	numbers := `{"device_id":73915,"created_at":73915,"device_type":73915,"limit":20}`
	if got, want := maskBody(redact.Scrubber{}, []byte(numbers)), `{"device_id":"***","created_at":"***","device_type":"***","limit":20}`; got != want {
		t.Errorf("logged %s", got)
	}
}

// Bodies are logged only with WithLoggedBodies, which needs WithLogger.
func TestLoggedBodiesNeedALogger(t *testing.T) {
	if _, err := newCaller(APIKey(testKey), []Option{WithLoggedBodies()}); err == nil || !strings.Contains(err.Error(), "WithLogger") {
		t.Errorf("got %v", err)
	}
	_, text := logged(t, slog.LevelDebug, newResponse(200, `{"device_id":"d"}`))
	if strings.Contains(text, "device_id") || strings.Contains(text, `"request"`) {
		t.Errorf("logged %s", text)
	}
}

func TestLoggedBodiesBeforeTheLogger(t *testing.T) {
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		return newResponse(200, `{"device_id":"d","ok":true}`), nil
	},
		WithLoggedBodies(), WithLogger(logger))
	if err := call(t, c, readOp); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), `device_id`) {
		t.Errorf("logged no body: %s", log.String())
	}
}
