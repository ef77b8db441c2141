package seamtest_test

import (
	"context"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// BenchmarkCreateAmongMany creates a credential in a workspace that has 10,000 of them and no phones. It must
// not search them all.
func BenchmarkCreateAmongMany(b *testing.B) {
	srv := seamtest.NewServer(seamtest.WithJournalLimit(1))
	client, ctx := srv.Client(), context.Background()
	user, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID: srv.AddSystem(seamtest.System{}), FullName: "Ada Lovelace",
	})
	if err != nil {
		b.Fatal(err)
	}
	create := func() {
		_, err := client.ACS.Credentials.Create(ctx, seam.CredentialParams{Holder: seam.ACSUser(user.ACSUserID), Method: seam.Card{}})
		if err != nil {
			b.Fatal(err)
		}
	}
	for range 10_000 {
		create()
	}
	for b.Loop() {
		create()
	}
}
