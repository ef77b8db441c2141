package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log/slog"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

const (
	key           = "seam_test1_0123456789abcdef"
	webhookSecret = "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="
)

// marks are parts of the secrets in the forms in which a value could print them.
var marks = []string{"0123456789abcdef", "MDEyMzQ1Njc4OWFiY2RlZg", "30313233343536373839616263646566"}

// mirror is a gateway that rejects a request and repeats its credential.
type mirror struct{}

func (mirror) RoundTrip(req *http.Request) (*http.Response, error) {
	echo := req.Header.Get("Authorization")
	resp := jsonResponse(req, fmt.Sprintf(`{"error":{"type":"invalid_input","message":%q,"data":{"got":%[1]q},
		"validation_errors":{"_errors":[%[1]q],"code":{"_errors":[%[1]q]}}},"ok":false}`, echo))
	resp.StatusCode = http.StatusBadRequest
	return resp, nil
}

// fetched returns values of package seam that come from calls.
func fetched(t *testing.T) []any {
	const (
		credential = `{"acs_credential_id":"c","access_method":"card","errors":[{"error_code":"e"}],"warnings":[{"warning_code":"w"}],
			"visionline_metadata":{"is_valid":true},"acme_metadata":{"a":1},"starts_at":"never"}`
		failed  = `{"action_attempt":{"action_attempt_id":"a","action_type":"ENCODE_CREDENTIAL","status":"error","error":{"type":"no_credential_on_encoder","message":"m"}},"ok":true}`
		pending = `{"action_attempt":{"action_attempt_id":"a","action_type":"SCAN_CREDENTIAL","status":"pending"},"ok":true}`
		scanned = `{"action_attempt":{"action_attempt_id":"a","action_type":"SCAN_CREDENTIAL","status":"success","result":{"acs_credential_on_encoder":{"card_number":"1"},"acs_credential_on_seam":` + credential + `,"warnings":[{}]}},"ok":true}`
	)
	client, wire := clientOf(t,
		`{"acs_credential":`+credential+`,"ok":true}`,
		`{"acs_credentials":[`+credential+`],"pagination":{"has_next_page":true,"next_page_cursor":"p"},"ok":true}`,
		failed, pending, scanned, `{"ok":true}`,
	)
	ctx := t.Context()
	var info seam.ResponseInfo
	cred, err1 := client.ACS.Credentials.Get(ctx, "c", seam.CallInfo(&info))
	page, err2 := client.ACS.Credentials.ListPage(ctx, seam.CredentialFilter{})
	encoding, err3 := client.ACS.Encoders.Encode(ctx, "e", "c")
	scanning, err4 := client.ACS.Encoders.Scan(ctx, "e")
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		t.Fatal(err)
	}
	_, failure := encoding.Wait(ctx)
	scan, err := scanning.Wait(ctx)
	if err != nil || len(wire.bodies) != 1 {
		t.Fatal(err, wire.bodies)
	}
	_, missing := client.Devices.Get(ctx, &gen.DevicesGetRequest{})
	if _, ok := errors.AsType[*seam.ActionError](failure); !ok {
		t.Fatal(failure)
	}
	return []any{
		client, *client, client.ACS, *client.ACS.Credentials, *client.ACS.Encoders, *client.AccessMethods,
		*client.AccessGrants, *client.AccessCodes, *client.ConnectWebviews, *client.UserIdentities, *client.Spaces,
		cred, *cred, cred.Metadata(), cred.Errors[0], cred.Warnings[0], page, *page, page.Items[0],
		client.ACS.Credentials.List(ctx, seam.CredentialFilter{}),
		encoding, *encoding, *scanning, scan, *scan, info, &info, info.Response.Header,
		failure, missing,
	}
}

// refused returns errors that quote the request or the response.
func refused(t *testing.T) []any {
	client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(mirror{}), seam.WithRetries(0))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	_, fromSeam := client.ACS.Credentials.Get(ctx, "c")
	_, params := client.ACS.Credentials.Create(ctx, seam.CredentialParams{})
	_, wrongAuth := seam.NewClient(seam.ClientSession(key))
	_, badOption := seam.NewClient(seam.APIKey(key), seam.WithEndpoint("https://u:"+key+"@example.com"))
	failure, ok := errors.AsType[*seam.Error](fromSeam)
	refusal, refused := errors.AsType[*seam.ParamsError](params)
	if !ok || !refused || wrongAuth == nil || badOption == nil {
		t.Fatal(fromSeam, params, wrongAuth, badOption)
	}
	return []any{
		fromSeam, *failure, failure.ValidationErrors, failure.ValidationErrors[0], refusal, *refusal, refusal.Problems[0], wrongAuth, badOption,
		fmt.Errorf("issuing: %w", fromSeam), errors.Join(fromSeam, params),
	}
}

