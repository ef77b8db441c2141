package seam

import (
	"fmt"
	"strings"

	"github.com/seam-go/seam/gen"
)

// Grantee is the person who gets access: a [UserIdentity] that exists, or a [NewPerson].
type Grantee interface {
	check(p *problems)
	fillGrantee(req *gen.AccessGrantsCreateRequest)
}

// NewPerson is a person without a user identity. [AccessGrantsService.Create] creates the identity together
// with the grant. With a Key, later grants to the same person may use the same NewPerson, or [UserIdentity].
//
// The email address, the phone number and the key of a user identity are unique in the workspace. If the
// person with the Key has another name, email address or phone number, Create returns a [*KeyConflictError]
// whose ID is that of the user identity: update it with client.UserIdentities.Update, or use it with
// [UserIdentity].
type NewPerson struct {
	FullName     string
	EmailAddress string
	// PhoneNumber is in E.164 form, such as "+15555550100".
	PhoneNumber string
	// Key is your own name for the person, unique in the workspace. With a Key, Create can finish a
	// creation that made the person but not the grant.
	Key string
}

func (h UserIdentity) fillGrantee(req *gen.AccessGrantsCreateRequest) {
	req.UserIdentityID = new(string(h))
}

func (n NewPerson) check(p *problems) {
	if n.EmailAddress != "" && !strings.Contains(n.EmailAddress, "@") {
		p.add("EmailAddress", "has no @")
	}
	if n.PhoneNumber != "" && !isE164(n.PhoneNumber) {
		p.add("PhoneNumber", `not in E.164 form; use + and at most 15 digits, for example "+15555550100"`)
	}
}

// isE164 reports whether a phone number has the form of E.164: a plus and at most 15 digits.
func isE164(number string) bool {
	digits, hasPlus := strings.CutPrefix(number, "+")
	return hasPlus && digits != "" && len(digits) <= 15 && strings.Trim(digits, "0123456789") == ""
}

func (n NewPerson) fillGrantee(req *gen.AccessGrantsCreateRequest) {
	req.UserIdentity = &gen.AccessGrantsCreateRequestUserIdentity{
		EmailAddress:    orNil(n.EmailAddress),
		FullName:        orNil(n.FullName),
		PhoneNumber:     orNil(n.PhoneNumber),
		UserIdentityKey: orNil(n.Key),
	}
}

// differences returns the fields in which a user identity differs from the person. It ignores fields that
// the person leaves empty.
func (n NewPerson) differences(found *gen.UserIdentity) []Difference {
	var d differences
	d.text("FullName", n.FullName, orEmpty(found.FullName))
	if !strings.EqualFold(n.EmailAddress, orEmpty(found.EmailAddress)) {
		d.text("EmailAddress", n.EmailAddress, orEmpty(found.EmailAddress))
	}
	d.text("PhoneNumber", n.PhoneNumber, orEmpty(found.PhoneNumber))
	d.text("UserIdentityKey", n.Key, orEmpty(found.UserIdentityKey))
	return d.list
}

// compared returns the fields that differences compares, in the object at path.
func (n NewPerson) compared(path string) []string {
	fields := []string{path + ".user_identity_id"}
	for name, asked := range map[string]string{
		"full_name": n.FullName, "email_address": n.EmailAddress, "phone_number": n.PhoneNumber, "user_identity_key": n.Key,
	} {
		if asked != "" {
			fields = append(fields, path+"."+name)
		}
	}
	return fields
}

// String returns the fields with their names.
func (n NewPerson) String() string {
	type fields NewPerson // without String, which would call itself
	return fmt.Sprintf("new person %+v", fields(n))
}

// orEmpty returns the text that a generated field points to, or "" for nil.
func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
