package seam

import (
	"errors"
	"net/http"
	"testing"

	"github.com/seam-go/seam/gen"
)

// Get, List and AccessGrants.Methods return the same type, with the state of the access method.
func TestAccessMethodsHaveTheirState(t *testing.T) {
	const method = `{"access_method_id":"am_1","mode":"code","code":"4321","is_issued":true}`
	for name, tt := range map[string]struct {
		body string
		call func(*Client) (*GrantedMethod, error)
	}{
		"Get": {`{"access_method":` + method + `}`, func(c *Client) (*GrantedMethod, error) { return c.AccessMethods.Get(t.Context(), "am_1") }},
		"List": {`{"access_methods":[` + method + `]}`, func(c *Client) (*GrantedMethod, error) {
			return firstMethod(c.AccessMethods.List(t.Context(), &gen.AccessMethodsListRequest{AccessCodeID: new("code")}))
		}},
		"Methods": {`{"access_methods":[` + method + `]}`, func(c *Client) (*GrantedMethod, error) {
			return firstMethod(c.AccessGrants.Methods(t.Context(), GrantID("grant")))
		}},
	} {
		got, err := tt.call(stubClient(t, tt.body))
		if err != nil || got.AccessMethodID != "am_1" || got.State() != MethodIssued || got.PIN() != "4321" {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// A list that Seam reports as incomplete returns its items with the error.
func TestIncompleteListOfAccessMethods(t *testing.T) {
	client := stubClient(t, `{"access_methods":[{"access_method_id":"am_1"}],"pagination":{"has_next_page":true}}`)
	methods, err := client.AccessMethods.List(t.Context(), nil)
	if _, incomplete := errors.AsType[*gen.PaginationError](err); !incomplete || len(methods) != 1 {
		t.Errorf("%v, %v", methods, err)
	}
}

func firstMethod(methods []*GrantedMethod, err error) (*GrantedMethod, error) {
	if err != nil {
		return nil, err
	}
	return methods[0], nil
}

// stubClient returns a client whose requests all get this response.
func stubClient(t *testing.T, body string) *Client {
	t.Helper()
	client, err := NewClient(APIKey(testKey), WithTransport(transportFunc(func(*http.Request) (*http.Response, error) {
		return newResponse(http.StatusOK, body), nil
	})))
	if err != nil {
		t.Fatal(err)
	}
	return client
}
