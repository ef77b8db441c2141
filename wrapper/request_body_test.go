package seam

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

// recordingClient returns a client whose requests are recorded and succeed.
func recordingClient(t *testing.T) (*gen.Client, *CredentialsService, *[]string) {
	t.Helper()
	var sent []string
	c := stubCaller(t, func(_ int, req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		sent = append(sent, string(body))
		return newResponse(200, `{"ok":true}`), err
	})
	return gen.NewClient(c), newCredentialsService(clientOver(c)), &sent
}

// Invalid requests are rejected with the name of the field, and nothing is sent.
func TestRejectedRequests(t *testing.T) {
	client, credentials, sent := recordingClient(t)
	ctx := t.Context()
	invalid := "J\xfcrgen"
	for name, tt := range map[string]struct {
		do   func() error
		want string
	}{
		"nil": {func() error { _, err := client.ACS.Users.Create(ctx, nil); return err }, "request: nil; it takes ACSSystemID"},
		"invalid UTF-8": {func() error {
			_, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: "s", FullName: invalid})
			return err
		}, "FullName: not valid UTF-8"},
		"behind a pointer": {func() error {
			_, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: "s", FullName: "x", EmailAddress: &invalid})
			return err
		}, "EmailAddress: not valid UTF-8"},
		"in a list": {func() error {
			return client.Spaces.AddDevices(ctx, &gen.SpacesAddDevicesRequest{SpaceID: "s", DeviceIDs: []string{"d", invalid}})
		}, "DeviceIDs[1]: not valid UTF-8"},
		"nil list": {func() error {
			return client.Spaces.AddDevices(ctx, &gen.SpacesAddDevicesRequest{SpaceID: "s"})
		}, "DeviceIDs: nil; it is required"},
		"hand-written": {func() error {
			_, err := credentials.Create(ctx, CredentialParams{Holder: ACSUser(invalid), Method: CloudKey{}})
			return err
		}, "ACSUserID: not valid UTF-8"},
		"search": {func() error {
			_, err := credentials.ListPage(ctx, CredentialFilter{Search: invalid})
			return err
		}, "Search: not valid UTF-8"},
		"update of nothing": {func() error {
			_, err := credentials.Update(ctx, "c", CredentialUpdate{})
			return err
		}, "CredentialUpdate: nothing to change"},
	} {
		err := tt.do()
		if _, ok := errors.AsType[*ParamsError](err); !ok || !errors.Is(err, ErrInvalidInput) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", name, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), invalid) {
			t.Errorf("%s: the error repeats the value", name)
		}
	}
	if len(*sent) != 0 {
		t.Errorf("sent %v", *sent)
	}
}

// Client.Call checks requests of package gen and raw JSON, too.
func TestRejectedRequestsOfCall(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		t.Error("sent")
		return newResponse(200, `{"ok":true}`), nil
	})
	client := &Client{Client: gen.NewClient(c), caller: c}
	for _, request := range []any{
		(*gen.LocksUnlockDoorRequest)(nil),
		&gen.SpacesAddDevicesRequest{SpaceID: "s"},
		json.RawMessage("{\"a\":\"J\xfcrgen\"}"),
		map[string]any{"a": json.RawMessage("\"\xff\"")},
	} {
		err := client.Call(t.Context(), "/locks/unlock_door", request, nil)
		if _, ok := errors.AsType[*ParamsError](err); !ok {
			t.Errorf("%T: %v", request, err)
		}
	}
}

// A replacement character in the user's text is valid, and so is the text null.
func TestAcceptedRequests(t *testing.T) {
	client, _, sent := recordingClient(t)
	for _, name := range []string{"Jürgen \ufffd", `\ufffd`, `a\\ufffd`, "null", ":null,"} {
		_, err := client.ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{ACSSystemID: "s", FullName: name})
		if _, missing := errors.AsType[*gen.MissingResultError](err); !missing {
			t.Errorf("%q: %v", name, err)
		}
	}
	if err := client.Spaces.AddDevices(t.Context(), &gen.SpacesAddDevicesRequest{SpaceID: "s", DeviceIDs: []string{}}); err != nil {
		t.Error(err)
	}
	if got := (*sent)[len(*sent)-1]; !strings.Contains(got, `"device_ids":[]`) {
		t.Errorf("sent %s", got)
	}
	req := &gen.AccessGrantsUpdateRequest{AccessGrantID: new("g"), EndsAt: gen.Null[time.Time]()}
	if err := client.AccessGrants.Update(t.Context(), req); err != nil {
		t.Error(err)
	}
	if got := (*sent)[len(*sent)-1]; !strings.Contains(got, `"ends_at":null`) {
		t.Errorf("sent %s", got)
	}
}

// Requests of the user's types may contain null, but not invalid UTF-8.
func TestRequestsOfOtherTypes(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(200, `{"ok":true}`), nil })
	client := &Client{Client: gen.NewClient(c), caller: c}
	type request struct {
		IDs  []string       `json:"ids"`
		More map[string]any `json:"more"`
	}
	if err := client.Call(t.Context(), "/new/operation", request{}, nil); err != nil {
		t.Error(err)
	}
	err := client.Call(t.Context(), "/new/operation", request{More: map[string]any{"a": []any{"\xff"}}}, nil)
	if err == nil || !strings.Contains(err.Error(), "More.a[0]: not valid UTF-8") {
		t.Errorf("got %v", err)
	}
	err = client.Call(t.Context(), "/new/operation", struct{ Name string }{"\xff"}, nil)
	if err == nil || !strings.Contains(err.Error(), "Name: not valid UTF-8") {
		t.Errorf("a field without a tag: got %v", err)
	}
	for name, request := range map[string]any{"a list": []int{1}, "text": "x", "a number": 7} {
		if err := client.Call(t.Context(), "/new/operation", request, nil); err == nil {
			t.Errorf("%s is sent as a request", name)
		}
	}
}

// Times are sent with the precision that Seam stores, so that they compare equal when they come
// back.
func TestTimesOfHandWrittenRequests(t *testing.T) {
	_, credentials, sent := recordingClient(t)
	at := time.Date(2030, 6, 1, 12, 0, 0, 987654321, time.FixedZone("", 7200))
	_, _ = credentials.Create(t.Context(), CredentialParams{Holder: ACSUser("u"), Method: CloudKey{}, StartsAt: at, EndsAt: at.Add(time.Hour)})
	_, _ = credentials.ListPage(t.Context(), CredentialFilter{CreatedBefore: at})
	for i, want := range []string{`"ends_at":"2030-06-01T11:00:00.987Z"`, `"created_before":"2030-06-01T10:00:00.987Z"`} {
		if !strings.Contains((*sent)[i], want) {
			t.Errorf("sent %s, want %s", (*sent)[i], want)
		}
	}
}
