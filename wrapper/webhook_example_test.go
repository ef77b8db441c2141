package seam_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// Serve the URL to which Seam sends events. The secret is in Seam Console and in the response of
// client.Webhooks.Create.
func ExampleWebhook_Handler() {
	webhook, err := seam.NewWebhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		fmt.Println(err)
		return
	}
	seen := map[string]bool{} // Use a database, or at least a lock.
	mux := http.NewServeMux()
	mux.Handle("/seam", webhook.Handler(func(_ context.Context, event *gen.Event) error {
		if seen[event.EventID] {
			return nil
		}
		seen[event.EventID] = true
		switch e := event.Value().(type) {
		case *gen.LockUnlockedEvent:
			fmt.Println("unlocked:", e.DeviceID)
		case *gen.UnknownEvent:
			fmt.Println("unknown type:", e.Type)
		}
		return nil
	}))

	fmt.Println(deliver(mux, `{"event_id":"1","event_type":"lock.unlocked","device_id":"front door"}`))
	fmt.Println(deliver(mux, `{"event_id":"1","event_type":"lock.unlocked","device_id":"front door"}`))
	fmt.Println(deliver(mux, `{"event_id":"2","event_type":"moon.landed"}`))
	// Output:
	// unlocked: front door
	// 204
	// 204
	// unknown type: moon.landed
	// 204
}

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

// deliver sends body as Seam does, and returns the status of the response.
func deliver(handler http.Handler, body string) int {
	key, err := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		return 0
	}
	timestamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("msg_1." + timestamp + "." + body))

	r := httptest.NewRequest(http.MethodPost, "/seam", strings.NewReader(body))
	r.Header.Set("svix-id", "msg_1")
	r.Header.Set("svix-timestamp", timestamp)
	r.Header.Set("svix-signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, r)
	return recorder.Code
}
