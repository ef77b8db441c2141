package seam

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

const testUser = "user-0123456789"

// sessionServer is a transport that opens client sessions, and counts them.
type sessionServer struct {
	t        *testing.T
	lifetime time.Duration

	mu      sync.Mutex
	opened  int
	calls   int
	revoked map[string]bool
	// fail returns the response to the nth opening, or nil for the normal one.
	fail func(n int) *http.Response
}

func (s *sessionServer) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if req.URL.Path == "/client_sessions/get_or_create" {
		return s.open(req), nil
	}
	s.calls++
	token := req.Header.Get("client-session-token")
	if req.Header.Get("Authorization") != "Bearer "+token || req.Header.Get("seam-publishable-key") != "" {
		s.t.Errorf("a call with %v", req.Header)
	}
	if s.revoked[token] {
		return newResponse(401, `{"error":{"type":"unauthorized","message":"session expired"}}`), nil
	}
	return newResponse(200, `{"ok":true}`), nil
}

func (s *sessionServer) open(req *http.Request) *http.Response {
	s.opened++
	body, err := io.ReadAll(req.Body)
	if err != nil || string(body) != `{"user_identifier_key":"`+testUser+`"}` {
		s.t.Errorf("opened with %s, %v", body, err)
	}
	if req.Header.Get("seam-publishable-key") != testPublishable || req.Header.Get("Authorization") != "" {
		s.t.Errorf("opened with %v", req.Header)
	}
	if s.fail != nil {
		if resp := s.fail(s.opened); resp != nil {
			return resp
		}
	}
	response, err := json.Marshal(map[string]any{"client_session": map[string]any{
		"token": fmt.Sprintf("seam_cst1_session%d", s.opened), "expires_at": time.Now().Add(s.lifetime),
	}})
	if err != nil {
		s.t.Error(err)
	}
	return newResponse(200, string(response))
}

func (s *sessionServer) caller(opts ...Option) *caller {
	s.t.Helper()
	c, err := newCaller(PublishableKey(testPublishable, testUser), append(opts, WithTransport(s)))
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func TestPublishableKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sessionServer{t: t, lifetime: time.Hour}
		c := s.caller()
		steps := []struct {
			wait   time.Duration
			opened int
		}{
			{0, 1}, {time.Minute, 1}, {57 * time.Minute, 1}, {time.Minute + time.Second, 2}, {time.Minute, 2}, {24 * time.Hour, 3},
		}
		for i, step := range steps {
			<-time.After(step.wait)
			if err := call(t, c, writeOp); err != nil {
				t.Fatal(err)
			}
			if s.opened != step.opened || s.calls != i+1 {
				t.Errorf("step %d: %d sessions, %d calls", i, s.opened, s.calls)
			}
		}
	})
}

// Calls that start together open one session, and a rejected session is replaced once for all of
// them.
func TestPublishableKeyTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sessionServer{t: t, lifetime: time.Hour}
		c := s.caller()
		together := func() {
			var wg sync.WaitGroup
			for range 100 {
				wg.Go(func() {
					if err := call(t, c, writeOp); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		}
		together()
		if s.opened != 1 {
			t.Errorf("%d sessions", s.opened)
		}
		s.mu.Lock()
		s.revoked = map[string]bool{"seam_cst1_session1": true}
		s.mu.Unlock()
		together()
		if s.opened != 2 {
			t.Errorf("%d sessions after one was revoked", s.opened)
		}
	})
}

// A session that another call has renewed in the meantime is kept.
func TestLateRenewal(t *testing.T) {
	s := &userSession{current: sessionToken{token: redact.NewSecret("new")}}
	for rejected, want := range map[string]string{"old": "new", "new": ""} {
		session := &userSession{current: s.current}
		if err := session.Renew(t.Context(), http.Header{"Client-Session-Token": {rejected}}); err != nil {
			t.Fatal(err)
		}
		if got := session.current.token.Value(); got != want {
			t.Errorf("%s rejected: the session is %q, want %q", rejected, got, want)
		}
	}
}

