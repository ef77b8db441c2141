package seam

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// states is a fake Seam whose resources change with time.
type states struct {
	begin time.Time
	// respond returns the response to a request that arrives this long after begin.
	respond  func(path string, after time.Duration) (status int, body string)
	requests int
}

func (s *states) client(t *testing.T) *Client {
	s.begin = time.Now()
	transport := transportFunc(func(req *http.Request) (*http.Response, error) {
		s.requests++
		status, body := s.respond(req.URL.Path, time.Since(s.begin))
		return newResponse(status, body), nil
	})
	client, err := NewClient(APIKey(testKey), WithTransport(transport))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

const notFound = `{"error":{"type":"x_not_found","message":"no"}}`

// wait is a method that waits for a state.
type wait struct {
	name string
	wait func(context.Context, *Client) error
	// waiting is the response before the state is reached, and reached the response after it. failed is
	// a response with an error that ends the wait with an *IssueError, or "" if none does.
	waiting, reached, failed string
	reachedStatus            int
}

func waits() []wait {
	grant := func(more string) string { return `{"access_grant":{"access_grant_id":"x"` + more + `}}` }
	code := func(more string) string { return `{"access_code":{"access_code_id":"x"` + more + `}}` }
	method := func(more string) string { return `{"access_method":{"access_method_id":"x"` + more + `}}` }
	webview := func(more string) string { return `{"connect_webview":{"connect_webview_id":"x"` + more + `}}` }
	cred := func(more string) string { return `{"acs_credential":{"acs_credential_id":"x"` + more + `}}` }
	const failure = `,"errors":[{"error_code":"broken","message":"m"}]`
	return []wait{
		{
			"grant deleted", func(ctx context.Context, c *Client) error { return c.AccessGrants.WaitDeleted(ctx, GrantID("x")) },
			grant(failure), notFound, "", 404, // An error of a grant is about its creation.
		},
		{
			"access method deleted", func(ctx context.Context, c *Client) error { return c.AccessMethods.WaitDeleted(ctx, "x") },
			method(failure), notFound, "", 404, // An error of an access method is about its creation.
		},
		{
			"access code set", func(ctx context.Context, c *Client) error { return second(c.AccessCodes.WaitSet(ctx, "x")) },
			code(`,"status":"setting"`), code(`,"status":"set"`), code(`,"status":"setting"` + failure), 200,
		},
		{
			"access code deleted", func(ctx context.Context, c *Client) error { return c.AccessCodes.WaitDeleted(ctx, "x") },
			code(`,"status":"removing"` + failure), notFound,
			code(`,"errors":[{"error_code":"broken","message":"m","is_device_error":true}]`), 404,
		},
		{
			"card issued", func(ctx context.Context, c *Client) error { return second(c.ACS.Credentials.WaitIssued(ctx, "x")) },
			cred(`,"access_method":"card","is_latest_desired_state_synced_with_provider":true`), cred(`,"access_method":"card","is_issued":true`), cred(failure), 200,
		},
		{
			"changed card issued", func(ctx context.Context, c *Client) error { return second(c.ACS.Credentials.WaitIssued(ctx, "x")) },
			cred(`,"access_method":"card","is_issued":true,"warnings":[{"warning_code":"needs_to_be_reissued"}]`),
			cred(`,"access_method":"card","is_issued":true`), cred(failure), 200,
		},
		{
			"code issued", func(ctx context.Context, c *Client) error { return second(c.ACS.Credentials.WaitIssued(ctx, "x")) },
			cred(`,"access_method":"code"`), cred(`,"access_method":"code","is_latest_desired_state_synced_with_provider":true`), cred(failure), 200,
		},
		{
			"credential deleted", func(ctx context.Context, c *Client) error { return c.ACS.Credentials.WaitDeleted(ctx, "x") },
			cred(""), notFound, cred(failure), 404,
		},
		{
			"webview authorized", func(ctx context.Context, c *Client) error { return second(c.ConnectWebviews.WaitAuthorized(ctx, "x")) },
			webview(`,"status":"pending"`), webview(`,"status":"authorized","connected_account_id":"a"`), "", 200,
		},
	}
}

func TestWaitForState(t *testing.T) {
	const ready = 10 * time.Second
	for _, w := range waits() {
		t.Run(w.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &states{respond: func(_ string, after time.Duration) (int, string) {
					switch {
					case after < 2*time.Second:
						return 200, w.waiting
					case after < 5*time.Second:
						return 503, "an outage"
					case after < ready:
						return 200, w.waiting
					}
					return w.reachedStatus, w.reached
				}}
				if err := w.wait(t.Context(), s.client(t)); err != nil {
					t.Error(err)
				}
				within(t, "waiting", time.Since(s.begin), ready, ready+maxPollDelay)
			})
		})
	}
}

