package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A key names one thing. A gym that gives the key of a member to another person gets a conflict with the
// differences, and nothing is created.
func ExampleKeyConflictError() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	membership := seam.AccessGrantParams{
		Grantee:     seam.NewPerson{FullName: "Mary Somerville", EmailAddress: "mary@example.com", Key: "member-1"},
		EntranceIDs: []string{srv.AddEntrance(srv.AddSystem(seamtest.System{Name: "Gym"}), "Front Door")},
		Methods:     []seam.GrantMethod{seam.MobileKey{}},
		NoEnd:       true,
		Key:         "membership-1",
	}
	if _, err := client.AccessGrants.Create(ctx, membership); err != nil {
		log.Fatal(err)
	}

	membership.Grantee = seam.NewPerson{FullName: "Emmy Noether", EmailAddress: "emmy@example.com", Key: "member-1"}
	_, err := client.AccessGrants.Create(ctx, membership)
	if conflict, ok := errors.AsType[*seam.KeyConflictError](err); ok {
		fmt.Println(conflict.Resource, conflict.Key)
		for _, d := range conflict.Differences {
			fmt.Println(d)
		}
	}
	// Output:
	// access grant membership-1
	// FullName: requested "Emmy Noether", found "Mary Somerville"
	// EmailAddress: requested "emmy@example.com", found "mary@example.com"
}

// A program that was interrupted creates its access grants again, with the stored parameters. A stay that
// has been extended since is a conflict about its end, and the grant is there.
func ExampleAccessGrantsService_Create() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})
	stored := seam.AccessGrantParams{
		Grantee:     seam.NewPerson{FullName: "Ada Lovelace", Key: "guest-1815"},
		EntranceIDs: []string{srv.AddEntrance(system, "Room 101")},
		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}},
		EndsAt:      time.Now().Add(48 * time.Hour),
		Key:         "stay-4711",
	}
	first, err := client.AccessGrants.Create(ctx, stored)
	if err != nil {
		log.Fatal(err)
	}
	again, err := client.AccessGrants.Create(ctx, stored)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(again.AccessGrantID == first.AccessGrantID)

	longer := seam.AccessGrantUpdate{EndsAt: stored.EndsAt.Add(24 * time.Hour)}
	if err := client.AccessGrants.Update(ctx, seam.GrantKey(stored.Key), longer); err != nil {
		log.Fatal(err)
	}
	_, err = client.AccessGrants.Create(ctx, stored)
	if conflict, ok := errors.AsType[*seam.KeyConflictError](err); ok {
		fmt.Println(conflict.ID == first.AccessGrantID, conflict.Differences[0].Field)
	}
	// Output:
	// true
	// true EndsAt
}
