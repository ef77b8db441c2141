// Package seamgo is the root of a Go client for Seam (https://www.seam.co), one API over many door
// access systems and smart locks. The root has no code to import. Its packages:
//
//   - [github.com/seam-go/seam/wrapper] is the client, package seam. Start there.
//   - [github.com/seam-go/seam/gen] has the parameters and results of the operations, generated from
//     Seam's OpenAPI document.
//   - [github.com/seam-go/seam/wrapper/seamtest] is a fake Seam for tests, in memory.
//
// A program lets a guest into a room with a PIN, and waits until the PIN works:
//
//	client, err := seam.FromEnv() // the API key is in SEAM_API_KEY
//	if err != nil {
//		log.Fatal(err)
//	}
//	grant, err := client.AccessGrants.Create(ctx, seam.AccessGrantParams{
//		Grantee:     seam.NewPerson{FullName: "Ada Lovelace", Key: "guest-1815"},
//		EntranceIDs: []string{roomID},
//		Methods:     []seam.GrantMethod{seam.Code{PIN: "1815"}},
//		EndsAt:      checkout,
//		Key:         "stay-4711",
//	})
//	if err != nil {
//		log.Fatal(err)
//	}
//	methods, err := client.AccessGrants.WaitIssued(ctx, seam.GrantID(grant.AccessGrantID))
//
// In a test, seamtest.NewServer().Client() returns the same client, connected to the fake.
//
// The examples of package seam are guides: a PIN, a card, a mobile key, checkout, webhooks, lost
// responses, and more. The folder wrapper/examples has programs of a hotel, a coworking space and
// vacation rentals, and pages for those who come from another client.
//
// go generate in this folder writes package gen again, from openapi/openapi.json.
package seamgo

//go:generate go run ./openapi/cmd/spec normalize
//go:generate go tool -modfile=openapi/tools.mod oapi-codegen -config oapi-codegen.yaml -o openapi/gen.go.txt openapi/normalized.json
//go:generate go run ./openapi/cmd/spec gen