func TestWaitForStateThatFails(t *testing.T) {
	for _, w := range waits() {
		if w.failed == "" {
			continue
		}
		t.Run(w.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &states{respond: func(string, time.Duration) (int, string) { return 200, w.failed }}
				err := w.wait(t.Context(), s.client(t))
				e, ok := errors.AsType[*IssueError](err)
				if !ok || e.ID != "x" || len(e.Issues) != 1 || e.Issues[0].Code != "broken" || !strings.Contains(err.Error(), "broken: m") {
					t.Error(err)
				}
			})
		})
	}
}

func TestWaitForStateEnds(t *testing.T) {
	for _, w := range waits() {
		t.Run(w.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &states{respond: func(string, time.Duration) (int, string) { return 200, w.waiting }}
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				err := w.wait(ctx, s.client(t))
				if e, ok := errors.AsType[*WaitError](err); !ok || e.ID != "x" || !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
				if s.requests < 15 || s.requests > 40 {
					t.Errorf("%d requests in a minute", s.requests)
				}

				refusing := &states{respond: func(string, time.Duration) (int, string) { return 401, `{"error":{"type":"unauthorized"}}` }}
				err = w.wait(t.Context(), refusing.client(t))
				if _, ok := errors.AsType[*WaitError](err); !ok || !errors.Is(err, ErrUnauthorized) || refusing.requests != 1 {
					t.Errorf("%d requests, %v", refusing.requests, err)
				}
			})
		})
	}
}

// eventAbout returns an event that names a resource.
func eventAbout(t *testing.T, id string) *gen.Event {
	t.Helper()
	var event gen.Event
	if err := json.Unmarshal([]byte(`{"event_type":"access_code.set_on_device","access_code_id":"`+id+`"}`), &event); err != nil {
		t.Fatal(err)
	}
	return &event
}

func TestWakeEndsThePause(t *testing.T) {
	for _, w := range waits() {
		t.Run(w.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ready := false
				s := &states{respond: func(string, time.Duration) (int, string) {
					if ready {
						return w.reachedStatus, w.reached
					}
					return 200, w.waiting
				}}
				client := s.client(t)
				done := make(chan error)
				go func() { done <- w.wait(t.Context(), client) }()
				time.Sleep(20 * time.Second)
				synctest.Wait()
				before := s.requests
				client.Wake(eventAbout(t, "another"))
				client.Wake(nil)
				synctest.Wait()
				if s.requests != before {
					t.Error("an event about something else woke the wait")
				}
				ready = true
				woken := time.Now()
				client.Wake(eventAbout(t, "x"))
				if err := <-done; err != nil {
					t.Error(err)
				}
				if d := time.Since(woken); d != 0 {
					t.Errorf("it looked after %v", d)
				}
				for key := range waiting.Range {
					if key.(*waiter).client == client.Client {
						t.Error("a wait is left over")
					}
				}
			})
		})
	}
}

// An event does not shorten the pause that Seam asked for.
func TestWakeHeedsRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var client *Client
		var looks []time.Duration
		s := &states{respond: func(_ string, after time.Duration) (int, string) {
			looks = append(looks, after)
			if after < 30*time.Second {
				return 503, "an outage"
			}
			return 200, `{"access_code":{"access_code_id":"x","status":"set"}}`
		}}
		client = s.client(t)
		stop := make(chan struct{})
		go func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(time.Millisecond):
					client.Wake(eventAbout(t, "x"))
				}
			}
		}()
		if _, err := client.AccessCodes.WaitSet(t.Context(), "x"); err != nil {
			t.Error(err)
		}
		close(stop)
		if len(looks) > 60 {
			t.Errorf("%d looks", len(looks))
		}
	})
}

