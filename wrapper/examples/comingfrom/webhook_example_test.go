package comingfrom_test

import (
	"context"
	"fmt"
	"net/http"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A handler verifies the events that Seam sends.
func Example_webhook() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	endpoint := must(client.Webhooks.Create(ctx, &gen.WebhooksCreateRequest{URL: "https://example.com/seam"}))
	secret, mux := endpoint.Secret, http.NewServeMux()

	webhook, err := seam.NewWebhook(secret)
	if err != nil {
		fmt.Println(err)
		return
	}
	mux.Handle("/seam", webhook.Handler(func(_ context.Context, event *gen.Event) error {
		switch e := event.Value().(type) {
		case *gen.LockUnlockedEvent:
			fmt.Println("unlocked by", e.Method)
		case *gen.UnknownEvent:
			fmt.Println("unknown:", e.Type)
		}
		return nil // an error makes Seam send the event again
	}))

	srv.HandleWebhooks(mux) // with Seam: http.ListenAndServe
	lockID := srv.AddDevice(seamtest.Device{Name: "Front Door"})
	fmt.Println(unlock(ctx, client, lockID))
	// Output:
	// unlocked by remote
	// <nil>
}
