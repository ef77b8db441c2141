package seam_test

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"os"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// An operator finds in the log what the program did at Seam, and no PIN, name, key or token.
//
// The client logs each call at the level debug, and retries and malformed values at the level warn. It
// returns errors and does not log them, because only the program knows what they mean. Do not log the text of
// a [seam.Error] or a [seam.KeyConflictError]: the first may repeat a PIN that Seam rejected, and the second has
// names.
func Example_logging() {
	demo := newLoggingDemo()
	ctx := context.Background()
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		Level:       slog.LevelDebug, // Without it, only retries and malformed values are logged.
		ReplaceAttr: stableAttrs,
	}))
	client := demo.newClient(seam.WithLogger(logger))

	demo.failsOnce()
	demo.sendsNewFormat()
	lock, err := client.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &demo.lockID})
	if err != nil {
		logCallError(ctx, logger, err)
		return
	}
	logger.InfoContext(ctx, "lock found", "device_id", lock.DeviceID) // Types of package gen: log their IDs.
	stay, err := client.AccessGrants.Create(ctx, demo.stay)
	if err != nil {
		logCallError(ctx, logger, err)
		return
	}
	logger.InfoContext(ctx, "guest has access", "grant", stay) // Types of package seam leave out secrets.

	// With bodies, in which names, PINs and all other values that may be secret are masked.
	client = demo.newClient(seam.WithLogger(logger), seam.WithLoggedBodies())
	demo.rejectsPIN()
	_, err = client.AccessCodes.Create(ctx, seam.AccessCodeParams{DeviceID: demo.lockID, PIN: "1815", NoEnd: true})
	if err != nil {
		logCallError(ctx, logger, err)
	}
	// Output:
	// level=WARN msg="seam retry" operation=/devices/get status=503 attempt=1 error="seam: 503 service_unavailable"
	// level=WARN msg="seam response with malformed values" operation=/devices/get status=200 count=1 paths=[device.created_at]
	// level=DEBUG msg="seam call" operation=/devices/get status=200 attempts=2
	// level=INFO msg="lock found" device_id=7930667a-02b2-454b-b541-816052c0c378
	// level=DEBUG msg="seam call" operation=/access_grants/create status=200 attempts=1
	// level=INFO msg="guest has access" grant="access grant 5d6235ed-7807-4c66-8ca0-1c064d662c0e of user identity 849e0a57-379f-4e86-83a6-862e6a4ea2a8"
	// level=DEBUG msg="seam call" operation=/access_codes/create status=409 attempts=1 error="seam: 409 duplicate_code" request="{\"code\":\"***\",\"device_id\":\"7930667a-02b2-454b-b541-816052c0c378\"}" response="{\"error\":{\"message\":\"***\",\"type\":\"duplicate_code\"},\"ok\":false}"
	// level=ERROR msg="call failed" operation=/access_codes/create status=409 type=duplicate_code outcome_unknown=false
}

// logCallError logs an error without the texts that may hold a PIN or a name.
func logCallError(ctx context.Context, logger *slog.Logger, err error) {
	if e, ok := errors.AsType[*seam.Error](err); ok {
		// Seam's support asks for the request ID.
		logger.ErrorContext(ctx, "call failed", "operation", e.Operation, "status", e.StatusCode, "type", e.Type,
			"outcome_unknown", e.OutcomeUnknown, "request_id", e.RequestID)
		return
	}
	if e, ok := errors.AsType[*seam.KeyConflictError](err); ok {
		logger.ErrorContext(ctx, "key is taken", "resource", e.Resource, "key", e.Key, "id", e.ID)
		return
	}
	logger.ErrorContext(ctx, "call failed", "error", err)
}

// stableAttrs removes the attributes that differ from run to run, so that this example has an output to compare.
func stableAttrs(_ []string, a slog.Attr) slog.Attr {
	switch a.Key {
	case slog.TimeKey, "duration", "wait", "request_id":
		return slog.Attr{}
	default:
		return a
	}
}

// loggingDemo is a fake Seam with a lock. Its seed makes the IDs the same in every run.
type loggingDemo struct {
	srv    *seamtest.Server
	lockID string
	stay   seam.AccessGrantParams
}

func newLoggingDemo() loggingDemo {
	srv := seamtest.NewServer(seamtest.WithSeed("guide"))
	d := loggingDemo{srv: srv, lockID: srv.AddDevice(seamtest.Device{Name: "Lake House"})}
	d.stay = seam.AccessGrantParams{
		Grantee:   seam.NewPerson{FullName: "Ada Lovelace", Key: "guest-1815"},
		DeviceIDs: []string{d.lockID},
		Methods:   []seam.GrantMethod{seam.Code{PIN: "1815"}},
		EndsAt:    time.Now().Add(72 * time.Hour),
		Key:       "stay-4711",
	}
	return d
}

func (d loggingDemo) newClient(opts ...seam.Option) *seam.Client {
	client, err := seam.NewClient(seam.APIKey(d.srv.APIKey()), append(opts, seam.WithTransport(d.srv))...)
	if err != nil {
		log.Fatal(err)
	}
	return client
}

// failsOnce makes the next request for a device fail. The client sends it again.
func (d loggingDemo) failsOnce() {
	d.srv.FailNext("/devices/get", 503, "service_unavailable", "Try again")
}

// sendsNewFormat makes the next device have a time that this version cannot read.
func (d loggingDemo) sendsNewFormat() {
	d.srv.ChangeNext("/devices/get", func(response map[string]any) {
		response["device"].(map[string]any)["created_at"] = "yesterday"
	})
}

// rejectsPIN makes the next access code fail with an error that repeats the PIN.
func (d loggingDemo) rejectsPIN() {
	d.srv.FailNext("/access_codes/create", 409, "duplicate_code", "The code 1815 is in use")
}
