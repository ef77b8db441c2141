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
			if s.Object(a.Result == nil) {
				a.Result = new(Credential)
				a.Result.scan(s)
			}
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
			if s.List(a.Result == nil) {
				a.Result = []*Credential{}
				for s.Item() {
					var item *Credential
					if s.Object(true) {
						item = new(Credential)
						item.scan(s)
					}
					a.Result = append(a.Result, item)
				}
			}
		case "pagination":
			s.JSON(&a.Pagination)
		default:
			s.Aside()
		}
	}
}
