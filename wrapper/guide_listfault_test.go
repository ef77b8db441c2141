package seam_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"maps"
	"slices"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// A program copies a long list, and Seam fails in the middle. The loop ends with the error, after all items
// before it. The program has stored these together with the cursor of the next page, so that its next run
// continues there.
//
// Every list that Seam sends in pages has a method ListPages. To read a list that need not be continued,
// range over List.
func Example_listFault() {
	demo := newListDemo("Ada", "Edith", "Emmy", "Grace", "Hedy")
	store := &userStore{users: map[string]string{}}
	ctx := context.Background()

	demo.failAtPage(2)
	err := copyUsers(ctx, demo.client, demo.systemID, store)
	fmt.Println("first run:", err != nil, store.done, len(store.users), "users")

	demo.endOutage()
	err = copyUsers(ctx, demo.client, demo.systemID, store)
	fmt.Println("second run:", err != nil, store.done, len(store.users), "users")
	fmt.Println(slices.Sorted(maps.Values(store.users)))
	// Output:
	// first run: true false 2 users
	// second run: false true 5 users
	// [Ada Edith Emmy Grace Hedy]
}

// copyUsers copies the users of an access system, from the page at which an earlier run has stopped.
func copyUsers(ctx context.Context, client *seam.Client, systemID string, store *userStore) error {
	req := &gen.ACSUsersListRequest{ACSSystemID: &systemID, Limit: new(2)} // without a Limit, a page has 500 users
	if store.next != "" {
		req.PageCursor = new(store.next)
	}
	for page, err := range client.ACS.Users.ListPages(ctx, req) {
		if errors.Is(err, seam.ErrInvalidInput) {
			store.next = "" // Maybe Seam no longer accepts the cursor. The next run begins again.
		}
		if err != nil {
			return fmt.Errorf("copied %d users so far: %w", len(store.users), err)
		}
		store.save(page)
	}
	return nil
}

// userStore stands for the tables of a program.
type userStore struct {
	users map[string]string // names by ACS user ID
	// next is the cursor of the next page. It is empty before the first page and after the last.
	next string
	done bool
}

// save stores a page and its cursor, in a database in one transaction. A user who is in the store is
// replaced: if users come and go during the copy, one may be on two pages.
func (s *userStore) save(page *gen.Page[gen.ACSUser]) {
	for _, user := range page.Items {
		s.users[user.ACSUserID] = user.FullName
	}
	s.next, s.done = page.NextPageCursor, !page.HasNextPage
}

// listDemo is a fake Seam whose list fails.
type listDemo struct {
	srv      *seamtest.Server
	client   *seam.Client
	systemID string
}

func newListDemo(names ...string) listDemo {
	srv := seamtest.NewServer()
	// Without retries, the example ends sooner.
	d := listDemo{srv, srv.Client(seam.WithRetries(0)), srv.AddSystem(seamtest.System{Name: "Grand Hotel"})}
	for _, name := range names {
		_, err := d.client.ACS.Users.Create(context.Background(), &gen.ACSUsersCreateRequest{ACSSystemID: d.systemID, FullName: name})
		if err != nil {
			log.Fatal(err)
		}
	}
	return d
}

// failAtPage begins an outage at a page of the list of users, counted from 1.
func (d listDemo) failAtPage(n int) {
	d.srv.PassNext("/acs/users/list", n-1)
	d.srv.OutageNext("/acs/users/list")
}

func (d listDemo) endOutage() { d.srv.SetOutage(false) }
