// Command seam creates one credential with package seam and nothing else. `make size` compares it
// with those beside it, which do so without.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	seam "github.com/seam-go/seam/wrapper"
)

func main() {
	client, err := seam.FromEnv()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	credential, err := client.ACS.Credentials.Create(context.Background(), seam.CredentialParams{
		Holder: seam.ACSUser(os.Getenv("ACS_USER_ID")),
		Method: seam.Code{PIN: "824759"},
		EndsAt: time.Now().Add(72 * time.Hour),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(credential)
}
