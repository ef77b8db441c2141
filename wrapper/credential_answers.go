package seam

import (
	"fmt"

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

func (a *credentialAnswer) misfits() []MalformedValue { return a.Result.misfits("acs_credential") }

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

func (a *credentialsAnswer) misfits() []MalformedValue {
	var misfits []MalformedValue
	for i, credential := range a.Result {
		misfits = append(misfits, credential.misfits(fmt.Sprintf("acs_credentials[%d]", i))...)
	}
	return misfits
}

// misfits are the values of a credential that did not fit their fields.
func (c *Credential) misfits(path string) []MalformedValue {
	if c == nil {
		return nil
	}
	misfits := c.members.misfits(path, new(Credential))
	for i, e := range c.Errors {
		misfits = append(misfits, e.members.misfits(fmt.Sprintf("%s.errors[%d]", path, i), new(CredentialError))...)
	}
	for i, w := range c.Warnings {
		misfits = append(misfits, w.members.misfits(fmt.Sprintf("%s.warnings[%d]", path, i), new(CredentialWarning))...)
	}
	return misfits
}
