package seam

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// allocated returns the number of bytes that f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// An error response uses at most a small multiple of its size, and the error keeps a limited part.
func TestErrorsAreBounded(t *testing.T) {
	long := strings.Repeat("x", 200<<10)
	nested := strings.Repeat(`{"a":`, 20_000) + `["m"]` + strings.Repeat("}", 20_000)
	var wide strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&wide, `,"f%d":["message"]`, i)
	}
	for name, body := range map[string]string{
		"deep":          `{"error":{"type":"t","validation_errors":` + nested + `}}`,
		"wide":          `{"error":{"type":"t","validation_errors":{"a":["m"]` + wide.String() + `}}}`,
		"many messages": `{"error":{"type":"t","validation_errors":{"a":[` + strings.Repeat(`"m",`, 50_000) + `"m"]}}}`,
		"a long key":    `{"error":{"type":"t","validation_errors":{"` + long + `":{"a":["m"],"b":["m"],"c":["m"]}}}}`,
		"a long page":   "<title>" + long + "</title>",
	} {
		c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(400, body), nil })
		var err error
		grown := allocated(func() { err = call(t, c, readOp) })
		if limit := uint64(40 * len(body)); grown > limit {
			t.Errorf("%s: %d KiB take %d KiB", name, len(body)>>10, grown>>10)
		}
		e := err.(*Error) //nolint:errorlint,forcetypeassert // The error of a call.
		kept := 0
		for _, f := range e.ValidationErrors {
			kept += len(f.Field) + len(strings.Join(f.Messages, ""))
		}
		if len(e.ValidationErrors) > maxValidationFields+1 || kept > maxValidationBytes+1000 || len(e.Error()) > 4*redact.MaxLine {
			t.Errorf("%s: keeps %d fields with %d bytes, text of %d bytes", name, len(e.ValidationErrors), kept, len(e.Error()))
		}
	}
}

func TestRequestIDIsBounded(t *testing.T) {
	var log bytes.Buffer
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		return newResponse(400, `{}`, "Seam-Request-Id", strings.Repeat("r", 900<<10)), nil
	}, WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	err := call(t, c, readOp)
	if len(err.Error()) > 1000 || log.Len() > 1000 {
		t.Errorf("%d bytes in the error, %d in the log", len(err.Error()), log.Len())
	}
}

// A body is read only as far as the log line needs.
func TestLoggedBodiesAreBounded(t *testing.T) {
	body := []byte(`{"devices":[` + strings.Repeat(`{"device_id":"d"},`, 500_000) + `{}],"ok":true}`)
	grown := allocated(func() {
		if text := maskBody(redact.Scrubber{}, body); len(text) > maxLoggedBytes+100 {
			t.Errorf("logs %d bytes", len(text))
		}
	})
	if grown > 1<<20 {
		t.Errorf("a body of %d KiB takes %d KiB", len(body)>>10, grown>>10)
	}
}

// A long value in a body is not read to its end.
func TestLongLoggedValuesAreBounded(t *testing.T) {
	for _, body := range []string{`{"a_id":"` + strings.Repeat("x", 8<<20) + `"}`, `{"code":"` + strings.Repeat("x", 8<<20) + `"}`} {
		grown := allocated(func() {
			text := maskBody(redact.Scrubber{}, []byte(body))
			if len(text) > maxLoggedBytes+100 || !strings.HasSuffix(text, "(8388619 bytes)") && !strings.HasSuffix(text, "bytes)") {
				t.Errorf("logs %.100s", text)
			}
		})
		if grown > uint64(len(body))+2<<20 {
			t.Errorf("a body of %d KiB takes %d KiB", len(body)>>10, grown>>10)
		}
	}
}

func TestLoggedPathsAreBounded(t *testing.T) {
	var log bytes.Buffer
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		return newResponse(200, `{"ok":true,"devices":[`+strings.Repeat("1,", 5000)+`1]}`), nil
	}, WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	if err := c.Call(t.Context(), readOp, nil, new(result)); err != nil {
		t.Fatal(err)
	}
	if log.Len() > 4<<10 || !strings.Contains(log.String(), "devices[0]") || !strings.Contains(log.String(), "count=") {
		t.Errorf("logs %d bytes: %.500s", log.Len(), log.String())
	}
}
