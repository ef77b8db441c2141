package seam

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

const (
	testSession     = "seam_cst1_0123456789abcdef"
	testAccessToken = "seam_at1_0123456789abcdef"
	testPublishable = "seam_pk1_0123456789abcdef"
	testJWT         = "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl"
	testWorkspace   = "11111111-1111-1111-1111-111111111111"
)

func TestAuthHeaders(t *testing.T) {
	bearer := func(token string, more ...string) http.Header {
		h := http.Header{"Authorization": {"Bearer " + token}}
		for i := 0; i < len(more); i += 2 {
			h.Set(more[i], more[i+1])
		}
		return h
	}
	tests := map[string]struct {
		auth Auth
		want http.Header
	}{
		"API key":        {APIKey(testKey), bearer(testKey)},
		"client session": {ClientSession(testSession), bearer(testSession, "client-session-token", testSession)},
		"personal access token": {
			PersonalAccessToken(testAccessToken, testWorkspace), bearer(testAccessToken, "seam-workspace", testWorkspace),
		},
		"console session": {ConsoleSession(testJWT, testWorkspace), bearer(testJWT, "seam-workspace", testWorkspace)},
		"personal access token without workspace": {
			withoutWorkspace{PersonalAccessTokenWithoutWorkspace(testAccessToken)}, bearer(testAccessToken),
		},
		"console session without workspace": {
			withoutWorkspace{ConsoleSessionWithoutWorkspace(testJWT)}, bearer(testJWT),
		},
	}
	carriers := []string{authorizationHeader, clientSessionHeader, publishableKeyHeader, workspaceHeader}
	for name, tt := range tests {
		var got http.Header
		c, err := newCaller(tt.auth, []Option{WithTransport(transportFunc(func(req *http.Request) (*http.Response, error) {
			got = req.Header
			return reply(200, `{"ok":true}`), nil
		}))})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := call(t, c, readOp); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, carrier := range carriers {
			if got.Get(carrier) != tt.want.Get(carrier) || len(got.Values(carrier)) > 1 {
				t.Errorf("%s: %s is %q, want %q", name, carrier, got.Values(carrier), tt.want.Get(carrier))
			}
		}
	}
}

func TestWrongKindOfToken(t *testing.T) {
	tests := []struct {
		auth any
		want string
	}{
		{APIKey(testSession), "APIKey: this is a client session token; use ClientSession"},
		{APIKey(testAccessToken), "APIKey: this is a personal access token; use PersonalAccessToken"},
		{APIKey(testPublishable), "APIKey: this is a publishable key; use PublishableKey"},
		{APIKey(testJWT), "APIKey: this is a console session token; use ConsoleSession"},
		{APIKey("sk_live_123"), `APIKey: this is not an API key, which begins with "seam_"`},
		{ClientSession(testKey), "ClientSession: this is an API key; use APIKey"},
		{PersonalAccessToken(testKey, testWorkspace), "PersonalAccessToken: this is an API key; use APIKey"},
		{ConsoleSession(testSession, testWorkspace), "ConsoleSession: this is a client session token; use ClientSession"},
		{PublishableKey(testSession, "user"), "PublishableKey: this is a client session token; use ClientSession"},
		{PersonalAccessTokenWithoutWorkspace(testJWT), "PersonalAccessTokenWithoutWorkspace: this is a console session token; use ConsoleSession"},
		{ConsoleSessionWithoutWorkspace(testKey), "ConsoleSessionWithoutWorkspace: this is an API key; use APIKey"},
		{PersonalAccessToken(testAccessToken, testAccessToken), "PersonalAccessToken: workspaceID: this is a personal access token, not the id of a workspace"},
		{PersonalAccessToken(testAccessToken, ""), "PersonalAccessToken: workspaceID: it is empty"},
		{ConsoleSession(testJWT, "a b"), "ConsoleSession: workspaceID: it contains white space or a line break"},
		{PublishableKey(testPublishable, " "), "PublishableKey: userIdentifierKey: it is empty"},
		{withoutWorkspace{PersonalAccessTokenWithoutWorkspace("")}, "PersonalAccessTokenWithoutWorkspace: it is empty"},
	}
	for _, tt := range tests {
		err := validateAuth(tt.auth)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%v: got %v, want %s", tt.auth, err, tt.want)
		}
	}
}

