package credentials

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

// assignment returns the credential and the person that a request names.
func (a *Area) assignment(c *protocol.Call) (*Credential, people.Holder, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	cr, err := a.namedCredential(c)
	if err != nil {
		return nil, people.Holder{}, err
	}
	holder, err := a.people.FindHolder(userID, identityID, cr.System)
	return cr, holder, err
}

func (a *Area) assignCredential(c *protocol.Call) (any, error) {
	cr, to, err := a.assignment(c)
	if err != nil {
		return nil, err
	}
	if cr.User != nil && cr.User != to.User {
		return nil, problem.Conflict("acs_credential_already_assigned", "The credential belongs to another ACS user")
	}
	requested := *cr
	requested.User = to.User
	if err := a.checkManufacturer(c, &requested); err != nil {
		return nil, err
	}
	cr.User = a.people.UserOf(to)
	a.changed(cr)
	return a.View(cr), nil
}

func (a *Area) unassignCredential(c *protocol.Call) (any, error) {
	cr, from, err := a.assignment(c)
	if err != nil {
		return nil, err
	}
	if cr.User == nil || !from.Is(cr.User) {
		return nil, problem.Conflict("acs_credential_not_assigned", "The credential does not belong to this ACS user")
	}
	cr.User = nil
	a.changed(cr)
	return a.View(cr), nil
}
