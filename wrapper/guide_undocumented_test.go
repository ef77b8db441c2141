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
// repeat a call that Seam may have processed. For an operation that only reads, say so with [seam.CallEffect].
// Errors are those of other methods. When a later version documents the operation, it has the documented
// effect, and a CallEffect that differs is an error.
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
	demo.loseResponse("/locks/unlock_door")
	_, err = beepLock(ctx, demo.client, beepRequest{DeviceID: demo.lockID})
	fmt.Println("response lost:", errors.Is(err, seam.ErrOutcomeUnknown))

	demo.loseResponse("/devices/get")
	beeper, err := getBeeper(ctx, demo.client, demo.lockID)
	fmt.Println("beeper of:", beeper, err) // the client has sent the request twice
	fmt.Println(len(demo.srv.Requests()), "requests")
	// Output:
	// beeped: <nil>
	// no such lock: true
	// response lost: true
	// beeper of: Front Door <nil>
	// 6 requests
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

// getBeeper returns the name of a beeper. It changes nothing, so the client may repeat the call.
//
// POST /locks/get_beeper
func getBeeper(ctx context.Context, client *seam.Client, lockID string) (string, error) {
	var response struct {
		Device struct {
			Name string `json:"display_name"`
		} `json:"device"`
	}
	req := map[string]string{"device_id": lockID}
	err := client.Call(ctx, getBeeperPath, req, &response, seam.CallEffect(gen.Read))
	return response.Device.Name, err
}

const (
	beepPath      = "/locks/beep"
	getBeeperPath = "/locks/get_beeper"
)

// undocumentedDemo is a fake Seam that has two more operations: to the fake, a beep is an unlocking, and the
// beeper of a lock is the lock.
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
	served := map[string]string{beepPath: "/locks/unlock_door", getBeeperPath: "/devices/get"}
	if path, undocumented := served[r.URL.Path]; undocumented {
		r = r.Clone(r.Context())
		r.URL.Path = path
	}
	return d.srv.RoundTrip(r)
}

// loseResponse makes the fake process the next request to a path and lose the response.
func (d *undocumentedDemo) loseResponse(path string) { d.srv.ResetAfterNext(path) }
