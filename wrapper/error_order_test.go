package seam_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// errorOrder is the table in the section "Errors" of the package documentation. An error belongs to the first
// row that it matches.
var errorOrder = []struct {
	name    string
	matches func(error) bool
}{
	{"*gen.MissingResultError", func(err error) bool { _, ok := errors.AsType[*gen.MissingResultError](err); return ok }},
	{"ErrOutcomeUnknown", matching(seam.ErrOutcomeUnknown)},
	{"ErrRateLimited", matching(seam.ErrRateLimited)},
	{"ErrNotFound", matching(seam.ErrNotFound)},
	{"ErrInvalidInput", matching(seam.ErrInvalidInput)},
	{"ErrConflict", matching(seam.ErrConflict)},
	{"ErrUnauthorized", matching(seam.ErrUnauthorized)},
	{"context.DeadlineExceeded", matching(context.DeadlineExceeded)},
	{"context.Canceled", matching(context.Canceled)},
	{"any other error", func(error) bool { return true }},
}

func matching(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

func errorRow(err error) string {
	for _, row := range errorOrder {
		if row.matches(err) {
			return row.name
		}
	}
	return ""
}

func TestErrorTableIsDocumented(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(source), "//\terror  ")
	_, table, _ = strings.Cut(table, "\n")
	table, _, _ = strings.Cut(table, "\n//\n")
	var names []string
	for line := range strings.Lines(table) {
		name, _, _ := strings.Cut(strings.TrimPrefix(line, "//\t"), "  ")
		names = append(names, name)
	}
	var want []string
	for _, row := range errorOrder {
		want = append(want, row.name)
	}
	if !slices.Equal(names, want) {
		t.Errorf("doc.go has the rows %q, want %q", names, want)
	}
}

const updatePath, getPath = "/acs/credentials/update", "/acs/credentials/get"

// errorCase is a call that fails, and what its error has to say.
type errorCase struct {
	name    string
	faults  func(*seamtest.Server)
	opts    []seam.Option
	call    func(context.Context, *seam.Client, string) error
	context func(context.Context) (context.Context, context.CancelFunc)
	row     string
	// late is true if the error matches context.DeadlineExceeded, in whatever row it is.
	late bool
	// changed is true if the call changed the credential.
	changed bool
}

// The first matching row says what happened to the credential, and no error claims a deadline that has not
// passed.
func TestErrorTable(t *testing.T) {
	for _, tt := range slices.Concat(changedCases, rejectedCases, timeoutCases) {
		t.Run(tt.name, func(t *testing.T) { synctest.Test(t, tt.run) })
	}
}

func (tt errorCase) run(t *testing.T) {
	srv := seamtest.NewServer()
	credential := newCodeCredential(t, srv)
	if tt.faults != nil {
		tt.faults(srv)
	}
	ctx := t.Context()
	if tt.context != nil {
		var cancel context.CancelFunc
		ctx, cancel = tt.context(ctx)
		defer cancel()
	}
	err := tt.call(ctx, srv.Client(tt.opts...), credential.ACSCredentialID)
	if err == nil || errorRow(err) != tt.row {
		t.Errorf("the error is in the row %q, want %q: %v", errorRow(err), tt.row, err)
	}
	if errors.Is(err, context.DeadlineExceeded) != tt.late {
		t.Errorf("matches DeadlineExceeded: %v, want %v: %v", !tt.late, tt.late, err)
	}
	srv.SetOutage(false)
	after, err := srv.Client().ACS.Credentials.Get(t.Context(), credential.ACSCredentialID)
	if err != nil {
		t.Fatal(err)
	}
	if changed := !after.EndsAt.Equal(credential.EndsAt); changed != tt.changed {
		t.Errorf("changed: %v, want %v", changed, tt.changed)
	}
}

