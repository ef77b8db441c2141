package seam_test

import (
	"errors"
	"fmt"
	"net/http"

	seam "github.com/seam-go/seam/wrapper"
)

// Without an http.Handler, such as in a cloud function, pass the headers and the unchanged body to
// Verify.
func ExampleWebhook_Verify() {
	// Accept the old secret, too, while it is being rotated.
	webhook, err := seam.NewWebhook("whsec_bmV3IHNlY3JldCBvZiB0aGUgZW5kcG9pbnQ=", "whsec_b2xkIHNlY3JldCBvZiB0aGUgZW5kcG9pbnQ=")
	if err != nil {
		fmt.Println(err)
		return
	}
	header := http.Header{}
	header.Set("svix-id", "msg_1")
	header.Set("svix-timestamp", "1614265330")
	header.Set("svix-signature", "v1,Zm9yZ2Vk")
	_, err = webhook.Verify(header, []byte(`{"event_type":"lock.unlocked"}`))
	fmt.Println(errors.Is(err, seam.ErrWebhookSignature))
	// Output: true
}
