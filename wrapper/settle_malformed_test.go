package seam_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A creation with a key whose response was lost compares the resource that has the key. If a field to compare is
// malformed, it is neither the requested resource nor a conflict.
func TestKeyedCreateMalformed(t *testing.T) {
	srv := seamtest.NewServer()
	client := srv.Client()
	lockID := srv.AddDevice(seamtest.Device{})
	creations := map[string]func(*testing.T) error{
		"/access_grants": func(t *testing.T) error {
			_, err := client.AccessGrants.Create(t.Context(), seam.AccessGrantParams{
				Grantee: seam.NewPerson{FullName: "Ada Lovelace", Key: t.Name() + " person"}, DeviceIDs: []string{lockID},
				Methods: []seam.GrantMethod{seam.Code{}}, EndsAt: time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC), Key: t.Name(),
			})
			return err
		},
		"/spaces": func(t *testing.T) error {
			_, err := client.Spaces.Create(t.Context(), &gen.SpacesCreateRequest{
				Name: "Gym", SpaceKey: new(t.Name()), DeviceIDs: []string{lockID},
			})
			return err
		},
		"/user_identities": func(t *testing.T) error {
			_, err := client.UserIdentities.Create(t.Context(), &gen.UserIdentitiesCreateRequest{
				FullName: gen.Value("Ada Lovelace"), UserIdentityKey: gen.Value(t.Name()),
			})
			return err
		},
	}
	for name, test := range map[string]struct {
		resource, lookup string
		field            string // its path, with 0 for the first item of a list
		malformed        bool
	}{
		"grant":                   {"/access_grants", "get", "access_grant.ends_at", true},
		"method of the grant":     {"/access_grants", "get", "access_grant.requested_access_methods.0.mode", true},
		"place of the grant":      {"/access_grants", "get_related", "batch.devices.0", true},
		"person of the grant":     {"/access_grants", "get_related", "batch.user_identities.0.full_name", true},
		"grant, unrelated":        {"/access_grants", "get", "access_grant.created_at", false},
		"grant, not requested":    {"/access_grants", "get", "access_grant.starts_at", false},
		"place, unrelated":        {"/access_grants", "get_related", "batch.devices.0.created_at", false},
		"space":                   {"/spaces", "get", "space.name", true},
		"place of the space":      {"/spaces", "get_related", "batch.devices.0.device_id", true},
		"space, unrelated":        {"/spaces", "get", "space.created_at", false},
		"identity":                {"/user_identities", "get", "user_identity.full_name", true},
		"identity, unrelated":     {"/user_identities", "get", "user_identity.created_at", false},
		"identity, not requested": {"/user_identities", "get", "user_identity.phone_number", false},
	} {
		t.Run(name, func(t *testing.T) {
			create := creations[test.resource]
			srv.ResetAfterNext(test.resource + "/create")
			srv.ChangeNext(test.resource+"/"+test.lookup, func(response map[string]any) {
				replace(response, strings.Split(test.field, "."), []any{true})
			})
			err := create(t)
			if !test.malformed {
				if err != nil {
					t.Errorf("got %v", err)
				}
				return
			}
			malformed, ok := errors.AsType[*seam.MalformedError](err)
			if !ok || !errors.Is(err, seam.ErrOutcomeUnknown) || errors.Is(err, seam.ErrConflict) {
				t.Fatalf("got %v, want a MalformedError with an unknown outcome", err)
			}
			if malformed.Operation != test.resource+"/"+test.lookup || len(malformed.IDs) != 1 || len(malformed.Values) != 1 {
				t.Errorf("got %+v", *malformed)
			}
			if err := create(t); err != nil {
				t.Errorf("with a response that can be read: %v", err)
			}
		})
	}
}

// replace sets the value at a path of names and indexes.
func replace(in any, path []string, value any) {
	last := len(path) == 1
	switch in := in.(type) {
	case map[string]any:
		if last {
			in[path[0]] = value
			return
		}
		replace(in[path[0]], path[1:], value)
	case []any: // Tests change only the first item.
		if last {
			in[0] = value
			return
		}
		replace(in[0], path[1:], value)
	}
}
