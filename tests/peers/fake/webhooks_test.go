package fake

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callWebhooks(t *testing.T, client *seam.Client) {
	made, err := client.Webhooks.Create(t.Context(), &gen.WebhooksCreateRequest{
		URL: "https://hotel.example/seam", EventTypes: []gen.EventType{"lock.locked", "lock.unlocked"},
	})
	check(t, err)
	equal(t, "url", made.URL, "https://hotel.example/seam")
	got, err := client.Webhooks.Get(t.Context(), &gen.WebhooksGetRequest{WebhookID: made.WebhookID})
	check(t, err)
	equal(t, "event types", slices.Equal(got.EventTypes, []gen.EventType{"lock.locked", "lock.unlocked"}), true)
	list, err := client.Webhooks.List(t.Context())
	check(t, err)
	equal(t, "webhooks", len(list), 1)
	equal(t, "secret", list[0].Secret, made.Secret)

	check(t, client.Webhooks.Delete(t.Context(), &gen.WebhooksDeleteRequest{WebhookID: made.WebhookID}))
	_, err = client.Webhooks.Get(t.Context(), &gen.WebhooksGetRequest{WebhookID: made.WebhookID})
	refused(t, err, 404, "webhook_not_found")
}
