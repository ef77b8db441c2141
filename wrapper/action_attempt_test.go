package seam

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

func TestWaitUntilSuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actionServer{t: t, kind: "ENCODE_CREDENTIAL"}
		a.poll = a.pendingFor(45*time.Second, a.attempt("success", issuedCredential, "null"))
		attempt, err := newEncodersService(a.client()).Encode(t.Context(), "enc_1", "cred_1")
		if err != nil {
			t.Fatal(err)
		}
		if attempt.ID() != "aa_1" || attempt.Status() != gen.ActionAttemptStatusPending {
			t.Errorf("started: %q, %q", attempt.ID(), attempt.Status())
		}
		start := time.Now()
		credential, err := attempt.Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if credential.ACSCredentialID != "cred_1" || !credential.IsIssued {
			t.Errorf("the result is %v", credential)
		}
		within(t, "the wait", time.Since(start), 45*time.Second, 45*time.Second+maxPollDelay)
		// Pauses of 125 ms at least, doubling to 2 s at least and 4 s at most.
		if n := a.polls.Load(); n < 14 || n > 28 {
			t.Errorf("polled %d times in 45 s", n)
		}
		if a.polled != "aa_1" || a.started.Load() != 1 {
			t.Errorf("polled %q, started %d times", a.polled, a.started.Load())
		}
		polls := a.polls.Load()
		if again, err := attempt.Wait(t.Context()); err != nil || again.ACSCredentialID != "cred_1" || a.polls.Load() != polls {
			t.Errorf("again: %v, %v, polled %d times more", again, err, a.polls.Load()-polls)
		}
		if attempt.Status() != gen.ActionAttemptStatusSuccess {
			t.Errorf("the status is %q", attempt.Status())
		}
	})
}

func TestWaitUntilFailure(t *testing.T) {
	tests := map[string]struct {
		failure string
		typ     ActionErrorType
		message string
		text    string
	}{
		"typed": {`{"type":"encoding_interrupted","message":"card\nremoved"}`, ActionErrorEncodingInterrupted, "card\nremoved",
			"seam: ENCODE_CREDENTIAL action attempt aa_1 failed: encoding_interrupted: card removed"},
		"new type": {`{"type":"card_on_fire","message":"hot"}`, "card_on_fire", "hot",
			"seam: ENCODE_CREDENTIAL action attempt aa_1 failed: card_on_fire: hot"},
		"null":      {`null`, "", "", "seam: ENCODE_CREDENTIAL action attempt aa_1 failed"},
		"malformed": {`"broken"`, "", "", "seam: ENCODE_CREDENTIAL action attempt aa_1 failed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &actionServer{t: t, kind: "ENCODE_CREDENTIAL"}
				a.poll = a.pendingFor(time.Second, a.attempt("error", "null", tt.failure))
				attempt, err := newEncodersService(a.client()).Encode(t.Context(), "enc_1", "cred_1")
				if err != nil {
					t.Fatal(err)
				}
				credential, err := attempt.Wait(t.Context())
				e, ok := errors.AsType[*ActionError](err)
				if !ok || credential != nil {
					t.Fatalf("%v, %v", credential, err)
				}
				if e.Type != tt.typ || e.Message != tt.message || e.Attempt != attempt.Latest() || e.Attempt.Raw() == nil {
					t.Errorf("%+v", *e)
				}
				if err.Error() != tt.text {
					t.Errorf("%q, want %q", err.Error(), tt.text)
				}
				if errors.Is(err, ErrOutcomeUnknown) || errors.Is(err, ErrNotFound) {
					t.Error("a failed action matches another error")
				}
			})
		})
	}
}