// If the call that opens the session is cancelled, the calls that wait for the session still
// succeed.
func TestPublishableKeyOpeningCallIsCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sessionServer{t: t, lifetime: time.Hour}
		slow := transportFunc(func(req *http.Request) (*http.Response, error) {
			select {
			case <-time.After(10 * time.Second):
				return s.RoundTrip(req)
			case <-req.Context().Done():
				return nil, req.Context().Err()
			}
		})
		c, err := newCaller(PublishableKey(testPublishable, testUser), []Option{WithTransport(slow)})
		if err != nil {
			t.Fatal(err)
		}
		var opener, waiter, impatient error
		var wg sync.WaitGroup
		wg.Go(func() { opener = call(t, c, readOp, CallTimeout(5*time.Second)) })
		synctest.Wait()
		wg.Go(func() { waiter = call(t, c, readOp) })
		start := time.Now()
		wg.Go(func() {
			impatient = call(t, c, readOp, CallTimeout(2*time.Second))
			within(t, "the impatient call", time.Since(start), 2*time.Second, 2*time.Second+1)
		})
		wg.Wait()
		if !errors.Is(opener, context.DeadlineExceeded) || !errors.Is(impatient, context.DeadlineExceeded) {
			t.Errorf("opener %v, impatient %v", opener, impatient)
		}
		if waiter != nil || s.opened != 1 {
			t.Errorf("waiter %v, %d sessions", waiter, s.opened)
		}
	})
}

// All waiting calls get the failure to open a session. The next call tries again.
func TestPublishableKeyFails(t *testing.T) {
	tests := map[string]struct {
		response *http.Response
		is       error
		text     string
	}{
		"rejected": {newResponse(401, `{"error":{"type":"unauthorized","message":"unknown `+testPublishable+" for "+testUser+`"}}`), ErrUnauthorized, "401 unauthorized"},
		"no token": {newResponse(200, `{"client_session":{}}`), nil, "the token in the response cannot be used: it is empty"},
		"invalid token": {
			newResponse(200, `{"client_session":{"token":"a\r\nX: y"}}`), nil, "the token in the response cannot be used",
		},
		"incomplete": {newResponse(200, `{"client_session":{"token":"short-secret"`), nil, "truncated JSON"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &sessionServer{t: t, lifetime: time.Hour, fail: func(n int) *http.Response {
				if n == 1 {
					return tt.response
				}
				return nil
			}}
			c := s.caller(WithRetries(0))
			err := call(t, c, writeOp)
			if err == nil || !strings.Contains(err.Error(), tt.text) || errors.Is(err, ErrOutcomeUnknown) || (tt.is != nil && !errors.Is(err, tt.is)) {
				t.Errorf("got %v", err)
			}
			e, _ := errors.AsType[*Error](err)
			for how, text := range printed(err) {
				for _, secret := range []string{testPublishable, testUser, "short-secret"} {
					if strings.Contains(text, secret) || (e != nil && strings.Contains(e.Body, secret)) {
						t.Errorf("%s shows %s: %s", how, secret, text)
					}
				}
			}
			if s.calls != 0 {
				t.Error("the call was made without a session")
			}
			if err := call(t, c, writeOp); err != nil {
				t.Errorf("the next call: %v", err)
			}
		})
	}
}

// A session without an expiry, or close to it, is used.
func TestPublishableKeyShortSession(t *testing.T) {
	for _, lifetime := range []time.Duration{0, time.Second, -time.Hour} {
		s := &sessionServer{t: t, lifetime: lifetime}
		if err := call(t, s.caller(), writeOp); err != nil || s.opened != 1 {
			t.Errorf("%v: %d sessions, %v", lifetime, s.opened, err)
		}
	}
	s := &sessionServer{t: t, fail: func(int) *http.Response {
		return newResponse(200, `{"client_session":{"token":"seam_cst1_x","expires_at":"some day"}}`)
	}}
	c := s.caller()
	for range 3 {
		if err := call(t, c, writeOp); err != nil || s.opened != 1 {
			t.Errorf("%d sessions, %v", s.opened, err)
		}
	}
}

// A session that has expired by the local clock is used. A new one is opened when Seam rejects it,
// or after a while.
func TestSessionExpiredByLocalClock(t *testing.T) {
	for name, lifetime := range map[string]time.Duration{"clock ahead": -2 * time.Hour, "about to end": 20 * time.Second} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &sessionServer{t: t, lifetime: lifetime, revoked: map[string]bool{}}
				c := s.caller()
				for range 100 {
					if err := call(t, c, writeOp); err != nil {
						t.Fatal(err)
					}
				}
				if s.opened != 1 {
					t.Errorf("100 calls at once opened %d sessions", s.opened)
				}
				for range 60 {
					<-time.After(time.Second)
					if err := call(t, c, writeOp); err != nil {
						t.Fatal(err)
					}
				}
				if s.opened < 2 || s.opened > 5 {
					t.Errorf("a minute of calls opened %d sessions", s.opened)
				}
			})
		})
	}
}
