package grants

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// encodeMethod begins to write the card of an access method.
func (a *Area) encodeMethod(c *protocol.Call) (any, error) {
	at, err := a.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	cr, err := a.cardOf(c.UUID("access_method_id"), at.System)
	if err != nil {
		return nil, err
	}
	return a.credentials.BeginEncoding(c.Action(), at, cr).View(), nil
}

// cardOf returns the card credential of an access method in the access system of an encoder.
func (a *Area) cardOf(methodID string, in *places.System) (*credentials.Credential, error) {
	m, err := a.Methods.Find(methodID)
	if err != nil {
		return nil, err
	}
	if m.mode != "card" {
		return nil, problem.Invalid("access_method_id", "Only an access method with the mode card can be encoded")
	}
	if cr := m.credentialIn(in); cr != nil {
		return cr, nil
	}
	return nil, problem.Invalid("access_method_id", "The access method belongs to another access system than the encoder")
}

// knownCard is implemented by assignCard.
var knownCard = rules.Rule{
	Name:       "A card that its access system knows is assigned to an access method without an encoder",
	Page:       "use-cases/granting-access/using-key-cards",
	Operations: []string{"/access_methods/assign_card"},
	Test:       "TestAssignCard",
}

// assignCard begins to assign a card that its access system already knows to an access method.
func (a *Area) assignCard(c *protocol.Call) (any, error) {
	m, err := a.namedMethod(c)
	switch {
	case err != nil:
		return nil, err
	case m.mode != "card":
		return nil, problem.Invalid("access_method_id", "Only an access method with the mode card can be assigned a card")
	case m.wasIssued:
		return nil, problem.Conflict("access_method_already_issued", "The access method has a card already")
	}
	number := c.Text("card_number")
	return a.world.Begin(c.Action(), wire.Object{"access_method_id": m.ID}, func() (wire.Object, error) {
		if !a.Methods.Holds(m) {
			return nil, world.Uncategorized("The access method was deleted")
		}
		for _, free := range a.freeCards(m) {
			if free.CardNumber() == number {
				a.credentials.AssignCard(free, m.credentialIn(free.System))
				m.credentials = append(m.credentials, free)
				a.announceIssued()
				return wire.Snapshot(a.viewMethod(m)), nil
			}
		}
		return nil, &world.ActionError{Type: "credential_not_found", Message: "No free card of the access system has this number"}
	}).View(), nil
}

// freeCards returns the cards in the access systems of a method that are not assigned to a user.
func (a *Area) freeCards(m *Method) []*credentials.Credential {
	return a.credentials.Credentials.Where(func(cr *credentials.Credential) bool {
		return cr.IsFreeCard() && m.credentialIn(cr.System) != nil
	})
}

// removeCredential removes a credential from a method. It releases a card that was assigned to the method,
// and deletes any other credential.
func (a *Area) removeCredential(m *Method, cr *credentials.Credential) {
	if cr.IsAssigned() {
		world.Remove(&m.credentials, cr)
		a.credentials.ReleaseCard(cr)
		return
	}
	a.credentials.Credentials.Delete(cr)
}

// unlockWithCloudKey is implemented by unlockEntrance.
var unlockWithCloudKey = rules.Rule{
	Name:       "Only an access method with the mode cloud_key unlocks an entrance remotely",
	Page:       "use-cases/granting-access/using-cloud-keys",
	Operations: []string{"/access_methods/unlock_door"},
	Status:     400,
	Field:      "access_method_id",
	Message:    "Only an access method with the mode cloud_key unlocks remotely",
	Test:       "TestUnlockWithMethod",
}

// unlockEntrance begins to open an entrance remotely, with a cloud key.
func (a *Area) unlockEntrance(c *protocol.Call) (any, error) {
	e, err := a.places.NamedEntrance(c)
	if err != nil {
		return nil, err
	}
	m, err := a.namedMethod(c)
	if err != nil {
		return nil, err
	}
	if m.mode != "cloud_key" {
		return nil, unlockWithCloudKey.Err()
	}
	with := m.credentialIn(e.System)
	if with == nil || !with.Opens(e) {
		return nil, problem.Invalid("access_method_id", "The access method gives no access to the entrance")
	}
	return a.credentials.BeginUnlocking(c.Action(), with, e).View(), nil
}
