package contract

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// waiter waits for the action attempt in the next response.
type waiter struct {
	name string
	// action is the type of the action, or "" for any type.
	action string
	wait   func(context.Context) (any, error)
}

func waiterFor[T any](name, action string, attempt func() *seam.Attempt[T]) waiter {
	return waiter{name, action, func(ctx context.Context) (any, error) { return attempt().Wait(ctx) }}
}

func waiters(client *seam.Client) []waiter {
	encoders, accessMethods := client.ACS.Encoders, client.AccessMethods
	return []waiter{
		waiterFor("Encoders.ResumeEncode", "ENCODE_CREDENTIAL", func() *seam.Attempt[*seam.Credential] { return encoders.ResumeEncode(someID) }),
		waiterFor("Encoders.ResumeScan", "SCAN_CREDENTIAL", func() *seam.Attempt[*seam.ScanResult] { return encoders.ResumeScan(someID) }),
		waiterFor("Encoders.ResumeScanToAssign", "SCAN_TO_ASSIGN_CREDENTIAL", func() *seam.Attempt[*seam.Credential] { return encoders.ResumeScanToAssign(someID) }),
		waiterFor("AccessMethods.ResumeEncode", "ENCODE_CREDENTIAL", func() *seam.Attempt[*seam.Credential] { return accessMethods.ResumeEncode(someID) }),
		waiterFor("AccessMethods.ResumeAssignCard", "ASSIGN_CREDENTIAL", func() *seam.Attempt[*seam.GrantedMethod] { return accessMethods.ResumeAssignCard(someID) }),
		waiterFor("Client.ResumeAttempt", "", func() *seam.Attempt[*gen.ActionAttempt] { return client.ResumeAttempt(someID) }),
		{"Client.WaitFor", "", func(ctx context.Context) (any, error) {
			return client.WaitFor(ctx, &gen.ActionAttempt{ActionAttemptID: someID})
		}},
	}
}

// testWaiting waits for every documented action attempt that has ended, with every method that can.
// The result or error must be that of the document.
func testWaiting(t *testing.T) {
	client, w := newClient(t)
	op := operationOf(t, "/action_attempts/get")
	for _, to := range waiters(client) {
		t.Run(to.name, func(t *testing.T) {
			waited := 0
			for _, s := range answersOf(t, op) {
				in, _ := s.value.(map[string]any)
				attempt, _ := in["action_attempt"].(map[string]any)
				if attempt["status"] == "pending" || to.action != "" && attempt["action_type"] != to.action {
					continue
				}
				w.reset(encode(in), nil)
				var value any
				var err error
				synctest.Test(t, func(t *testing.T) { value, err = to.wait(t.Context()) }) // without its pauses
				waited++
				counted.responses.Add(1)
				for _, wrong := range checkEnd(attempt, to.action != "", value, err) {
					t.Fatalf("%s: %s\nin the answer %s", s.about, wrong, short(in))
				}
			}
			if waited == 0 {
				t.Error("the document has no such action attempt")
			}
		})
	}
}

// checkEnd returns the problems of the end of an action. own says that its result has its own type.
func checkEnd(attempt map[string]any, own bool, value any, err error) []string {
	var c comparison
	if attempt["status"] == "error" {
		c.failure(attempt["error"], err)
		return c.wrong
	}
	switch {
	case err != nil:
		c.errorf("error", "%v", err)
	case own:
		c.both("result", reflect.ValueOf(value), attempt["result"])
	default:
		c.both("action_attempt", reflect.ValueOf(value), any(attempt))
	}
	return c.wrong
}

func (c *comparison) failure(in any, err error) {
	failed, isFailure := errors.AsType[*seam.ActionError](err)
	if !isFailure {
		c.errorf("error", "%v is no *seam.ActionError", err)
		return
	}
	var want struct{ Type, Message string }
	if err := json.Unmarshal(encode(in), &want); err != nil {
		c.errorf("error", "%v", err)
	}
	if string(failed.Type) != want.Type || failed.Message != want.Message {
		c.errorf("error", "is %q: %q, not %s", failed.Type, failed.Message, short(in))
	}
}
