package seam_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// Seam has an operation that this version of the package does not know, such as a new one, or one that Seam
// offers only you. [seam.Client.Call] sends it, with types of yours for the request and the response.
//
// The package does not know the effect of the operation either, and takes it for a [gen.Write]: it does not
// repeat a call that Seam may have processed. Errors are those of other methods. When a later version documents
// the operation, Call uses the documented effect.
func Example_undocumented() {
	demo := newUndocumentedDemo()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	attempt, err := beepLock(ctx, demo.client, beepRequest{DeviceID: demo.lockID, Seconds: new(3)})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = demo.client.WaitFor(ctx, attempt)
	fmt.Println("beeped:", err)

	_, err = beepLock(ctx, demo.client, beepRequest{DeviceID: "99999999-9999-9999-9999-999999999999"})
	fmt.Println("no such lock:", errors.Is(err, seam.ErrNotFound))
	demo.loseResponse()
	_, err = beepLock(ctx, demo.client, beepRequest{DeviceID: demo.lockID})
	fmt.Println("response lost:", errors.Is(err, seam.ErrOutcomeUnknown))
	fmt.Println(len(demo.srv.Requests()), "requests")
	// Output:
	// beeped: <nil>
	// no such lock: true
	// response lost: true
	// 4 requests
}

// beepRequest has the fields of the request with their names in JSON. A nil field is not sent.
type beepRequest struct {
	DeviceID string `json:"device_id"`
	Seconds  *int   `json:"seconds,omitzero"`
}

// beepLock makes a lock beep. The action attempt that it returns has not ended.
//
// POST /locks/beep
func beepLock(ctx context.Context, client *seam.Client, req beepRequest) (*gen.ActionAttempt, error) {
	// The response is an object around the result. Its fields may have types of package gen.
	var response struct {
		ActionAttempt *gen.ActionAttempt `json:"action_attempt"`
	}
	if err := client.Call(ctx, beepPath, req, &response); err != nil {
		return nil, err
	}
	if response.ActionAttempt == nil { // Seam has processed the call, so do not repeat it.
		return nil, &gen.MissingResultError{Operation: beepPath, Key: "action_attempt"}
	}
	return response.ActionAttempt, nil
}

const beepPath = "/locks/beep"

// undocumentedDemo is a fake Seam that has one more operation: to the fake, a beep is an unlocking.
type undocumentedDemo struct {
	srv    *seamtest.Server
	client *seam.Client
	lockID string
}

func newUndocumentedDemo() *undocumentedDemo {
	srv := seamtest.NewServer()
	d := &undocumentedDemo{srv: srv, lockID: srv.AddDevice(seamtest.Device{Name: "Front Door"})}
	d.client = srv.Client(seam.WithTransport(d))
	return d
}

// RoundTrip sends a request to the fake.
func (d *undocumentedDemo) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path == beepPath {
		r = r.Clone(r.Context())
		r.URL.Path = "/locks/unlock_door"
	}
	return d.srv.RoundTrip(r)
}

// loseResponse makes the fake process the next beep and lose the response.
func (d *undocumentedDemo) loseResponse() { d.srv.ResetAfterNext("/locks/unlock_door") }
