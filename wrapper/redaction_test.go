package seam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// Printing a value that contains a credential does not reveal it.
func TestSecretsAreNotPrinted(t *testing.T) {
	const mark = "0123456789abcdef"
	pk := PublishableKey("seam_pk1_"+mark, "user-"+mark).(publishableKey)
	values := map[string]any{
		"APIKey":                            APIKey("seam_test1_" + mark),
		"ClientSession":                     ClientSession("seam_cst1_" + mark),
		"PublishableKey":                    pk,
		"PersonalAccessToken":               PersonalAccessToken("seam_at1_"+mark, testWorkspace),
		"swapped":                           PersonalAccessToken(testWorkspace, "seam_at1_"+mark),
		"ConsoleSession":                    ConsoleSession("ey"+mark, testWorkspace),
		"without workspace":                 PersonalAccessTokenWithoutWorkspace("seam_at1_" + mark),
		"console session without workspace": ConsoleSessionWithoutWorkspace("ey" + mark),
		"withoutWorkspace":                  withoutWorkspace{ConsoleSessionWithoutWorkspace("ey" + mark)},
		"secret":                            redact.NewSecret(mark),
		"caller":                            must(newCaller(APIKey("seam_test1_"+mark), nil)),
		"caller with a session":             must(newCaller(pk, nil)),
		"session":                           &userSession{current: sessionToken{token: redact.NewSecret(mark)}},
		"options":                           []Option{WithEndpoint("https://user:" + mark + "@example.com")},
		"call option":                       CallHeader("X", mark),
	}
	for name, v := range values {
		for _, holder := range []any{v, &v, struct{ inner any }{v}, struct{ Inner any }{v}, []any{v}, map[string]any{"k": v}} {
			for how, text := range printed(holder) {
				if strings.Contains(text, mark) {
					t.Errorf("%s: %s shows the credential: %s", name, how, text)
				}
			}
		}
	}
}

func must(c *caller, err error) *caller {
	if err != nil {
		panic(err)
	}
	return c
}

// printed returns v in every form in which it may appear in a log.
func printed(v any) map[string]string {
	out := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		out[verb] = fmt.Sprintf(verb, v)
	}
	if s, ok := v.(fmt.Stringer); ok {
		out["String"] = s.String()
	}
	if s, ok := v.(fmt.GoStringer); ok {
		out["GoString"] = s.GoString()
	}
	encoded, err := json.Marshal(v)
	out["JSON"] = fmt.Sprintf("%s %v", encoded, err)
	var text, asJSON bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("m", "v", v)
	slog.New(slog.NewJSONHandler(&asJSON, nil)).Info("m", "v", v)
	out["slog text"], out["slog JSON"] = text.String(), asJSON.String()
	return out
}

// The JSON handler of slog writes the fields of errors in a list, unless they have a MarshalJSON
// method.
func TestActionErrorsInLists(t *testing.T) {
	const secret = "824759"
	attempt := new(gen.ActionAttempt)
	attempt.SetRaw([]byte(`{"result":{"code":"` + secret + `"}}`))
	values := []any{
		[]error{&ActionError{Attempt: attempt}, &ActionPendingError{Attempt: attempt}, &ActionResultError{Attempt: attempt}},
		[]MalformedValue{{Path: "code", Raw: []byte(secret)}},
		[]ResponseInfo{{Malformed: []MalformedValue{{Path: "code", Raw: []byte(secret)}}}},
	}
	for _, v := range values {
		for how, text := range printed(v) {
			if strings.Contains(text, secret) && !strings.HasPrefix(how, "%") {
				t.Errorf("%s of %T shows the PIN: %s", how, v, text)
			}
		}
	}
}

// A PIN opens a door. Logging or printing a credential must not reveal it.
func TestLogsContainNoPIN(t *testing.T) {
	const pin = "824759"
	cred := &Credential{ACSCredentialID: "c", AccessMethod: AccessMethodCode, Code: pin}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("issued", "credential", cred, "value", *cred)
	slog.New(slog.NewTextHandler(&log, nil)).Info("issued", "credential", cred, "value", *cred)
	fmt.Fprintf(&log, "%v %+v %s", cred, *cred, cred)
	params := CredentialParams{Holder: ACSUser("u"), Method: Code{PIN: pin}}
	fmt.Fprintf(&log, "%v %+v", params, params)
	params.Method = Card{Code: pin}
	fmt.Fprintf(&log, "%v %+v", params, params)
	fmt.Fprintf(&log, "%v", CredentialUpdate{Code: pin})
	if strings.Contains(log.String(), pin) {
		t.Errorf("the PIN is in\n%s", log.String())
	}
	if !strings.Contains(log.String(), "credential c (code)") {
		t.Errorf("the credential is not named in\n%s", log.String())
	}
}
