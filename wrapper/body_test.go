package seam

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
)

// varyingCaller returns a caller whose responses are body with another letter in the place of @
// each time.
func varyingCaller(t *testing.T, body string) *caller {
	return stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
		return newResponse(200, strings.ReplaceAll(body, "@", string(rune('a'+n%26)))), nil
	})
}

// The buffer of a response is reused for the next one. Results must not change with it.
func TestResultsDoNotShareTheBuffer(t *testing.T) {
	for name, test := range map[string]struct {
		body string
		read func(c *caller) (any, error)
	}{
		"credentials": {
			`{"acs_credentials":[{"acs_credential_id":"@@","errors":[{"message":"@"}],"@@@":"@","@_metadata":{"@":1}}],"pagination":{"has_next_page":true,"next_page_cursor":"@@@@"}}`,
			func(c *caller) (any, error) {
				page, err := newCredentialsService(clientOver(c)).ListPage(t.Context(), CredentialFilter{})
				return page, err
			},
		},
		"events": {
			`{"events":[{"event_id":"@@","event_type":"x.@","@@@":"@"}]}`,
			func(c *caller) (any, error) { return gen.NewClient(c).Events.List(t.Context(), nil) },
		},
		"devices": {
			`{"devices":[{"device_id":"@@","capabilities_supported":["@@@"],"custom_metadata":{"@@":"@"},"errors":[{"message":"@"}]}]}`,
			func(c *caller) (any, error) {
				page, err := gen.NewClient(c).Devices.ListPage(t.Context(), nil)
				return page, err
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := varyingCaller(t, test.body)
			first, err := test.read(c)
			if err != nil {
				t.Fatal(err)
			}
			want := jsonText(first)
			for range 20 {
				next, err := test.read(c)
				if err != nil || jsonText(next) == want {
					t.Fatalf("got %v, %s", err, jsonText(next))
				}
			}
			if got := jsonText(first); got != want {
				t.Errorf("was\n%s, is\n%s", want, got)
			}
		})
	}
}

// The body of a response in CallInfo belongs to the user: its memory is not reused.
func TestResponseIsNotReleased(t *testing.T) {
	c := varyingCaller(t, `{"events":[{"event_id":"@@"}]}`)
	var info ResponseInfo
	if _, err := gen.NewClient(c).Events.List(t.Context(), nil, CallInfo(&info)); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if _, err := gen.NewClient(c).Events.List(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	got, err := io.ReadAll(info.Response.Body)
	if want := `{"events":[{"event_id":"bb"}]}`; err != nil || string(got) != want {
		t.Errorf("got %s, %v", got, err)
	}
}
