// Command hello creates one credential. Its size minus the size of the commands plain and bare is
// the cost of this module.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	seam "github.com/seam-go/seam/wrapper"
)

func main() {
	client, err := seam.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	cred, err := client.ACS.Credentials.Create(context.Background(), seam.CredentialParams{
		Holder: seam.ACSUser(os.Getenv("ACS_USER_ID")),
		Method: seam.Code{PIN: "824759"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(cred.ACSCredentialID)
}
