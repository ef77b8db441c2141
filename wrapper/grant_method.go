package seam

import (
	"fmt"

	"github.com/seam-go/seam/gen"
)

// GrantMethod is a way to open the doors of an access grant: [Code], [Card], [MobileKey] or [CloudKey].
//
// Seam makes the credentials of an access grant itself. Set only the PIN of a Code, which has 4 to 9 digits
// and which Seam may replace, and the InstantKeyMaxUses of a MobileKey. Card{} and CloudKey{} have nothing to
// set. Any other field is a [*ParamsError].
type GrantMethod interface {
	checkRequested(p *problems, field string)
	requested() requestedMethod
}

// requestedMethod is the form in which a [GrantMethod] is sent.
type requestedMethod = gen.AccessGrantsCreateRequestRequestedAccessMethod

// notInGrants is the problem with a field that only a credential has.
const notInGrants = "only for credentials; leave it empty in an access grant, for which Seam chooses it"

// Seam accepts PINs of these lengths for an access grant.
const minGrantPIN, maxGrantPIN = 4, 9

func (m Code) checkRequested(p *problems, field string) {
	p.pin(field+".PIN", m.PIN, minGrantPIN, maxGrantPIN)
}

func (m Card) checkRequested(p *problems, field string) {
	if m.Code != "" {
		p.add(field+".Code", notInGrants)
	}
	if m.Metadata != nil {
		p.add(field+".Metadata", notInGrants)
	}
}

func (m MobileKey) checkRequested(p *problems, field string) {
	if m.MultiPhoneSync {
		p.add(field+".MultiPhoneSync", notInGrants)
	}
	if m.CredentialManagerID != "" {
		p.add(field+".CredentialManagerID", notInGrants)
	}
	if m.Metadata != nil {
		p.add(field+".Metadata", notInGrants)
	}
	if m.InstantKeyMaxUses < 0 {
		p.add(field+".InstantKeyMaxUses", "negative")
	}
}

func (CloudKey) checkRequested(*problems, string) {}

func (m Code) requested() requestedMethod {
	return requestedMethod{Mode: AccessMethodCode, Code: orNil(m.PIN)}
}

func (Card) requested() requestedMethod { return requestedMethod{Mode: AccessMethodCard} }

func (m MobileKey) requested() requestedMethod {
	req := requestedMethod{Mode: AccessMethodMobileKey}
	if m.InstantKeyMaxUses != 0 {
		req.InstantKeyMaxUseCount = new(m.InstantKeyMaxUses)
	}
	return req
}

func (CloudKey) requested() requestedMethod { return requestedMethod{Mode: AccessMethodCloudKey} }

// grantMethods checks the requested methods of an access grant.
func (p *problems) grantMethods(methods []GrantMethod) {
	if len(methods) == 0 {
		p.add("Methods", "empty; set at least one, for example seam.Code{}")
	}
	for i, m := range methods {
		field := fmt.Sprintf("Methods[%d]", i)
		if isNil(m) {
			p.add(field, "nil; set a method, for example seam.Code{}")
			continue
		}
		m.checkRequested(p, field)
	}
}

func requestedMethods(methods []GrantMethod) []requestedMethod {
	out := make([]requestedMethod, len(methods))
	for i, m := range methods {
		out[i] = m.requested()
	}
	return out
}
