package seam_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// The webhook events about a login end the pause of the wait for it.
func TestWebhookWakesWaitAuthorized(t *testing.T) {
	for name, tt := range map[string]struct {
		logIn    func(srv *seamtest.Server, webviewID string)
		succeeds bool
	}{
		"success": {func(srv *seamtest.Server, id string) { srv.AuthorizeWebview(id, seamtest.Account{}) }, true},
		"failure": {(*seamtest.Server).FailWebview, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv := seamtest.NewServer()
				client := srv.Client()
				wakeByWebhook(t, srv, client)
				webview, err := client.ConnectWebviews.Create(t.Context(), nil)
				if err != nil {
					t.Fatal(err)
				}
				done := make(chan error)
				go func() {
					_, err := client.ConnectWebviews.WaitAuthorized(t.Context(), webview.ConnectWebviewID)
					done <- err
				}()
				time.Sleep(time.Minute)
				synctest.Wait() // The wait pauses now.
				login := time.Now()
				tt.logIn(srv, webview.ConnectWebviewID)
				err = <-done
				_, failed := errors.AsType[*seam.LoginFailedError](err)
				if (err == nil) != tt.succeeds || failed == tt.succeeds || time.Since(login) != 0 {
					t.Errorf("the wait ended %v after the login: %v", time.Since(login), err)
				}
			})
		})
	}
}

// wakeByWebhook hands every event of the fake to the waits of the client.
func wakeByWebhook(t *testing.T, srv *seamtest.Server, client *seam.Client) {
	t.Helper()
	made, err := client.Webhooks.Create(t.Context(), &gen.WebhooksCreateRequest{URL: "https://example.com/seam"})
	if err != nil {
		t.Fatal(err)
	}
	webhook, err := seam.NewWebhook(made.Secret)
	if err != nil {
		t.Fatal(err)
	}
	srv.HandleWebhooks(webhook.Handler(func(_ context.Context, event *gen.Event) error {
		client.Wake(event)
		return nil
	}))
}
