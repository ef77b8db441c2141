package seam_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// recordingLimiter records the requests that wait for it.
type recordingLimiter struct{ waited []seam.CallDetails }

func (l *recordingLimiter) Wait(ctx context.Context) error {
	details, ok := seam.CallFromContext(ctx)
	if !ok {
		return errors.New("no call in the context")
	}
	l.waited = append(l.waited, details)
	return nil
}

func TestLimiterSeesOperationAndDevice(t *testing.T) {
	srv, limiter := seamtest.NewServer(), new(recordingLimiter)
	lock := srv.AddDevice(seamtest.Device{})
	client := srv.Client(seam.WithLimiter(limiter))
	created, err := client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{DeviceID: lock, PIN: "4711", NoEnd: true})
	if err != nil {
		t.Fatal(err)
	}
	code := created.AccessCodeID
	if _, err := client.AccessCodes.Delete(t.Context(), &gen.AccessCodesDeleteRequest{AccessCodeID: code}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Locks.List(t.Context(), nil); err != nil {
		t.Fatal(err)
	}

	var got []string
	for _, d := range limiter.waited {
		got = append(got, fmt.Sprintf("%v device %t code %t", d, d.ID("device_id") == lock, d.ID("access_code_id") == code))
	}
	want := []string{
		"write /access_codes/create device true code false",
		"idempotent /access_codes/delete device false code true",
		"read /locks/list device false code false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if first := limiter.waited[0]; fmt.Sprintf("%+v %#v", first, first) != "write /access_codes/create write /access_codes/create" {
		t.Errorf("it prints as %+v and %#v", limiter.waited[0], limiter.waited[0])
	}
}

// recordingTransport records the details in the contexts of requests.
type recordingTransport struct {
	http.RoundTripper
	sent []seam.CallDetails
}

func (t *recordingTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	details, ok := seam.CallFromContext(r.Context())
	if !ok {
		return nil, errors.New("no call in the context")
	}
	t.sent = append(t.sent, details)
	return t.RoundTripper.RoundTrip(r)
}

func TestTransportSeesOperationAndDevice(t *testing.T) {
	srv := seamtest.NewServer()
	lock := srv.AddDevice(seamtest.Device{})
	transport := &recordingTransport{RoundTripper: srv}
	for _, opt := range []seam.Option{seam.WithTransport(transport), seam.WithHTTPClient(&http.Client{Transport: transport})} {
		client, err := seam.NewClient(seam.APIKey(srv.APIKey()), opt)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: &lock}); err != nil {
			t.Error(err)
		}
	}
	if len(transport.sent) != 2 {
		t.Fatalf("sent %v", transport.sent)
	}
	for _, d := range transport.sent {
		if d.String() != "read /devices/get" || d.ID("device_id") != lock {
			t.Errorf("sent %v for device %q", d, d.ID("device_id"))
		}
	}
}

func TestCallFromContextOfAnotherContext(t *testing.T) {
	details, ok := seam.CallFromContext(t.Context())
	if ok || details.ID("device_id") != "" {
		t.Errorf("got %v, %t", details, ok)
	}
}

// deviceLimiter spaces the creations of access codes out, for each lock by itself: Seam accepts ten a
// minute. A limiter in Redis, for programs on several machines, has the same form:
// github.com/go-redis/redis_rate/v10 counts by a key, such as details.Operation+" "+device.
type deviceLimiter struct {
	interval time.Duration
	next     map[string]time.Time // guard it with a mutex in a program with several goroutines
}

func (l *deviceLimiter) Wait(ctx context.Context) error {
	details, ok := seam.CallFromContext(ctx)
	if !ok || details.Operation != "/access_codes/create" {
		return nil
	}
	device := details.ID("device_id")
	wait := time.Until(l.next[device])
	select {
	case <-time.After(wait):
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	l.next[device] = time.Now().Add(l.interval)
	return nil
}

// A limiter learns from its context which operation on which device waits.
func ExampleCallFromContext() {
	srv := seamtest.NewServer()
	lock := srv.AddDevice(seamtest.Device{Name: "Front Door"})
	limiter := &deviceLimiter{interval: time.Millisecond, next: map[string]time.Time{}} // time.Minute/10 for Seam
	client := srv.Client(seam.WithLimiter(limiter))

	for _, pin := range []string{"1357", "2468"} {
		if _, err := client.AccessCodes.Create(context.Background(), seam.AccessCodeParams{DeviceID: lock, PIN: pin, NoEnd: true}); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(len(limiter.next), "lock is limited")
	// Output: 1 lock is limited
}
