package seam

import (
	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/gen/scanner"
)

// credentialAnswer is the answer to operations that return a credential.
type credentialAnswer struct {
	Result *Credential `json:"acs_credential"`
}

// Scan implements [scanner.Answer].
func (a *credentialAnswer) Scan(s *scanner.Scanner) {
	for s.Member() {
		switch string(s.Key()) {
		case "acs_credential":
			scanner.Pointer(s, &a.Result, (*Credential).scan)
		default:
			s.Aside()
		}
	}
}

// credentialsAnswer is one page of credentials.
type credentialsAnswer struct {
	Result     []*Credential   `json:"acs_credentials"`
	Pagination *gen.Pagination `json:"pagination"`
}

// Scan implements [scanner.Answer].
func (a *credentialsAnswer) Scan(s *scanner.Scanner) {
	for s.Member() {
		switch string(s.Key()) {
		case "acs_credentials":
			scanner.Pointers(s, &a.Result, (*Credential).scan)
		case "pagination":
			s.JSON(&a.Pagination)
		default:
			s.Aside()
		}
	}
}