func TestMalformedTokens(t *testing.T) {
	for name, tt := range map[string]struct{ token, want string }{
		"empty":       {"", "it is empty"},
		"spaces":      {"   ", "it is empty"},
		"line break":  {testKey + "\n", "white space or a line break"},
		"in between":  {"seam_test1 0123456789", "white space or a line break"},
		"control":     {testKey + "\x00", "a control character"},
		"delete":      {testKey + "\x7f", "a control character"},
		"not ASCII":   {testKey + "é", "not ASCII"},
		"not unicode": {testKey + "\xff", "not ASCII"},
	} {
		_, err := newCaller(APIKey(tt.token), nil)
		if err == nil || !strings.Contains(err.Error(), "APIKey: it") || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "0123456789") {
			t.Errorf("%s: the error repeats the key: %v", name, err)
		}
	}
}

type authFunc func(context.Context, http.Header) error

func (f authFunc) Authorize(ctx context.Context, header http.Header) error { return f(ctx, header) }

// An Auth of the user's own is asked before each attempt, so that rotation takes effect at once.
func TestOwnAuth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		var got []string
		transport := transportFunc(func(req *http.Request) (*http.Response, error) {
			got = append(got, req.Header.Get("Authorization"))
			return reply(map[int]int{1: 429, 2: 200}[len(got)], `{"ok":true}`), nil
		})
		auth := authFunc(func(_ context.Context, header http.Header) error {
			asked++
			header.Set("authorization", fmt.Sprintf("Bearer key-%d", asked))
			return nil
		})
		c, err := newCaller(auth, []Option{WithTransport(transport)})
		if err != nil {
			t.Fatal(err)
		}
		if err := call(t, c, writeOp); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != "[Bearer key-1 Bearer key-2]" {
			t.Errorf("sent %q", got)
		}
	})
}

func TestOwnAuthFails(t *testing.T) {
	sealed := errors.New("the vault is sealed")
	tests := map[string]struct {
		auth authFunc
		want string
	}{
		"error": {func(context.Context, http.Header) error { return sealed }, "the vault is sealed"},
		"line break": {func(_ context.Context, h http.Header) error {
			h.Set("Authorization", "Bearer secret\r\nX: y")
			return nil
		}, "Authorization to a value with a control character"},
		"name": {func(_ context.Context, h http.Header) error {
			h["Bearer secret"] = []string{"x"}
			return nil
		}, "invalid name"},
	}
	for name, tt := range tests {
		c, err := newCaller(tt.auth, []Option{WithTransport(transportFunc(func(*http.Request) (*http.Response, error) {
			t.Error("sent")
			return reply(200, `{"ok":true}`), nil
		}))})
		if err != nil {
			t.Fatal(err)
		}
		err = call(t, c, writeOp)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "seam: POST /acs/credentials/create: authorizing: ") {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error repeats the credential: %v", name, err)
		}
		if name == "error" && !errors.Is(err, sealed) {
			t.Errorf("%v is not the auth's own error", err)
		}
	}
}

// rotating is an Auth whose first key has been revoked.
type rotating struct{ generation, renewals int }

func (r *rotating) Authorize(_ context.Context, header http.Header) error {
	header.Set("Authorization", fmt.Sprintf("Bearer generation-%d", r.generation))
	return nil
}

func (r *rotating) Renew(_ context.Context, refused http.Header) error {
	r.renewals++
	if refused.Get("Authorization") != fmt.Sprintf("Bearer generation-%d", r.generation) {
		return errors.New("asked to renew another credential")
	}
	r.generation++
	return nil
}

