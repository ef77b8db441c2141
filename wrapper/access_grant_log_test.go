package seam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

// notIn fails if a printed, logged or JSON form of a value contains the text.
func notIn(t *testing.T, text string, values ...any) {
	t.Helper()
	var out bytes.Buffer
	opts := &slog.HandlerOptions{ReplaceAttr: withoutTime}
	for _, v := range values {
		fmt.Fprintf(&out, "%v %+v %#v %v %+v\n", v, v, v, []any{v}, struct{ V any }{v})
		slog.New(slog.NewTextHandler(&out, opts)).Info("x", "v", v, "list", []any{v})
		slog.New(slog.NewJSONHandler(&out, opts)).Info("x", "v", v)
	}
	if strings.Contains(out.String(), text) {
		t.Errorf("%q is in\n%s", text, out.String())
	}
}

// withoutTime removes the time from a record, because its digits may look like a PIN.
func withoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// PINs and instant key URLs open doors, so no text contains them.
func TestGrantsPrintWithoutSecrets(t *testing.T) {
	var grant AccessGrant
	err := json.Unmarshal([]byte(`{"access_grant_id":"g","instant_key_url":"https://secret","client_session_token":"secret_token",
		"requested_access_methods":[{"mode":"code","code":"824759"}],
		"warnings":[{"warning_code":"requested_code_unavailable","original_code":"824759","new_code":"824760","device_id":"d"}]}`), &grant)
	if err != nil {
		t.Fatal(err)
	}
	method := &GrantedMethod{gen.AccessMethod{AccessMethodID: "m", Code: new("824759"), InstantKeyURL: "https://secret", ClientSessionToken: "secret_token"}}
	params := AccessGrantParams{Grantee: NewPerson{}, Methods: []GrantMethod{Code{PIN: "824759"}, Card{Code: "824759"}}, EndsAt: time.Now()}
	values := []any{
		grant, &grant, *method, method, params, grant.PINChanges()[0], Issue{Code: "x"},
		AccessCodeParams{PIN: "824759"}, params.Validate(), &CardRequiredError{Encode: []*GrantedMethod{method}},
	}
	for _, secret := range []string{"824759", "824760", "https://secret", "secret_token"} {
		notIn(t, secret, values...)
	}
	if got := fmt.Sprintf("%v %v", grant, method); got != "access grant g of user identity  access method m (, pending)" {
		t.Errorf("got %s", got)
	}
}
