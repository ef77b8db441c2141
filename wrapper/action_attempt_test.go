package seam

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// actions is a Seam that knows nothing but action attempts.
type actions struct {
	t *testing.T
	// kind is the action_type of its attempts.
	kind string
	// poll answers the nth request for an attempt, with the attempt or a status.
	poll func(n int) (status int, attempt string)

	polls atomic.Int32
	begun atomic.Int32
	// path and body are of the last request that was none for an attempt.
	path, body string
	// polled is the ID in the last request for an attempt.
	polled string
}

func (a *actions) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	if req.URL.Path != pathGetActionAttempt {
		a.begun.Add(1)
		a.path, a.body = req.URL.Path, string(body)
		return reply(200, a.wrap(a.attempt("pending", "null", "null"))), nil
	}
	var asked struct {
		ID string `json:"action_attempt_id"`
	}
	if err := json.Unmarshal(body, &asked); err != nil {
		return nil, err
	}
	a.polled = asked.ID
	status, attempt := a.poll(int(a.polls.Add(1)))
	if status != 200 {
		return reply(status, attempt), nil
	}
	return reply(200, a.wrap(attempt)), nil
}

func (a *actions) wrap(attempt string) string { return `{"action_attempt":` + attempt + `,"ok":true}` }

func (a *actions) attempt(status, result, failure string) string {
	return fmt.Sprintf(`{"action_attempt_id":"aa_1","action_type":%q,"status":%q,"result":%s,"error":%s}`,
		a.kind, status, result, failure)
}

func (a *actions) client(opts ...Option) *Client {
	a.t.Helper()
	c, err := newCaller(APIKey(testKey), append([]Option{WithTransport(a)}, opts...))
	if err != nil {
		a.t.Fatal(err)
	}
	return &Client{Client: gen.NewClient(c)}
}

// saying answers every request for an attempt with the same.
func saying(attempt string) func(int) (int, string) {
	return func(int) (int, string) { return 200, attempt }
}

// until answers pending for d from now on, then with ended.
func (a *actions) until(d time.Duration, ended string) func(int) (int, string) {
	end := time.Now().Add(d)
	return func(int) (int, string) {
		if time.Now().Before(end) {
			return 200, a.attempt("pending", "null", "null")
		}
		return 200, ended
	}
}

const issued = `{"acs_credential_id":"cred_1","is_issued":true,"access_method":"card"}`

func TestWaitUntilSuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actions{t: t, kind: "ENCODE_CREDENTIAL"}
		a.poll = a.until(45*time.Second, a.attempt("success", issued, "null"))
		attempt, err := newEncodersService(a.client()).Encode(t.Context(), "enc_1", "cred_1")
		if err != nil {
			t.Fatal(err)
		}
		if attempt.ID() != "aa_1" || attempt.Status() != gen.ActionAttemptStatusPending {
			t.Errorf("begun: %q, %q", attempt.ID(), attempt.Status())
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
			t.Errorf("asked %d times in 45 s", n)
		}
		if a.polled != "aa_1" || a.begun.Load() != 1 {
			t.Errorf("asked for %q, begun %d times", a.polled, a.begun.Load())
		}
		polls := a.polls.Load()
		if again, err := attempt.Wait(t.Context()); err != nil || again.ACSCredentialID != "cred_1" || a.polls.Load() != polls {
			t.Errorf("again: %v, %v, asked %d times more", again, err, a.polls.Load()-polls)
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
				a := &actions{t: t, kind: "ENCODE_CREDENTIAL"}
				a.poll = a.until(time.Second, a.attempt("error", "null", tt.failure))
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
					t.Error("an outcome that is known is taken for another error")
				}
			})
		})
	}
}

func TestActionErrorNotFound(t *testing.T) {
	if !errors.Is(&ActionError{Type: ActionErrorCredentialNotFound}, ErrNotFound) {
		t.Error("credential_not_found is not ErrNotFound")
	}
}

// A wait that ended with its context goes on with another, in each of the ways there are.
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
				a := &actions{t: t, kind: "ENCODE_CREDENTIAL"}
				a.poll = a.until(30*time.Second, a.attempt("success", issued, "null"))
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
				if id != "cred_1" || err != nil || a.begun.Load() != 1 {
					t.Errorf("%q, %v, begun %d times", id, err, a.begun.Load())
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

// endsPending waits for d and no longer.
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

// The end of the context is noticed in a pause, with what the user says about it.
func TestWaitCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actions{t: t, kind: "UNLOCK_DOOR"}
		a.poll = saying(a.attempt("pending", "null", "null"))
		ctx, cancel := context.WithCancelCause(t.Context())
		closing := errors.New("closing time")
		time.AfterFunc(20*time.Second, func() { cancel(closing) })
		start := time.Now()
		_, err := a.client().ResumeAttempt("aa_1").Wait(ctx)
		if !errors.Is(err, context.Canceled) || !errors.Is(err, closing) || time.Since(start) != 20*time.Second {
			t.Errorf("after %v: %v", time.Since(start), err)
		}
		want := "seam: UNLOCK_DOOR action attempt aa_1 not known to have ended (last status pending): context canceled: closing time"
		if err == nil || err.Error() != want {
			t.Errorf("%v, want %q", err, want)
		}
	})
}

