package comingfrom_test

import (
	"context"
	"fmt"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// An update changes one field, removes another and leaves the rest.
func Example_null() {
	srv := seamtest.NewServer()
	client, ctx := srv.Client(), context.Background()
	person := must(client.UserIdentities.Create(ctx, &gen.UserIdentitiesCreateRequest{
		FullName:     gen.Value("Ada Lovelace"),
		EmailAddress: gen.Value("ada@example.com"),
		PhoneNumber:  gen.Value("+15550100"),
	}))

	err := client.UserIdentities.Update(ctx, &gen.UserIdentitiesUpdateRequest{
		UserIdentityID: person.UserIdentityID,
		FullName:       gen.Value("Ada King"),
		PhoneNumber:    gen.Null[string](),
	})
	person = must(client.UserIdentities.Get(ctx, &gen.UserIdentitiesGetRequest{UserIdentityID: &person.UserIdentityID}))
	fmt.Println(err, *person.FullName, *person.EmailAddress, person.PhoneNumber == nil)
	// Output: <nil> Ada King ada@example.com true
}
