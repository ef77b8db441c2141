package credentials

import (
	"errors"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// scanToAssign begins to read a card and to assign the credential on it to a user.
func (a *Area) scanToAssign(c *protocol.Call) (any, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	salto, _ := c.Object("salto_ks_metadata")
	newTags := salto.IsTrue("detect_new_tags")
	at, err := a.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	if newTags && at.System.ExternalType != "salto_ks_site" {
		return nil, problem.Invalid("salto_ks_metadata", "The encoder is not one of Salto KS")
	}
	if _, err := a.people.FindHolder(userID, identityID, at.System); err != nil {
		return nil, err
	}
	simulated := takeNext(&a.stateOf(at).scans, "")
	return a.world.Begin(c.Action(), wire.Object{"acs_encoder_id": at.ID}, func() (wire.Object, error) {
		found, err := a.scan(at, simulated)
		if err != nil {
			return nil, asAssignError(err)
		}
		to, err := a.people.FindHolder(userID, identityID, at.System) // again, because the person may have been deleted since
		if err != nil {
			return nil, err
		}
		return a.assignScanned(at, found, to, newTags)
	}).View(), nil
}

// asAssignError converts the error of a scan to one that Seam documents for scans that assign. For these
// Seam documents no error type for an unreachable encoder.
func asAssignError(err error) error {
	if e, ok := errors.AsType[*world.ActionError](err); ok && (e.Type == "encoder_not_online" || e.Type == "bridge_disconnected") {
		return world.Uncategorized(e.Message)
	}
	return err
}

// assignScanned assigns the credential on a card to a user. If Seam has no credential for the card, it
// registers the card as a new tag if newTags is true, or else returns an error.
func (a *Area) assignScanned(at *places.Encoder, found *Card, to people.Holder, newTags bool) (wire.Object, error) {
	var cr *Credential
	switch on := found.contents; {
	case on != nil && a.Credentials.Holds(on.of):
		cr = on.of
	case newTags:
		cr = a.addTag(at.System, found)
	default:
		return nil, &world.ActionError{Type: "no_credential_on_encoder", Message: "The card holds no credential that Seam knows"}
	}
	if cr.User != nil && cr.User != to.User {
		return nil, world.Uncategorized("The credential belongs to another ACS user")
	}
	cr.User = a.people.UserOf(to)
	cr.changedAt = a.world.Now()
	return wire.Snapshot(a.View(cr)), nil
}

// addTag adds a credential for a tag that is new to an access system.
func (a *Area) addTag(in *places.System, found *Card) *Credential {
	cr := &Credential{System: in, Method: "card", externalType: "salto_ks_tag"}
	a.Credentials.Insert(cr)
	a.issue(cr, found)
	return cr
}