// A refused credential is renewed once a call, and a write sent again: a 401 carried out nothing.
func TestRenewal(t *testing.T) {
	for accepted, want := range map[int]struct {
		requests int
		ok       bool
	}{0: {1, true}, 1: {2, true}, 2: {2, false}} {
		auth := &rotating{}
		requests := 0
		c, err := newCaller(auth, []Option{WithRetries(0), WithTransport(transportFunc(func(req *http.Request) (*http.Response, error) {
			requests++
			if req.Header.Get("Authorization") == fmt.Sprintf("Bearer generation-%d", accepted) {
				return reply(200, `{"ok":true}`), nil
			}
			return reply(401, `{"error":{"type":"unauthorized"}}`), nil
		}))})
		if err != nil {
			t.Fatal(err)
		}
		err = call(t, c, writeOp)
		if (err == nil) != want.ok || requests != want.requests || auth.renewals > 1 {
			t.Errorf("%d: %d requests, %d renewals, %v", accepted, requests, auth.renewals, err)
		}
		if !want.ok && !errors.Is(err, ErrUnauthorized) {
			t.Errorf("got %v", err)
		}
	}
}

type brokenRenewer struct{ authFunc }

var errVault = errors.New("the vault is gone")

func (brokenRenewer) Renew(context.Context, http.Header) error { return errVault }

func TestRenewalFails(t *testing.T) {
	auth := brokenRenewer{func(context.Context, http.Header) error { return nil }}
	c, err := newCaller(auth, []Option{WithTransport(transportFunc(func(*http.Request) (*http.Response, error) {
		return reply(401, "{}"), nil
	}))})
	if err != nil {
		t.Fatal(err)
	}
	if err := call(t, c, readOp); !errors.Is(err, errVault) || !errors.Is(err, ErrUnauthorized) {
		t.Errorf("got %v", err)
	}
}

func TestNilAuth(t *testing.T) {
	for name, auth := range map[string]Auth{"nil": nil, "nil pointer": (*rotating)(nil), "nil func": authFunc(nil)} {
		if _, err := newCaller(auth, nil); !errors.Is(err, errNoAuth) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := newWorkspacelessCaller(nil, nil); !errors.Is(err, errNoAuth) {
		t.Errorf("workspaceless: %v", err)
	}
	if _, err := newWorkspacelessCaller(PersonalAccessTokenWithoutWorkspace(testAccessToken), nil); err != nil {
		t.Error(err)
	}
}

// A credential without a workspace is no Auth: only the operations on workspaces take it.
func TestWorkspacelessIsNoAuth(t *testing.T) {
	for _, auth := range []WorkspacelessAuth{PersonalAccessTokenWithoutWorkspace(testAccessToken), ConsoleSessionWithoutWorkspace(testJWT)} {
		if _, ok := auth.(Auth); ok {
			t.Errorf("%v is an Auth", auth)
		}
	}
}

// Whatever prints a value that holds a credential does not print the credential.
func TestSecretsAreNotPrinted(t *testing.T) {
	const mark = "0123456789abcdef"
	pk := PublishableKey("seam_pk1_"+mark, "user-"+mark).(publishableKey)
	values := map[string]any{
		"APIKey":                APIKey("seam_test1_" + mark),
		"ClientSession":         ClientSession("seam_cst1_" + mark),
		"PublishableKey":        pk,
		"PersonalAccessToken":   PersonalAccessToken("seam_at1_"+mark, testWorkspace),
		"swapped":               PersonalAccessToken(testWorkspace, "seam_at1_"+mark),
		"ConsoleSession":        ConsoleSession("ey"+mark, testWorkspace),
		"without workspace":     PersonalAccessTokenWithoutWorkspace("seam_at1_" + mark),
		"console, none":         ConsoleSessionWithoutWorkspace("ey" + mark),
		"withoutWorkspace":      withoutWorkspace{ConsoleSessionWithoutWorkspace("ey" + mark)},
		"secret":                redact.NewSecret(mark),
		"caller":                must(newCaller(APIKey("seam_test1_"+mark), nil)),
		"caller with a session": must(newCaller(pk, nil)),
		"session":               &userSession{current: sessionToken{token: redact.NewSecret(mark)}},
		"options":               []Option{WithEndpoint("https://user:" + mark + "@example.com")},
		"call option":           CallHeader("X", mark),
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

// printed is v in every form in which it may end up in a log.
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