// made returns values that a program creates; some of them hold a secret.
func made(t *testing.T) []any {
	hook, err := seam.NewWebhook(webhookSecret)
	if err != nil {
		t.Fatal(err)
	}
	_, unsigned := hook.Verify(http.Header{}, []byte("{}"))
	workspaces, err := seam.NewWorkspacesClient(seam.PersonalAccessTokenWithoutWorkspace("seam_at1_0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	return []any{
		hook, *hook, unsigned, workspaces, *workspaces, seam.APIKey(key),
		seam.ACSUser("u"), seam.Code{}, seam.MobileKey{}, seam.CloudKey{},
		seam.CredentialParams{Holder: seam.ACSUser("u"), Method: seam.Card{Metadata: seam.Visionline{}}},
		seam.CredentialUpdate{}, seam.CredentialFilter{}, seam.Card{}, seam.Hotek{}, seam.SaltoSpace{}, seam.Vostio{},
		seam.VostioMetadata{}, seam.UnknownMetadata{}, seam.MalformedValue{}, seam.Visionline{},
		&seam.ActionPendingError{}, &seam.ActionResultError{},
		seam.AccessGrantParams{Grantee: seam.NewPerson{}}, seam.NewPerson{}, seam.AccessGrantUpdate{}, seam.AccessGrantFilter{},
		seam.AccessGrant{}, seam.GrantedMethod{}, seam.PINChange{}, seam.Issue{},
		seam.CallDetails{}, seam.AccessCodeParams{}, seam.PINCheck{}, seam.BrokenRule{}, seam.OverrideCards{}, seam.AutoJoinCards{},
		&seam.KeyConflictError{}, &seam.MalformedError{}, seam.Difference{}, &seam.WaitError{}, &seam.IssueError{}, &seam.CardRequiredError{}, &seam.LoginFailedError{},
		&gen.RepeatedCursorError{}, &gen.MissingCursorError{}, &gen.MissingResultError{}, &gen.PaginationError{},
		seam.WithEndpoint("https://" + key), seam.CallHeader("X", key),
	}
}

// No print of a value of package seam shows the API key of its client.
func TestNoValueShowsSecret(t *testing.T) {
	seen := map[string]bool{}
	for _, value := range slices.Concat(fetched(t), refused(t), made(t)) {
		recordType(seen, reflect.TypeOf(value))
		for how, text := range printed(value) {
			for _, mark := range marks {
				if strings.Contains(text, mark) {
					t.Errorf("%s of a %T shows the key: %s", how, value, text)
				}
			}
		}
	}
	for _, name := range exportedStructs(t) {
		if !seen[name] {
			t.Errorf("seam.%s is not looked at: add a value of it", name)
		}
	}
}

// printed returns v in every form in which a program could print or encode it.
func printed(v any) map[string]string {
	out := logged(v)
	encoded, err := json.Marshal(v)
	out["JSON"] = fmt.Sprintf("%s %v", encoded, err)
	return out
}

// logged returns v in every form in which a program could print or log it.
func logged(v any) map[string]string {
	out := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		out[verb] = fmt.Sprintf(verb, v)
	}
	var text, asJSON bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("m", "v", v)
	slog.New(slog.NewJSONHandler(&asJSON, nil)).Info("m", "v", v)
	out["slog text"], out["slog JSON"] = text.String(), asJSON.String()
	return out
}

// recordType adds the name of a type, without its type arguments.
func recordType(seen map[string]bool, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name, _, _ := strings.Cut(t.Name(), "[")
	seen[name] = true
}

// exportedStructs returns the names of the exported structs of package seam.
func exportedStructs(t *testing.T) []string {
	noTests := func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }
	//nolint:staticcheck // ParseDir ignores build tags, and there are none.
	packages, err := parser.ParseDir(token.NewFileSet(), "../../wrapper", noTests, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(packages["seam"], func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if _, isStruct := spec.Type.(*ast.StructType); isStruct && spec.Name.IsExported() {
			names = append(names, spec.Name.Name)
		}
		return false
	})
	if len(names) == 0 {
		t.Fatal("found no types")
	}
	return names
}