func newCodeCredential(t *testing.T, srv *seamtest.Server) *seam.Credential {
	t.Helper()
	client := srv.Client()
	user, err := client.ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{
		ACSSystemID: srv.AddSystem(seamtest.System{Name: "Office"}), FullName: "Ada Lovelace",
	})
	if err != nil {
		t.Fatal(err)
	}
	credential, err := client.ACS.Credentials.Create(t.Context(), seam.CredentialParams{
		Holder: seam.ACSUser(user.ACSUserID), Method: seam.Code{PIN: "1815"}, EndsAt: time.Now().Add(24 * time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	return credential
}

func changeEnd(ctx context.Context, client *seam.Client, id string) error {
	return changeEndWith(ctx, client, id)
}

func changeEndWith(ctx context.Context, client *seam.Client, id string, opts ...gen.CallOption) error {
	_, err := client.ACS.Credentials.Update(ctx, id, seam.CredentialUpdate{EndsAt: time.Now().Add(48 * time.Hour)}, opts...)
	return err
}

func fetchCredential(ctx context.Context, client *seam.Client, id string) error {
	_, err := client.ACS.Credentials.Get(ctx, id)
	return err
}

func endingAfter(d time.Duration) func(context.Context) (context.Context, context.CancelFunc) {
	return func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithTimeout(ctx, d) }
}

func failing(path string, status int, errType string) func(*seamtest.Server) {
	return func(srv *seamtest.Server) { srv.FailNext(path, status, errType, "for this test") }
}

// withoutResult lets Seam make the change, and leaves the credential out of the response.
func withoutResult(srv *seamtest.Server) {
	srv.ChangeNext(updatePath, func(response map[string]any) { delete(response, "acs_credential") })
}

var changedCases = []errorCase{
	{
		name: "changed, and the credential cannot be found", call: changeEnd, row: "*gen.MissingResultError", changed: true,
		faults: func(srv *seamtest.Server) { withoutResult(srv); failing(getPath, 404, "acs_credential_not_found")(srv) },
	},
	{
		name: "changed, and the credential cannot be fetched in time", call: changeEnd, row: "*gen.MissingResultError", changed: true,
		faults:  func(srv *seamtest.Server) { withoutResult(srv); srv.DelayNext(getPath, time.Hour) },
		context: endingAfter(10 * time.Second),
	},
	{
		name: "three responses lost", call: changeEnd, row: "ErrOutcomeUnknown", changed: true,
		faults: func(srv *seamtest.Server) {
			srv.ResetAfterNext(updatePath)
			srv.ResetAfterNext(updatePath)
			srv.ResetAfterNext(updatePath)
		},
	},
	{
		name: "three requests lost", call: changeEnd, row: "ErrOutcomeUnknown",
		faults: func(srv *seamtest.Server) {
			srv.ResetNext(updatePath)
			srv.ResetNext(updatePath)
			srv.ResetNext(updatePath)
		},
	},
	{
		name: "a response lost, then not found", call: changeEnd, row: "ErrOutcomeUnknown", changed: true,
		faults: func(srv *seamtest.Server) {
			srv.ResetAfterNext(updatePath)
			failing(updatePath, 404, "acs_credential_not_found")(srv)
		},
	},
	{
		name: "a response lost, then rate limited", call: changeEnd, row: "ErrOutcomeUnknown", changed: true,
		faults: func(srv *seamtest.Server) {
			srv.ResetAfterNext(updatePath)
			srv.LimitNext(updatePath, time.Hour)
		},
	},
}

var rejectedCases = []errorCase{
	{
		name: "rate limited for too long", call: changeEnd, row: "ErrRateLimited",
		faults: func(srv *seamtest.Server) { srv.LimitNext(updatePath, time.Hour) },
	},
	{
		name: "rate limited until after the deadline", call: changeEnd, row: "ErrRateLimited", context: endingAfter(10 * time.Second),
		faults: func(srv *seamtest.Server) { srv.LimitNext(updatePath, 30*time.Second) },
	},
	{
		name: "not found", row: "ErrNotFound",
		call: func(ctx context.Context, client *seam.Client, _ string) error {
			return changeEnd(ctx, client, "99999999-9999-9999-9999-999999999999")
		},
	},
	{
		name: "invalid, found before sending", row: "ErrInvalidInput",
		call: func(ctx context.Context, client *seam.Client, id string) error {
			_, err := client.ACS.Credentials.Update(ctx, id, seam.CredentialUpdate{})
			return err
		},
	},
	{name: "invalid, found by Seam", call: changeEnd, row: "ErrInvalidInput", faults: failing(updatePath, 400, "invalid_input")},
	{name: "conflict", call: changeEnd, row: "ErrConflict", faults: failing(updatePath, 409, "conflict")},
	{name: "wrong key", call: changeEnd, row: "ErrUnauthorized", faults: failing(updatePath, 401, "unauthorized")},
	{name: "not permitted", call: changeEnd, row: "ErrUnauthorized", faults: failing(updatePath, 403, "forbidden")},
}

var timeoutCases = []errorCase{
	{
		name: "the context ends during a change", call: changeEnd, row: "ErrOutcomeUnknown", late: true, context: endingAfter(10 * time.Second),
		faults: func(srv *seamtest.Server) { srv.DelayNext(updatePath, time.Hour) },
	},
	{
		name: "CallTimeout ends a change", row: "ErrOutcomeUnknown", late: true,
		call: func(ctx context.Context, client *seam.Client, id string) error {
			return changeEndWith(ctx, client, id, seam.CallTimeout(10*time.Second))
		},
		faults: func(srv *seamtest.Server) { srv.DelayNext(updatePath, time.Hour) },
	},
	{
		name: "WithAttemptTimeout ends a change", call: changeEnd, row: "ErrOutcomeUnknown", late: true,
		opts:   []seam.Option{seam.WithAttemptTimeout(time.Second), seam.WithRetries(0)},
		faults: func(srv *seamtest.Server) { srv.DelayNext(updatePath, time.Hour) },
	},
	{
		name: "the context ends during a read", call: fetchCredential, row: "context.DeadlineExceeded", late: true, context: endingAfter(10 * time.Second),
		faults: func(srv *seamtest.Server) { srv.DelayNext(getPath, time.Hour) },
	},
	{
		name: "WithAttemptTimeout ends a read", call: fetchCredential, row: "context.DeadlineExceeded", late: true,
		opts:   []seam.Option{seam.WithAttemptTimeout(time.Second), seam.WithRetries(0)},
		faults: func(srv *seamtest.Server) { srv.DelayNext(getPath, time.Hour) },
	},
	{name: "the context has ended before", call: changeEnd, row: "context.DeadlineExceeded", late: true, context: endingAfter(0)},
	{
		name: "the context is cancelled before", call: changeEnd, row: "context.Canceled",
		context: func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(ctx)
			cancel()
			return ctx, cancel
		},
	},
	{
		name: "an outage until shortly before the deadline", call: fetchCredential, row: "any other error", context: endingAfter(time.Minute),
		opts:   []seam.Option{seam.WithRetries(1000)},
		faults: func(srv *seamtest.Server) { srv.SetOutage(true) },
	},
	{
		name: "an outage during a read", call: fetchCredential, row: "any other error",
		faults: func(srv *seamtest.Server) { srv.SetOutage(true) },
	},
}