func TestWaitUnknownStatus(t *testing.T) {
	for name, status := range map[string]string{"new": `"queued"`, "null": `null`, "number": `7`} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &actions{t: t}
				a.poll = saying(`{"action_attempt_id":"aa_1","action_type":"LOCK_DOOR","status":` + status + `}`)
				attempt := a.client().ResumeAttempt("aa_1")
				if attempt.Latest() != nil || attempt.Status() != "" {
					t.Errorf("before it was asked for: %v", attempt.Latest())
				}
				e := endsPending(t, attempt, time.Minute)
				if e.Attempt == nil || a.polls.Load() < 10 {
					t.Errorf("%v after asking %d times", e, a.polls.Load())
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
			a := &actions{t: t, kind: tt.kind}
			a.poll = saying(a.attempt("success", tt.result, "null"))
			credential, err := newEncodersService(a.client()).ResumeEncode("aa_1").Wait(t.Context())
			e, ok := errors.AsType[*ActionResultError](err)
			if !ok || credential != nil || e.Attempt == nil || err.Error() != tt.text {
				t.Errorf("%v, %v", credential, err)
			}
		})
	}
}

// A kind that Seam has renamed keeps its result.
func TestWaitRenamedKind(t *testing.T) {
	a := &actions{t: t, kind: "ENCODE_CARD"}
	a.poll = saying(a.attempt("success", issued, "null"))
	credential, err := newEncodersService(a.client()).ResumeEncode("aa_1").Wait(t.Context())
	if err != nil || credential.ACSCredentialID != "cred_1" {
		t.Errorf("%v, %v", credential, err)
	}
}

func TestWaitThroughOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actions{t: t, kind: "LOCK_DOOR"}
		a.poll = func(n int) (int, string) {
			// More than the retries of any one look.
			if n < 30 {
				return 503, ""
			}
			return 200, a.attempt("success", "{}", "null")
		}
		ended, err := a.client().ResumeAttempt("aa_1").Wait(t.Context())
		if err != nil || ended.Status != gen.ActionAttemptStatusSuccess || a.polls.Load() != 30 {
			t.Errorf("%v, %v, asked %d times", ended, err, a.polls.Load())
		}
	})
}

// Seam cannot be asked: the action may go on all the same.
// The end of a wait in an outage tells of both.
func TestWaitEndsInOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actions{t: t, poll: func(int) (int, string) { return 503, "" }}
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

// Seam asks for time, and gets it, but no year.
func TestWaitHeedsRetryAfter(t *testing.T) {
	for asked := range 10 {
		for asks, want := range map[time.Duration]time.Duration{30 * time.Second: 30 * time.Second, longestRetryAfter: time.Minute} {
			if d := pollDelay(asked+1, &Error{StatusCode: 429, RetryAfter: asks}); d < want || d > want+maxPollDelay {
				t.Errorf("asked to wait %v, it waits %v", asks, d)
			}
		}
	}
}

func TestWaitUnanswered(t *testing.T) {
	a := &actions{t: t, poll: func(int) (int, string) {
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

func TestWaitRefuses(t *testing.T) {
	a := &actions{t: t, poll: func(int) (int, string) { t.Error("asked"); return 500, "" }}
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
			"seam: action attempt not known to have ended: it has no ID to poll"},
		"nil Attempt":  {func() error { _, err := none.Wait(t.Context()); return err }, errAttemptWithoutClient.Error()},
		"zero Attempt": {func() error { _, err := new(Attempt[int]).Wait(t.Context()); return err }, errAttemptWithoutClient.Error()},
		"zero Client":  {func() error { _, err := new(Client).ResumeAttempt("aa_1").Wait(t.Context()); return err }, errAttemptWithoutClient.Error()},
		"nil Client": {func() error { _, err := noClient.WaitFor(t.Context(), &gen.ActionAttempt{}); return err },
			errAttemptWithoutClient.Error()},
		"nil context": {func() error { _, err := c.ResumeAttempt("aa_1").Wait(nilContext()); return err },
			"seam: action attempt aa_1 not known to have ended: seam: the context is nil"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if err := tt.wait(); err == nil || err.Error() != tt.text {
				t.Errorf("%v, want %q", err, tt.text)
			}
		})
	}
	if none.ID() != "" || none.Status() != "" || none.Latest() != nil {
		t.Error("a nil attempt says something")
	}
}

func nilContext() context.Context { return nil }

// Many may wait for one attempt; the race detector sees whether they may.
func TestWaitTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &actions{t: t, kind: "LOCK_DOOR"}
		success := a.attempt("success", "{}", "null")
		c := newSharedClient(t, a.until(5*time.Second, success), a)
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

