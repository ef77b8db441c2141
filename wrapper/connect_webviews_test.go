package seam

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// webviewStates responds with a Connect Webview that has these members.
func webviewStates(members string) *states {
	return &states{respond: func(string, time.Duration) (int, string) {
		return 200, `{"connect_webview":{"connect_webview_id":"w",` + members + `}}`
	}}
}

func TestWaitAuthorizedReturnsTheWebview(t *testing.T) {
	s := webviewStates(`"status":"authorized","login_successful":true,"connected_account_id":"a"`)
	webview, err := s.client(t).ConnectWebviews.WaitAuthorized(t.Context(), "w")
	if err != nil || webview.ConnectWebviewID != "w" || *webview.ConnectedAccountID != "a" {
		t.Error(webview, err)
	}
}

// A failed login ends the wait at once, because each webview serves one login.
func TestWaitAuthorizedAfterFailedLogin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		s := webviewStates(`"status":"failed"`)
		webview, err := s.client(t).ConnectWebviews.WaitAuthorized(ctx, "w")
		failed, ok := errors.AsType[*LoginFailedError](err)
		if !ok || failed.ConnectWebviewID != "w" || s.requests != 1 {
			t.Fatalf("%d requests, %v", s.requests, err)
		}
		if webview == nil || webview.Status != gen.ConnectWebviewStatusFailed {
			t.Errorf("got %v", webview)
		}
		if text, err := json.Marshal(failed); err != nil || !strings.Contains(string(text), "Connect Webview w failed") {
			t.Errorf("%s, %v", text, err)
		}
	})
}

// The wait goes on while the account is not known, and in a state of a later version.
func TestWaitAuthorizedGoesOn(t *testing.T) {
	for _, members := range []string{
		`"status":"pending"`, `"status":"pending","login_successful":true,"connected_account_id":"a"`,
		`"status":"authorized"`, `"status":"authorized","connected_account_id":""`, `"status":"paused"`,
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			webview, err := webviewStates(members).client(t).ConnectWebviews.WaitAuthorized(ctx, "w")
			ended, ok := errors.AsType[*WaitError](err)
			if !ok || ended.Resource != "Connect Webview" || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: %v", members, err)
			}
			if webview == nil || webview.ConnectWebviewID != "w" {
				t.Errorf("%s: the last response is lost: %v", members, webview)
			}
		})
	}
}

func TestWaitAuthorizedForDeletedWebview(t *testing.T) {
	s := &states{respond: func(string, time.Duration) (int, string) { return 404, notFound }}
	_, err := s.client(t).ConnectWebviews.WaitAuthorized(t.Context(), "w")
	if _, ok := errors.AsType[*WaitError](err); !ok || !errors.Is(err, ErrNotFound) || s.requests != 1 {
		t.Errorf("%d requests, %v", s.requests, err)
	}
}

func TestWaitAuthorizedWithoutID(t *testing.T) {
	s := webviewStates(`"status":"pending"`)
	_, err := s.client(t).ConnectWebviews.WaitAuthorized(t.Context(), " ")
	if _, ok := errors.AsType[*ParamsError](err); !ok || s.requests != 0 {
		t.Errorf("%d requests, %v", s.requests, err)
	}
}
