package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/seam-go/seam/gen"
)

// output is what a service prints. It may be read while the service runs.
type output struct {
	mu     sync.Mutex
	text   bytes.Buffer
	served chan string // receives the URL of the server
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, rest, ok := strings.Cut(string(p), "Serving on "); ok {
		url, _, _ := strings.Cut(rest, ";")
		o.served <- url
	}
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// echo is a service that mails the types of Seam's events.
var echo = Service{
	Name: "echo", Summary: "repeats events", Try: "  curl URL/health\n", Env: "  SEAM_ECHO  loudness\n",
	Open: func(_ context.Context, conn *Connection) (http.Handler, error) {
		return conn.NewMux(func(_ context.Context, event *gen.Event) error {
			conn.Mail("me", string(event.EventType))
			conn.Alarm("heard it")
			return nil
		}), nil
	},
}

func TestServe(t *testing.T) {
	t.Setenv("SEAM_API_KEY", "")
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	out := &output{served: make(chan string, 1)}
	ended := make(chan error, 1)
	withEvent := echo
	withEvent.Open = func(ctx context.Context, conn *Connection) (http.Handler, error) {
		handler, err := echo.Open(ctx, conn)
		conn.Fake.HandleWebhooks(handler)
		conn.Fake.Emit(gen.EventTypeDeviceDisconnected, map[string]any{"device_id": "00000000-0000-4000-8000-000000000001", "error_code": "device_disconnected",
			"connected_account_id": "00000000-0000-4000-8000-000000000002"})
		return handler, err
	}
	go func() { ended <- withEvent.run(ctx, []string{"-addr", "127.0.0.1:0"}, out) }()

	var url string
	select {
	case url = <-out.served:
	case err := <-ended:
		t.Fatal(err)
	}
	resp, err := http.Get(url + "/health")
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(resp.Body)
	if got := strings.TrimSpace(string(body)); resp.StatusCode != http.StatusOK || got != `{"status":"ok"}` {
		t.Errorf("status %d, %s", resp.StatusCode, got)
	}
	interrupt()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	for _, want := range []string{"fake Seam", "curl " + url + "/health", "To me: device.disconnected", "Staff: heard it"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}

func TestFlags(t *testing.T) {
	var out strings.Builder
	if err := echo.run(t.Context(), []string{"-h"}, &out); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"echo repeats events.", "curl http://127.0.0.1:3000/health", "SEAM_ECHO", "-addr", "Exit status"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
	if err := echo.run(t.Context(), []string{"-x"}, io.Discard); !errors.Is(err, errUsage) {
		t.Errorf("wrong flag: %v", err)
	}
}

func TestOnSeam(t *testing.T) {
	t.Setenv("SEAM_API_KEY", "seam_test_key")
	t.Setenv("SEAM_WEBHOOK_SECRET", "")
	if err := echo.run(t.Context(), nil, io.Discard); err == nil || !strings.Contains(err.Error(), "SEAM_WEBHOOK_SECRET") {
		t.Errorf("without a webhook: %v", err)
	}
	t.Setenv("SEAM_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	conn, err := connect(t.Context(), io.Discard)
	if err != nil || conn.Fake != nil {
		t.Errorf("connected to %v, %v", conn, err)
	}
}

func TestDevicesFromEnv(t *testing.T) {
	t.Setenv("SEAM_DEVICE_ROOM_A1", "lock")
	t.Setenv("SEAM_DEVICE_ROOM_B2", "")
	if got := DevicesFromEnv(); got["room-a1"] != "lock" || len(got) != 1 {
		t.Errorf("%v", got)
	}
}