// newSharedClient records nothing, so that requests may be answered at once.
func newSharedClient(t *testing.T, poll func(int) (int, string), a *actions) *Client {
	t.Helper()
	c := answering(t, func(n int, _ *http.Request) (*http.Response, error) {
		_, attempt := poll(n)
		return reply(200, a.wrap(attempt)), nil
	})
	return &Client{Client: gen.NewClient(c)}
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
			t.Errorf("after asking %d times: from %v to %v of %v", asked, low, high, ceiling)
		}
	}
}

// Whatever operation returned it, an action attempt can be waited for.
func TestWaitForEveryOperation(t *testing.T) {
	a := &actions{t: t}
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
		t.Errorf("waited for %d of %d operations", waited, documented)
	}
}

func beginsAction(method reflect.Type) bool {
	return method.NumOut() == 2 && method.Out(0) == reflect.TypeFor[*gen.ActionAttempt]()
}

func waitForResultOf(t *testing.T, a *actions, c *Client, method reflect.Value) {
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
	a.poll = saying(a.attempt("success", "{}", "null"))
	ended, err := c.WaitFor(t.Context(), out[0].Interface().(*gen.ActionAttempt))
	if err != nil {
		t.Errorf("%s: %v", a.path, err)
		return
	}
	if unknown, ok := ended.Value().(*gen.UnknownActionAttempt); ok {
		t.Errorf("%s: the kind %s is not known", a.path, unknown.Type)
	}
}

// withEmptyLists fills in the lists of a request, which may be required.
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

// The error types are those of the document, none missing and none made up.
func TestActionErrorTypes(t *testing.T) {
	want := []ActionErrorType{
		ActionErrorExpired, ActionErrorBridgeDisconnected, ActionErrorCredentialCannotBeReissued,
		ActionErrorCredentialDeleted, ActionErrorCredentialNotFound, ActionErrorEncoderCommunicationTimeout,
		ActionErrorEncoderNotOnline, ActionErrorEncodingInterrupted, ActionErrorIncompatibleCardFormat,
		ActionErrorNoCredentialOnEncoder, ActionErrorUncategorized,
	}
	slices.Sort(want)
	b, err := os.ReadFile("../openapi/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Components struct {
			Schemas struct {
				ActionAttempt struct {
					OneOf []struct {
						Properties struct {
							Error struct {
								OneOf []struct {
									Properties struct {
										Type struct{ Enum []ActionErrorType }
									}
								} `json:"oneOf"`
							}
						}
					} `json:"oneOf"`
				} `json:"action_attempt"`
			}
		}
	}
	if err := json.Unmarshal(b, &document); err != nil {
		t.Fatal(err)
	}
	var got []ActionErrorType
	for _, variant := range document.Components.Schemas.ActionAttempt.OneOf {
		for _, failure := range variant.Properties.Error.OneOf {
			got = append(got, failure.Properties.Type.Enum...)
		}
	}
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("the document has %v, this package %v", got, want)
	}
}

func TestActionErrorsOnOneLine(t *testing.T) {
	nasty := &gen.ActionAttempt{ActionAttemptID: "a\nb", ActionType: "X\x1b[1m", Status: "c\rd"}
	for _, err := range []error{
		&ActionError{Type: "e\nf", Message: "g\x1bh", Attempt: nasty},
		&ActionPendingError{ID: "i\nj", Attempt: nasty, cause: errors.New("k\nl")},
		&ActionResultError{Attempt: nasty, cause: errors.New("m\nn")},
		new(ActionError), new(ActionPendingError), new(ActionResultError),
	} {
		if text := err.Error(); text == "" || strings.ContainsAny(text, "\n\r\x1b") {
			t.Errorf("%T: %q", err, text)
		}
	}
	// What ended a wait is not scrubbed, so %#v leaves it to Error.
	if text := fmt.Sprintf("%#v", &ActionPendingError{ID: "i", cause: &scrubless{"secret"}}); strings.Contains(text, "scrubless") {
		t.Error(text)
	}
}

type scrubless struct{ text string }

func (*scrubless) Error() string { return "gone" }

// The JSON handler of slog writes errors in a list by their fields, unless they say otherwise.
func TestActionErrorsInLists(t *testing.T) {
	const secret = "824759"
	attempt := new(gen.ActionAttempt)
	attempt.SetRaw([]byte(`{"result":{"code":"` + secret + `"}}`))
	values := []any{
		[]error{&ActionError{Attempt: attempt}, &ActionPendingError{Attempt: attempt}, &ActionResultError{Attempt: attempt}},
		[]MalformedValue{{Path: "code", Raw: []byte(secret)}},
		[]ResponseInfo{{Malformed: []MalformedValue{{Path: "code", Raw: []byte(secret)}}}},
	}
	for _, v := range values {
		for how, text := range printed(v) {
			if strings.Contains(text, secret) && !strings.HasPrefix(how, "%") {
				t.Errorf("%s of %T shows the PIN: %s", how, v, text)
			}
		}
	}
}
