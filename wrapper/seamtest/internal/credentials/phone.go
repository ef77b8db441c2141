package credentials

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

// keyOnEachPhone is implemented by SyncPhones.
var keyOnEachPhone = rules.Rule{
	Name:       "A multi-phone sync credential has a key on each phone of its user",
	Page:       "capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system",
	Operations: []string{"/acs/credentials/create", "/phones/simulate/create_sandbox_phone", "/phones/deactivate"},
	Test:       "TestMobileKeys",
}

// SyncPhones puts a key for each multi-phone credential on each phone of its owner, and removes the keys
// whose phone or credential was deleted.
func (a *Area) SyncPhones() {
	hasPhones := len(a.people.Phones.All()) > 0
	if !hasPhones && !a.hadPhones {
		return // No phone has keys. Searching many credentials for them would be slow.
	}
	a.hadPhones = hasPhones
	a.Credentials.DeleteWhere(func(cr *Credential) bool { return cr.parent != nil && !a.belongsOnPhone(cr) })
	for _, parent := range a.Credentials.Where(func(cr *Credential) bool { return cr.MultiPhone }) {
		for _, p := range a.people.Phones.Where(parent.isFor) {
			a.putOnPhone(parent, p)
		}
	}
}

// isFor reports whether a phone needs a key for a multi-phone credential.
func (cr *Credential) isFor(p *people.Phone) bool {
	return cr.User != nil && cr.User.Identity == p.Owner
}

func (a *Area) belongsOnPhone(key *Credential) bool {
	return a.people.Phones.Holds(key.phone) && a.Credentials.Holds(key.parent) && key.parent.isFor(key.phone)
}

// putOnPhone creates or updates the key of a credential on a phone.
func (a *Area) putOnPhone(parent *Credential, p *people.Phone) {
	key, ok := a.Credentials.First(func(cr *Credential) bool { return cr.parent == parent && cr.phone == p })
	if !ok {
		key = &Credential{System: parent.System, Method: parent.Method, parent: parent, phone: p}
		a.Credentials.Insert(key)
	}
	key.User = parent.User
	key.StartsAt, key.EndsAt, key.Entrances = parent.StartsAt, parent.EndsAt, parent.Entrances
	key.managerID, key.visionline, key.vostio = parent.managerID, parent.visionline, parent.vostio
	key.overridden = parent.overridden
	key.changedAt = parent.changedAt
}

// carries reports whether a credential is on a phone, itself or as the parent of a key.
func (a *Area) carries(p *people.Phone, credentialID string) bool {
	_, ok := a.Credentials.First(func(cr *Credential) bool {
		return cr.phone == p && (cr.ID == credentialID || cr.parent.ID == credentialID)
	})
	return ok
}

// hasKeyFrom reports whether a credential manager issues one of an identity's credentials.
func (a *Area) hasKeyFrom(i *people.Identity, managerID string) bool {
	_, ok := a.Credentials.First(func(cr *Credential) bool {
		return cr.User != nil && cr.User.Identity == i && cmp.Or(cr.managerID, cr.System.CredentialManagerID) == managerID
	})
	return ok
}