// A wait that ended with its context continues with another context, in each way that the package
// offers.
func TestWaitAgain(t *testing.T) {
	ways := map[string]func(ctx context.Context, c *Client, attempt *Attempt[*Credential], e *ActionPendingError) (string, error){
		"same attempt": func(ctx context.Context, _ *Client, attempt *Attempt[*Credential], _ *ActionPendingError) (string, error) {
			credential, err := attempt.Wait(ctx)
			return credential.ACSCredentialID, err
		},
		"by ID, typed": func(ctx context.Context, c *Client, _ *Attempt[*Credential], e *ActionPendingError) (string, error) {
			credential, err := newEncodersService(c).ResumeEncode(e.ID).Wait(ctx)
			return credential.ACSCredentialID, err
		},
		"by ID": func(ctx context.Context, c *Client, _ *Attempt[*Credential], e *ActionPendingError) (string, error) {
			return credentialOf(c.ResumeAttempt(e.ID).Wait(ctx))
		},
		"held attempt": func(ctx context.Context, c *Client, _ *Attempt[*Credential], e *ActionPendingError) (string, error) {
			return credentialOf(c.WaitFor(ctx, e.Attempt))
		},
	}
	for name, again := range ways {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &actionServer{t: t, kind: "ENCODE_CREDENTIAL"}
				a.poll = a.pendingFor(30*time.Second, a.attempt("success", issuedCredential, "null"))
				c := a.client()
				attempt, err := newEncodersService(c).Encode(t.Context(), "enc_1", "cred_1")
				if err != nil {
					t.Fatal(err)
				}
				e := endsPending(t, attempt, 10*time.Second)
				if e.ID != "aa_1" || e.Attempt == nil || e.Attempt != attempt.Latest() {
					t.Errorf("the error holds %+v", *e)
				}
				id, err := again(t.Context(), c, attempt, e)
				if id != "cred_1" || err != nil || a.started.Load() != 1 {
					t.Errorf("%q, %v, started %d times", id, err, a.started.Load())
				}
			})
		})
	}
}

func credentialOf(attempt *gen.ActionAttempt, err error) (string, error) {
	if err != nil {
		return "", err
	}
	encoded, ok := attempt.Value().(*gen.EncodeCredentialActionAttempt)
	if !ok || encoded.Result == nil {
		return "", fmt.Errorf("no result: %s", attempt.Raw())
	}
	return encoded.Result.ACSCredentialID, nil
}

// endsPending waits for d, and expects that the action is still pending.
func endsPending[T any](t *testing.T, attempt *Attempt[T], d time.Duration) *ActionPendingError {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	start := time.Now()
	_, err := attempt.Wait(ctx)
	e, ok := errors.AsType[*ActionPendingError](err)
	if !ok || !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, ErrOutcomeUnknown) {
		t.Fatalf("%v", err)
	}
	if took := time.Since(start); took != d {
		t.Errorf("waited %v, want %v", took, d)
	}
	return e
}

// A wait ends during a pause when its context does, and the error has the cause of the context.
func TestWaitCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actionServer{t: t, kind: "UNLOCK_DOOR"}
		a.poll = alwaysAttempt(a.attempt("pending", "null", "null"))
		ctx, cancel := context.WithCancelCause(t.Context())
		cause := errors.New("shutting down")
		time.AfterFunc(20*time.Second, func() { cancel(cause) })
		start := time.Now()
		_, err := a.client().ResumeAttempt("aa_1").Wait(ctx)
		if !errors.Is(err, context.Canceled) || !errors.Is(err, cause) || time.Since(start) != 20*time.Second {
			t.Errorf("after %v: %v", time.Since(start), err)
		}
		want := "seam: UNLOCK_DOOR action attempt aa_1 may still be running (last status pending): context canceled: shutting down"
		if err == nil || err.Error() != want {
			t.Errorf("%v, want %q", err, want)
		}
	})
}

func TestWaitUnknownStatus(t *testing.T) {
	for name, status := range map[string]string{"new": `"queued"`, "null": `null`, "number": `7`} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &actionServer{t: t}
				a.poll = alwaysAttempt(`{"action_attempt_id":"aa_1","action_type":"LOCK_DOOR","status":` + status + `}`)
				attempt := a.client().ResumeAttempt("aa_1")
				if attempt.Latest() != nil || attempt.Status() != "" {
					t.Errorf("before the first poll: %v", attempt.Latest())
				}
				e := endsPending(t, attempt, time.Minute)
				if e.Attempt == nil || a.polls.Load() < 10 {
					t.Errorf("%v after %d polls", e, a.polls.Load())
				}
			})
		})
	}
}

func TestWaitUnusableResult(t *testing.T) {
	tests := map[string]struct{ kind, result, text string }{
		"null":       {"ENCODE_CREDENTIAL", `null`, "seam: ENCODE_CREDENTIAL action attempt aa_1 succeeded, but its result is missing"},
		"text":       {"ENCODE_CREDENTIAL", `"done"`, "seam: ENCODE_CREDENTIAL action attempt aa_1 succeeded, but its result is missing"},
		"other kind": {"UNLOCK_DOOR", `{}`, "seam: UNLOCK_DOOR action attempt aa_1 succeeded, but its result cannot be used: its action_type is not ENCODE_CREDENTIAL"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := &actionServer{t: t, kind: tt.kind}
			a.poll = alwaysAttempt(a.attempt("success", tt.result, "null"))
			credential, err := newEncodersService(a.client()).ResumeEncode("aa_1").Wait(t.Context())
			e, ok := errors.AsType[*ActionResultError](err)
			if !ok || credential != nil || e.Attempt == nil || err.Error() != tt.text {
				t.Errorf("%v, %v", credential, err)
			}
		})
	}
}

