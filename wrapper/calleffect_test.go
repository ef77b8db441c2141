package seam

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
)

// A call of an undocumented operation is repeated after a lost response if the program says that it
// reads or is idempotent. Otherwise it is not, and the outcome is unknown.
func TestCallEffectDecidesAboutRepetition(t *testing.T) {
	for name, tt := range map[string]struct {
		opts     []gen.CallOption
		requests int
		unknown  bool
	}{
		"without the option": {nil, 1, true},
		"write":              {[]gen.CallOption{CallEffect(gen.Write)}, 1, true},
		"idempotent":         {[]gen.CallOption{CallEffect(gen.Idempotent)}, 2, false},
		"read":               {[]gen.CallOption{CallEffect(gen.Read)}, 2, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				steps, sent := []step{loseResponse, respond(200, `{"ok":true}`)}, 0
				client := clientOver(stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
					sent = n
					return steps[n-1]()
				}))
				err := client.Call(t.Context(), "/not/listed", nil, nil, tt.opts...)
				if sent != tt.requests || errors.Is(err, ErrOutcomeUnknown) != tt.unknown || (err != nil) != tt.unknown {
					t.Errorf("%d requests, then %v", sent, err)
				}
			})
		})
	}
}

// If no response arrives at all, a read has certainly changed nothing. An idempotent call may have.
func TestCallEffectOfLostCalls(t *testing.T) {
	for effect, unknown := range map[gen.Effect]bool{gen.Read: false, gen.Idempotent: true} {
		synctest.Test(t, func(t *testing.T) {
			client := clientOver(stubCaller(t, func(int, *http.Request) (*http.Response, error) { return loseResponse() }))
			err := client.Call(t.Context(), "/not/listed", nil, nil, CallEffect(effect))
			if err == nil || errors.Is(err, ErrOutcomeUnknown) != unknown {
				t.Errorf("%v: %v", effect, err)
			}
		})
	}
}

// A documented operation keeps its effect, and an unknown effect is an error. Nothing is sent then.
func TestCallEffectIsChecked(t *testing.T) {
	sent := 0
	client := clientOver(stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		sent++
		return newResponse(200, `{"ok":true}`), nil
	}))
	const create, remove, get = "/acs/credentials/create", "/acs/credentials/delete", "/acs/credentials/get"
	call := func(path string, effect gen.Effect) error {
		return client.Call(t.Context(), path, nil, nil, CallEffect(effect))
	}
	for want, err := range map[string]error{
		"the operation is documented as write, not read; remove the option": call(create, gen.Read),
		"the operation is documented as idempotent, not write":              call(remove, gen.Write),
		"the operation is documented as read, not idempotent":               call(get, gen.Idempotent),
		"Effect(7) is not an effect":                                        call("/not/listed", 7),
		"the operation is documented as idempotent, not read":               newCredentialsService(client).Delete(t.Context(), "c", CallEffect(gen.Read)),
	} {
		if err == nil || !strings.Contains(err.Error(), "CallEffect: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if sent != 0 {
		t.Errorf("sent %d requests", sent)
	}
	for path, effect := range map[string]gen.Effect{create: gen.Write, remove: gen.Idempotent, get: gen.Read} {
		if err := call(path, effect); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}
