// Command readme is the code in the README, in a program.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func main() {
	srv := seamtest.NewServer() // a fake Seam in memory; for the real one:
	client := srv.Client()      // client, err := seam.NewClient(seam.APIKey(key))
	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})

	ctx := context.Background()
	guest, err := client.ACS.Users.Create(ctx, &gen.ACSUsersCreateRequest{
		ACSSystemID: system, FullName: "Ada Lovelace", EmailAddress: new("ada@example.com"),
	})
	if err != nil {
		log.Fatal(err)
	}
	cred, err := client.ACS.Credentials.Create(ctx, seam.CredentialParams{
		Holder: seam.ACSUser(guest.ACSUserID),
		Method: seam.Code{PIN: "824759"}, // or seam.Card, seam.MobileKey, seam.CloudKey
		EndsAt: time.Now().Add(72 * time.Hour),
	})
	if err != nil {
		log.Fatal(err)
	}
	for held, err := range client.ACS.Credentials.List(ctx, seam.CredentialFilter{ACSUserID: guest.ACSUserID}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(held.AccessMethod, held.Code)
	}
	fmt.Println(client.ACS.Credentials.Delete(ctx, cred.ACSCredentialID))
}