// grantStates responds with a grant and its methods.
func grantStates(grant, methods string) *states {
	return &states{respond: func(path string, _ time.Duration) (int, string) {
		if path == pathListAccessMethods {
			return 200, `{"access_methods":[` + methods + `]}`
		}
		return 200, `{"access_grant":{"access_grant_id":"g"` + grant + `}}`
	}}
}

func TestWaitIssued(t *testing.T) {
	const (
		issued   = `{"access_method_id":"issued","is_issued":true}`
		pending  = `{"access_method_id":"pending"}`
		encode   = `{"access_method_id":"encode","mode":"card","is_encoding_required":true,"is_ready_for_encoding":true}`
		reencode = `{"access_method_id":"reencode","mode":"card","is_encoding_required":true,"is_issued":true}`
		early    = `{"access_method_id":"early","mode":"card","is_encoding_required":true}`
		assign   = `{"access_method_id":"assign","mode":"card","is_assignment_required":true,"is_ready_for_assignment":true}`
		failed   = `{"access_method_id":"failed","errors":[{"error_code":"failed_to_issue","message":"offline"}]}`
		changing = `{"access_method_id":"changing","is_issued":true,"pending_mutations":[{"mutation_code":"updating_access_times"}]}`
		leaving  = `{"access_method_id":"leaving","warnings":[{"warning_code":"being_deleted","message":"m"}]}`
	)
	for name, tt := range map[string]struct {
		grant, methods string
		want           string // the errors, in short
	}{
		"issued":                     {"", issued, ""},
		"nothing yet":                {"", "", "wait"},
		"pending":                    {"", issued + "," + pending, "wait"},
		"changing":                   {"", changing, "wait"},
		"not ready to be encoded":    {"", early, "wait"},
		"the grant is changing":      {`,"pending_mutations":[{"mutation_code":"updating_spaces"}]`, issued, "wait"},
		"all are being deleted":      {"", leaving, "wait"},
		"one is being deleted":       {"", issued + "," + leaving, ""},
		"cards":                      {"", pending + "," + encode + "," + reencode + "," + assign, "encode: encode reencode assign: assign"},
		"a failure":                  {"", issued + "," + failed, "issue failed_to_issue"},
		"a failure and a card":       {"", failed + "," + encode, "issue failed_to_issue encode: encode assign:"},
		"an error of the grant":      {`,"errors":[{"error_code":"cannot_create_requested_access_methods","message":"m"}]`, "", "issue cannot_create_requested_access_methods"},
		"the grant is being deleted": {`,"warnings":[{"warning_code":"being_deleted","message":"m"}]`, issued, "issue being_deleted"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				methods, err := grantStates(tt.grant, tt.methods).client(t).AccessGrants.WaitIssued(ctx, GrantKey("k"))
				if got := inShort(err); got != tt.want {
					t.Errorf("got %q, want %q: %v", got, tt.want, err)
				}
				if len(methods) != strings.Count(tt.methods, "access_method_id") {
					t.Errorf("%d methods", len(methods))
				}
			})
		})
	}
}

func inShort(err error) string {
	var parts []string
	if e, ok := errors.AsType[*IssueError](err); ok {
		parts = append(parts, "issue "+e.Issues[0].Code)
	}
	if e, ok := errors.AsType[*CardRequiredError](err); ok {
		parts = append(parts, "encode:")
		for _, m := range e.Encode {
			parts = append(parts, m.AccessMethodID)
		}
		parts = append(parts, "assign:")
		for _, m := range e.Assign {
			parts = append(parts, m.AccessMethodID)
		}
	}
	if _, ok := errors.AsType[*WaitError](err); ok {
		parts = append(parts, "wait")
	}
	return strings.Join(parts, " ")
}
