package client

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
)

// Generated values that hold a secret print without it, alone and inside other values. Their JSON is
// complete.
func TestGeneratedTypesHideSecrets(t *testing.T) {
	t.Parallel()
	const secret = "0123456789abcdef"
	session := gen.ClientSession{ClientSessionID: "id-1", Token: secret}
	hook := gen.Webhook{WebhookID: "id-1", Secret: secret}
	for _, value := range []any{
		session, &session, hook, &hook,
		gen.AccessGrant{AccessGrantID: "id-1", ClientSessionToken: secret},
		&gen.AccessGrant{AccessGrantID: "id-1", InstantKeyURL: secret},
		gen.AccessMethod{AccessMethodID: "id-1", ClientSessionToken: secret},
		gen.AccessMethod{AccessMethodID: "id-1", InstantKeyURL: secret},
		gen.ConnectWebview{ConnectWebviewID: "id-1", URL: secret},
		gen.ConnectedAccount{ConnectedAccountID: "id-1", IcalURL: secret},
		gen.InstantKey{InstantKeyID: "id-1", InstantKeyURL: secret},
		gen.CustomerPortal{CustomerKey: "id-1", URL: secret},
		gen.MagicLink{CustomerKey: "id-1", URL: secret},
	} {
		for how, text := range logged(value) {
			if strings.Contains(text, secret) || strings.Contains(text, fmt.Sprintf("%x", secret)) {
				t.Errorf("%s of a %T shows the secret: %s", how, value, text)
			}
			if how != "%x" && !strings.Contains(text, "id-1") {
				t.Errorf("%s of a %T lost the rest: %s", how, value, text)
			}
		}
		if text, err := json.Marshal(value); err != nil || !strings.Contains(string(text), secret) {
			t.Errorf("a %T as JSON is %s, %v", value, text, err)
		}
	}
	for _, value := range []any{
		[]gen.ClientSession{session}, map[string]gen.Webhook{"a": hook}, struct{ Hook gen.Webhook }{hook},
		struct{ Session *gen.ClientSession }{&session}, []*gen.Webhook{&hook},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(verb, value); strings.Contains(text, secret) {
				t.Errorf("%s of a %T shows the secret: %s", verb, value, text)
			}
		}
	}
	if session.Token != secret || hook.Secret != secret {
		t.Error("printing changed the value")
	}
	if text := fmt.Sprint((*gen.ClientSession)(nil)); text != "<nil>" {
		t.Errorf("nil prints as %s", text)
	}
}