// The result of an action whose kind Seam has renamed is decoded.
func TestWaitRenamedKind(t *testing.T) {
	a := &actionServer{t: t, kind: "ENCODE_CARD"}
	a.poll = alwaysAttempt(a.attempt("success", issuedCredential, "null"))
	credential, err := newEncodersService(a.client()).ResumeEncode("aa_1").Wait(t.Context())
	if err != nil || credential.ACSCredentialID != "cred_1" {
		t.Errorf("%v, %v", credential, err)
	}
}

func TestWaitThroughOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actionServer{t: t, kind: "LOCK_DOOR"}
		a.poll = func(n int) (int, string) {
			// More than the retries of one poll.
			if n < 30 {
				return 503, ""
			}
			return 200, a.attempt("success", "{}", "null")
		}
		ended, err := a.client().ResumeAttempt("aa_1").Wait(t.Context())
		if err != nil || ended.Status != gen.ActionAttemptStatusSuccess || a.polls.Load() != 30 {
			t.Errorf("%v, %v, polled %d times", ended, err, a.polls.Load())
		}
	})
}

// A wait whose context ends during an outage returns both errors: the action may still succeed.
func TestWaitEndsInOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actionServer{t: t, poll: func(int) (int, string) { return 503, "" }}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		start := time.Now()
		_, err := a.client().ResumeAttempt("aa_1").Wait(ctx)
		pending, ok := errors.AsType[*ActionPendingError](err)
		if !ok || pending.ID != "aa_1" || time.Since(start) > time.Minute || time.Since(start) < 50*time.Second {
			t.Fatalf("after %v: %v", time.Since(start), err)
		}
		if e, ok := errors.AsType[*Error](err); !ok || e.StatusCode != 503 {
			t.Errorf("the outage is not in %v", err)
		}
	})
}

// A poll waits as long as Seam asks, but at most a minute.
func TestWaitRespectsRetryAfter(t *testing.T) {
	for asked := range 10 {
		for asks, want := range map[time.Duration]time.Duration{30 * time.Second: 30 * time.Second, longestRetryAfter: time.Minute} {
			if d := pollDelay(asked+1, &Error{StatusCode: 429, RetryAfter: asks}); d < want || d > want+maxPollDelay {
				t.Errorf("Seam asks to wait %v, the pause is %v", asks, d)
			}
		}
	}
}

func TestWaitRejectedPoll(t *testing.T) {
	a := &actionServer{t: t, poll: func(int) (int, string) {
		return 404, `{"error":{"type":"action_attempt_not_found","message":"no such attempt"}}`
	}}
	_, err := a.client().ResumeAttempt("aa_1").Wait(t.Context())
	pending, ok := errors.AsType[*ActionPendingError](err)
	if !ok || pending.ID != "aa_1" || pending.Attempt != nil {
		t.Fatalf("%v", err)
	}
	if e, ok := errors.AsType[*Error](err); !ok || e.StatusCode != 404 || !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
}

func TestWaitInvalidArguments(t *testing.T) {
	a := &actionServer{t: t, poll: func(int) (int, string) { t.Error("polled"); return 500, "" }}
	c := a.client()
	var none *Attempt[*Credential]
	var noClient *Client
	tests := map[string]struct {
		wait func() error
		text string
	}{
		"nil attempt": {func() error { _, err := c.WaitFor(t.Context(), nil); return err }, "seam: /action_attempts/get: ActionAttempt: nil"},
		"empty ID":    {func() error { _, err := c.ResumeAttempt("").Wait(t.Context()); return err }, "seam: /action_attempts/get: ActionAttemptID: empty"},
		"blank ID":    {func() error { _, err := c.ResumeAttempt(" ").Wait(t.Context()); return err }, "seam: /action_attempts/get: ActionAttemptID: empty"},
		"without ID": {func() error { _, err := c.WaitFor(t.Context(), &gen.ActionAttempt{}); return err },
			"seam: action attempt may still be running: it has no ID to poll"},
		"nil Attempt":  {func() error { _, err := none.Wait(t.Context()); return err }, errAttemptWithoutClient.Error()},
		"zero Attempt": {func() error { _, err := new(Attempt[int]).Wait(t.Context()); return err }, errAttemptWithoutClient.Error()},
		"zero Client":  {func() error { _, err := new(Client).ResumeAttempt("aa_1").Wait(t.Context()); return err }, errAttemptWithoutClient.Error()},
		"nil Client": {func() error { _, err := noClient.WaitFor(t.Context(), &gen.ActionAttempt{}); return err },
			errAttemptWithoutClient.Error()},
		"nil context": {func() error { _, err := c.ResumeAttempt("aa_1").Wait(nilContext()); return err },
			"seam: action attempt aa_1 may still be running: seam: the context is nil"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if err := tt.wait(); err == nil || err.Error() != tt.text {
				t.Errorf("%v, want %q", err, tt.text)
			}
		})
	}
	if none.ID() != "" || none.Status() != "" || none.Latest() != nil {
		t.Error("a nil attempt has an ID or a status")
	}
}

