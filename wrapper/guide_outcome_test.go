package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// The network loses the response of a call that creates something. The error matches
// [seam.ErrOutcomeUnknown]: if you send the call again, it may create a second one, and if you give up, it
// may leave one behind. Look whether it was created before you send the call again.
//
// Whatever has a key of yours, such as an access grant, needs none of this: Create looks by itself. For
// credentials, [seam.CredentialsService.Matching] looks; for actions, client.ActionAttempts.List.
func Example_outcomeUnknown() {
	demo := newOutcomeDemo()
	client := demo.client
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	demo.srv.ResetAfterNext("/access_grants/create") // processes the next call and loses the response
	_, err := client.AccessGrants.Create(ctx, demo.stay)
	fmt.Println("grant with a key:", err)

	demo.srv.ResetAfterNext("/acs/users/create")
	_, err = addUserOnce(ctx, client, demo.systemID, "Ada Lovelace", "ada@example.com")
	fmt.Println("user, response lost:", err)
	demo.srv.ResetNext("/acs/users/create") // loses the request
	_, err = addUserOnce(ctx, client, demo.systemID, "Grace Hopper", "grace@example.com")
	fmt.Println("user, request lost:", err)
	fmt.Println(demo.count("/acs/users/create"), "requests,", demo.users(), "users")
	// Output:
	// grant with a key: <nil>
	// user, response lost: <nil>
	// user, request lost: <nil>
	// 3 requests, 2 users
}

// addUserOnce adds an ACS user to an access system. It recognizes the user by the email address, so no other
// user of this system may have it.
func addUserOnce(ctx context.Context, client *seam.Client, systemID, name, email string) (*gen.ACSUser, error) {
	create := func(ctx context.Context) (*gen.ACSUser, error) {
		return client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: systemID, FullName: name, EmailAddress: &email})
	}
	find := func(ctx context.Context) (*gen.ACSUser, error) {
		var info seam.ResponseInfo
		req := &gen.ACSUsersListRequest{ACSSystemID: &systemID, Search: &email}
		for user, err := range client.ACS.Users.List(ctx, req, seam.CallInfo(&info)) {
			if err != nil || user.EmailAddress == email { // Search also finds other fields and longer addresses.
				return user, err
			}
		}
		if hidden := info.MalformedFields("acs_users.email_address"); len(hidden) > 0 {
			return nil, fmt.Errorf("cannot tell which users exist: %v", hidden)
		}
		return nil, errNotCreated
	}
	return createOnce(ctx, create, find)
}

var errNotCreated = errors.New("not created")

// settleTime is the time after which Seam no longer processes a request whose response was lost. In a program
// it is two minutes: see [seam.ErrOutcomeUnknown].
const settleTime = time.Millisecond

// createOnce calls create until the outcome is known. While it is unknown, it calls find before the next
// create. find returns errNotCreated if it finds nothing, and another error if it cannot know.
//
// If the error of createOnce matches ErrOutcomeUnknown, ctx has ended or find has failed. Store that the
// creation is in question, and call find first when the program runs again.
func createOnce[T any](ctx context.Context, create, find func(context.Context) (*T, error)) (*T, error) {
	for {
		created, err := create(ctx)
		if !errors.Is(err, seam.ErrOutcomeUnknown) {
			return created, err
		}
		select {
		case <-time.After(settleTime):
		case <-ctx.Done():
			return nil, err
		}
		found, findErr := find(ctx)
		switch {
		case findErr == nil:
			return found, nil
		case !errors.Is(findErr, errNotCreated):
			return nil, fmt.Errorf("%w; looking for it: %w", err, findErr)
		}
	}
}

// outcomeDemo is a fake Seam with an access system and a lock.
type outcomeDemo struct {
	srv      *seamtest.Server
	client   *seam.Client
	systemID string
	stay     seam.AccessGrantParams
}

func newOutcomeDemo() outcomeDemo {
	srv := seamtest.NewServer()
	return outcomeDemo{
		srv: srv, client: srv.Client(), systemID: srv.AddSystem(seamtest.System{Name: "Grand Hotel"}),
		stay: seam.AccessGrantParams{
			Grantee:   seam.NewPerson{FullName: "Mary Somerville", Key: "guest-1780"},
			DeviceIDs: []string{srv.AddDevice(seamtest.Device{Name: "Lake House"})},
			Methods:   []seam.GrantMethod{seam.Code{}},
			EndsAt:    time.Now().Add(72 * time.Hour),
			Key:       "stay-4711",
		},
	}
}

// count returns the number of requests to an operation.
func (d outcomeDemo) count(path string) int {
	n := 0
	for _, request := range d.srv.Requests() {
		if request.Path == path {
			n++
		}
	}
	return n
}

// users returns the number of ACS users.
func (d outcomeDemo) users() int {
	n := 0
	for _, err := range d.client.ACS.Users.List(context.Background(), &gen.ACSUsersListRequest{ACSSystemID: &d.systemID}) {
		if err != nil {
			log.Fatal(err)
		}
		n++
	}
	return n
}
