// Command readme is the program in README.md.
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

	// Check-in: who may enter, where, how and how long.
	checkout := time.Now().Add(72 * time.Hour) // in your program, from the booking
	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
		Grantee:     seam.NewPerson{FullName: "Ada Lovelace", EmailAddress: "ada@example.com", Key: "guest-1815"},
		EntranceIDs: []string{room},
		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}}, // or seam.Card, seam.MobileKey, seam.CloudKey
		EndsAt:      checkout,
		Key:         "stay-4711", // your own: Create may be called again, and makes no second grant
	})
	if err != nil {
		log.Fatal(err)
	}

	// Tell the guest a PIN only when the door knows it.
	methods, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
	if err != nil {
		log.Fatal(err)
	}
	for _, method := range methods {
		fmt.Println(method.Mode, method.State(), method.PIN())
	}

	// Check-out: the PIN stops working.
	if err := client.AccessGrants.Delete(ctx, seam.GrantKey("stay-4711")); err != nil {
		log.Fatal(err)
	}
	fmt.Println("checked out")
}