func nilContext() context.Context { return nil }

// Many goroutines may wait for one attempt; the race detector checks this.
func TestWaitTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actionServer{t: t, kind: "LOCK_DOOR"}
		success := a.attempt("success", "{}", "null")
		c := newSharedClient(t, a.pendingFor(5*time.Second, success), a)
		attempt := c.ResumeAttempt("aa_1")
		errs := make(chan error)
		for range 10 {
			go func() { _, err := attempt.Wait(t.Context()); errs <- err }()
		}
		for range 10 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
	})
}

func TestPollDelay(t *testing.T) {
	for asked, ceiling := range map[int]time.Duration{
		1: 250 * time.Millisecond, 2: 500 * time.Millisecond, 3: time.Second, 4: 2 * time.Second, 5: 4 * time.Second,
		6: 4 * time.Second, 1000: 4 * time.Second,
	} {
		low, high := ceiling, time.Duration(0)
		for range 1000 {
			d := pollDelay(asked, nil)
			low, high = min(low, d), max(high, d)
		}
		if low < ceiling/2 || high >= ceiling || high-low < ceiling/4 {
			t.Errorf("after %d polls: from %v to %v of %v", asked, low, high, ceiling)
		}
	}
}

// Every action attempt can be waited for, whichever operation returned it.
func TestWaitForEveryOperation(t *testing.T) {
	a := &actionServer{t: t}
	c := a.client()
	waited := 0
	eachService(reflect.ValueOf(c.Client).Elem(), func(service reflect.Value) {
		for _, method := range service.Methods() {
			if !beginsAction(method.Type()) || service.Type() == reflect.TypeFor[*gen.ActionAttemptsService]() {
				continue
			}
			waited++
			waitForResultOf(t, a, c, method)
		}
	})
	documented := 0
	for _, op := range gen.Operations() {
		if op.Key == "action_attempt" && op.Path != pathGetActionAttempt {
			documented++
		}
	}
	if waited != documented || waited < 23 {
		t.Errorf("waited for the actions of %d of %d operations", waited, documented)
	}
}

func beginsAction(method reflect.Type) bool {
	return method.NumOut() == 2 && method.Out(0) == reflect.TypeFor[*gen.ActionAttempt]()
}

func waitForResultOf(t *testing.T, a *actionServer, c *Client, method reflect.Value) {
	t.Helper()
	in := []reflect.Value{reflect.ValueOf(t.Context())}
	if p := method.Type().In(1); p.Kind() == reflect.Pointer {
		in = append(in, withEmptyLists(reflect.New(p.Elem())))
	}
	a.kind = ""
	out := method.Call(in)
	if !out[1].IsNil() {
		t.Errorf("%v", out[1])
		return
	}
	a.kind = gen.LookupOperation(a.path).Action
	a.poll = alwaysAttempt(a.attempt("success", "{}", "null"))
	ended, err := c.WaitFor(t.Context(), out[0].Interface().(*gen.ActionAttempt))
	if err != nil {
		t.Errorf("%s: %v", a.path, err)
		return
	}
	if unknown, ok := ended.Value().(*gen.UnknownActionAttempt); ok {
		t.Errorf("%s: the kind %s is not known", a.path, unknown.Type)
	}
}

// withEmptyLists sets the lists of a request, which may be required, to empty lists.
func withEmptyLists(request reflect.Value) reflect.Value {
	for _, field := range request.Elem().Fields() {
		if field.Kind() == reflect.Slice {
			field.Set(reflect.MakeSlice(field.Type(), 0, 0))
		}
	}
	return request
}

func eachService(services reflect.Value, visit func(reflect.Value)) {
	for i := range services.NumField() {
		field := services.Field(i)
		if services.Type().Field(i).IsExported() && field.Kind() == reflect.Pointer && !field.IsNil() {
			visit(field)
			eachService(field.Elem(), visit)
		}
	}
}
