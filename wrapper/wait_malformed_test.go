package seam_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A wait does not end with success while a malformed value hides whether the state is reached. It goes on, and
// succeeds when Seam sends a response that can be read.
func TestWaitMalformed(t *testing.T) {
	for name, test := range map[string]struct{ wait, path, field string }{
		"method that is left out":    {"grant", "/access_methods/list", "access_methods.0"},
		"error of a method":          {"grant", "/access_methods/list", "access_methods.0.errors"},
		"state of a method":          {"grant", "/access_methods/list", "access_methods.0.is_issued"},
		"pending change of a grant":  {"grant", "/access_grants/get", "access_grant.pending_mutations"},
		"error of an access code":    {"code", "/access_codes/get", "access_code.errors"},
		"status of an access code":   {"code", "/access_codes/get", "access_code.status"},
		"error of a credential":      {"credential", "/acs/credentials/get", "acs_credential.errors"},
		"kind of a credential":       {"credential", "/acs/credentials/get", "acs_credential.access_method"},
		"unrelated, of a method":     {"grant", "/access_methods/list", "access_methods.0.created_at"},
		"unrelated, of a code":       {"code", "/access_codes/get", "access_code.created_at"},
		"unrelated, of a credential": {"credential", "/acs/credentials/get", "acs_credential.created_at"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv := seamtest.NewServer()
				wait := newWaits(t, srv)[test.wait]
				if err := wait(t.Context()); err != nil {
					t.Fatal(err)
				}
				spoil := func() {
					srv.ChangeNext(test.path, func(response map[string]any) {
						replace(response, strings.Split(test.field, "."), []any{[]any{}})
					})
				}
				isUnrelated := strings.HasPrefix(name, "unrelated")
				spoil()
				if err := wait(t.Context()); err != nil {
					t.Errorf("with the second response: %v", err)
				}
				for range 100 {
					spoil()
				}
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				err := wait(ctx)
				malformed, ok := errors.AsType[*seam.MalformedError](err)
				if isUnrelated {
					if err != nil {
						t.Error(err)
					}
					return
				}
				if !ok || malformed.Operation != test.path || !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v, want the end of the context, and the malformed value", err)
				}
			})
		})
	}
}

// newWaits creates resources, and returns a wait for each.
func newWaits(t *testing.T, srv *seamtest.Server) map[string]func(context.Context) error {
	t.Helper()
	client := srv.Client()
	lockID, systemID := srv.AddDevice(seamtest.Device{}), srv.AddSystem(seamtest.System{})
	grant, err := client.AccessGrants.Create(t.Context(), seam.AccessGrantParams{
		Grantee: seam.NewPerson{FullName: "Ada Lovelace"}, DeviceIDs: []string{lockID}, Methods: []seam.GrantMethod{seam.Code{}}, NoEnd: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	code, err := client.AccessCodes.Create(t.Context(), seam.AccessCodeParams{DeviceID: lockID, NoEnd: true})
	if err != nil {
		t.Fatal(err)
	}
	user, err := client.ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{ACSSystemID: systemID, FullName: "Ada Lovelace"})
	if err != nil {
		t.Fatal(err)
	}
	credential, err := client.ACS.Credentials.Create(t.Context(), seam.CredentialParams{Holder: seam.ACSUser(user.ACSUserID), Method: seam.Code{}})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]func(context.Context) error{
		"grant": func(ctx context.Context) error {
			_, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
			return err
		},
		"code": func(ctx context.Context) error {
			_, err := client.AccessCodes.WaitSet(ctx, code.AccessCodeID)
			return err
		},
		"credential": func(ctx context.Context) error {
			_, err := client.ACS.Credentials.WaitIssued(ctx, credential.ACSCredentialID)
			return err
		},
	}
}
