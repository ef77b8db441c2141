package drift

import (
	"testing"

	"github.com/seam-go/seam/openapi/normalize"
)

// The resource of a component is the group that its name begins with.
func TestResources(t *testing.T) {
	t.Parallel()
	surface := func(places map[string]string) *Surface {
		return &Surface{contract: &normalize.Contract{Places: places}, operations: map[string]*operation{}}
	}
	c := &comparison{
		old: surface(nil),
		new: surface(map[string]string{"lock_locked_event": "event|lock.locked", "kind_of_user": "acs_user.kind"}),
	}
	for _, path := range []string{"/acs/credentials/get", "/acs/users/get", "/access_codes/get", "/access_codes/unmanaged/get", "/user_identities/get", "/events/get"} {
		c.new.operations[path] = &operation{path: path}
	}
	c.new.users = map[direction]map[string][]string{inResponse: {
		"odd": {"/events/get"}, "common": {"/events/get", "/access_codes/get"},
	}}
	for in, want := range map[string]string{
		"kind_of_user":                   "/acs/users",
		"acs_credential":                 "/acs/credentials",
		"acs_credential_error":           "/acs/credentials",
		"acs_credentials_create_request": "/acs/credentials",
		"unmanaged_access_code_warning":  "/access_codes/unmanaged",
		"access_code":                    "/access_codes",
		"user_identity_error":            "/user_identities",
		"lock_locked_event":              "/events",
		"odd":                            "/events",
		"common":                         Shared,
		"unused":                         Shared,
		"/acs/users/get":                 "/acs/users",
		"/health":                        "/",
	} {
		if got := c.resourceOf(in); got != want {
			t.Errorf("%s belongs to %s, want %s", in, got, want)
		}
	}
}
