package seam

import "github.com/seam-go/seam/gen"

// credentialAnswer is the answer to operations that return a credential.
type credentialAnswer struct {
	Result *Credential `json:"acs_credential"`
}

// credentialsAnswer is one page of credentials.
type credentialsAnswer struct {
	Result []*Credential `json:"acs_credentials"`
	gen.PagedResponse
}
