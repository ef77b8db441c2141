package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
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
			return newResponse(200, `{"ok":true}`), nil
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
		{PersonalAccessToken(testAccessToken, testAccessToken), "PersonalAccessToken: workspaceID: this is a personal access token, not a workspace ID"},
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

// A custom Auth is called before each attempt, so that a rotated credential is used at once.
func TestCustomAuth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		var got []string
		transport := transportFunc(func(req *http.Request) (*http.Response, error) {
			got = append(got, req.Header.Get("Authorization"))
			return newResponse(map[int]int{1: 429, 2: 200}[len(got)], `{"ok":true}`), nil
		})
		auth := authFunc(func(_ context.Context, header http.Header) error {
			calls++
			header.Set("authorization", fmt.Sprintf("Bearer key-%d", calls))
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

func TestCustomAuthFails(t *testing.T) {
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
			return newResponse(200, `{"ok":true}`), nil
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
			t.Errorf("%v is not the error of the auth", err)
		}
	}
}

// rotating is an Auth with a numbered key that Renew replaces.
type rotating struct{ generation, renewals int }

func (r *rotating) Authorize(_ context.Context, header http.Header) error {
	header.Set("Authorization", fmt.Sprintf("Bearer generation-%d", r.generation))
	return nil
}

func (r *rotating) Renew(_ context.Context, rejected http.Header) error {
	r.renewals++
	if rejected.Get("Authorization") != fmt.Sprintf("Bearer generation-%d", r.generation) {
		return errors.New("Renew is called with another credential")
	}
	r.generation++
	return nil
}

// After a 401 the credential is renewed once a call, and the request is sent again, even a write.
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
				return newResponse(200, `{"ok":true}`), nil
			}
			return newResponse(401, `{"error":{"type":"unauthorized"}}`), nil
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
		return newResponse(401, "{}"), nil
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
		if _, err := newCaller(auth, nil); !errors.Is(err, errNilAuth) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := newWorkspacelessCaller(nil, nil); !errors.Is(err, errNilAuth) {
		t.Errorf("workspaceless: %v", err)
	}
	if _, err := newWorkspacelessCaller(PersonalAccessTokenWithoutWorkspace(testAccessToken), nil); err != nil {
		t.Error(err)
	}
}

// An auth without a workspace is accepted only by operations on workspaces.
func TestWorkspacelessAuthIsNotAuth(t *testing.T) {
	for _, auth := range []WorkspacelessAuth{PersonalAccessTokenWithoutWorkspace(testAccessToken), ConsoleSessionWithoutWorkspace(testJWT)} {
		if _, ok := auth.(Auth); ok {
			t.Errorf("%v is an Auth", auth)
		}
	}
}
