package app

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// Connection connects a service to Seam, to its guests and to its staff.
type Connection struct {
	Client *seam.Client
	// Webhook verifies Seam's events.
	Webhook *seam.Webhook
	// Fake is the fake Seam, or nil on the real one.
	Fake *seamtest.Server
	// Mail sends a message to a guest, and Alarm calls the staff. Programs print both.
	Mail  func(to, text string)
	Alarm func(text string)
}

// connect connects to a fake Seam in memory, or to Seam if there is an API key.
func connect(ctx context.Context, out io.Writer) (*Connection, error) {
	newConnection := onSeam
	if os.Getenv("SEAM_API_KEY") == "" {
		fmt.Fprintln(out, "SEAM_API_KEY is not set: using a fake Seam in memory.")
		newConnection = OnFake
	}
	conn, err := newConnection(ctx)
	if err != nil {
		return nil, err
	}
	conn.Mail = func(to, text string) { fmt.Fprintf(out, "To %s: %s\n", to, text) }
	conn.Alarm = func(text string) { fmt.Fprintf(out, "Staff: %s\n", text) }
	return conn, nil
}

// onSeam connects to Seam, as the environment says.
func onSeam(context.Context) (*Connection, error) {
	client, err := seam.FromEnv()
	if err != nil {
		return nil, err
	}
	webhook, err := seam.NewWebhook(os.Getenv("SEAM_WEBHOOK_SECRET"))
	if err != nil {
		return nil, fmt.Errorf("SEAM_WEBHOOK_SECRET: %w", err)
	}
	return &Connection{Client: client, Webhook: webhook}, nil
}

// OnFake connects to a new fake Seam.
func OnFake(ctx context.Context) (*Connection, error) {
	srv := seamtest.NewServer()
	client := srv.Client()
	endpoint, err := client.Webhooks.Create(ctx, &gen.WebhooksCreateRequest{URL: "https://example.com/webhooks/seam"})
	if err != nil {
		return nil, err
	}
	webhook, err := seam.NewWebhook(endpoint.Secret)
	return &Connection{Client: client, Webhook: webhook, Fake: srv}, err
}

// NewMux returns a mux that passes Seam's events to handle, and says at /health that the service is up.
func (c *Connection) NewMux(handle func(ctx context.Context, event *gen.Event) error) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("POST /webhooks/seam", c.Webhook.Handler(handle))
	mux.Handle("GET /health", Handler(func(*http.Request) (Object, error) { return Object{"status": "ok"}, nil }))
	return mux
}

// Open opens a service. The fake then sends its events to it.
func (c *Connection) Open(ctx context.Context, open func(context.Context, *Connection) (http.Handler, error)) (http.Handler, error) {
	handler, err := open(ctx, c)
	if err == nil && c.Fake != nil {
		c.Fake.HandleWebhooks(handler)
	}
	return handler, err
}

// letTimePass makes the fake finish its work, such as setting a PIN, when nobody calls it.
func (c *Connection) letTimePass(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			c.Fake.CatchUp()
		}
	}
}

// DevicesFromEnv returns the IDs of locks by the names of rooms: SEAM_DEVICE_ROOM_101 is that of room-101.
func DevicesFromEnv() map[string]string {
	devices := map[string]string{}
	for _, variable := range os.Environ() {
		name, id, _ := strings.Cut(variable, "=")
		if room, ok := strings.CutPrefix(name, "SEAM_DEVICE_"); ok && id != "" {
			devices[strings.ReplaceAll(strings.ToLower(room), "_", "-")] = id
		}
	}
	return devices
}
