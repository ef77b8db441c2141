// Command readme is the code in the README, in a program.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func main() {
	srv := seamtest.NewServer() // a fake Seam in memory; for the real one:
	client := srv.Client()      // client, err := seam.NewClient(seam.APIKey(key))
	room := srv.AddEntrance(srv.AddSystem(seamtest.System{Name: "Grand Hotel"}), "Room 101")

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:     seam.NewPerson{FullName: "Ada Lovelace", EmailAddress: "ada@example.com", Key: "guest-1815"},
		EntranceIDs: []string{room},
		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}}, // or seam.Card, seam.MobileKey, seam.CloudKey
		EndsAt:      time.Now().Add(72 * time.Hour),
		Key:         "stay-4711",
	})
	if err != nil {
		log.Fatal(err)
	}
	methods, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
	if err != nil {
		log.Fatal(err)
	}
	for _, method := range methods {
		fmt.Println(method.Mode, method.State(), method.PIN())
	}
	fmt.Println(client.AccessGrants.Delete(ctx, seam.GrantKey("stay-4711")))
}
