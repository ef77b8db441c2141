package credentials

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

func (a *Area) createCredential(c *protocol.Call) (any, error) {
	added := a.readCredential(c)
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	systemID := c.UUID("acs_system_id")
	if c.Given("user_identity_id") {
		c.Require("acs_system_id")
	}
	entranceIDs := c.UUIDs("allowed_acs_entrance_ids")
	if err := c.Err(); err != nil {
		return nil, err
	}

	var in *places.System
	if systemID != "" {
		var err error
		if in, err = a.places.Systems.Find(systemID); err != nil {
			return nil, err
		}
	}
	holder, err := a.people.FindHolder(userID, identityID, in)
	if err != nil {
		return nil, err
	}
	added.System, added.User = holder.System, holder.User
	if added.Entrances, err = a.findEntrances(entranceIDs, added.System); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(added.Entrances, func(e *places.Entrance) bool { return !e.OpensWith(added.Method) }) {
		return nil, opensWithMethod.Err()
	}
	if err := a.checkReferences(added); err != nil {
		return nil, err
	}
	if err := a.checkManufacturer(c, added); err != nil {
		return nil, err
	}

	added.User = a.people.UserOf(holder)
	if added.Method == "code" && added.Code == "" {
		added.Code = a.NewPIN(added.System)
	}
	a.Credentials.Insert(added)
	added.changedAt = added.CreatedAt
	if added.Method != "card" { // A card overrides others when it is encoded.
		a.overrideOthers(added)
	}
	a.SyncPhones()
	return a.View(added), nil
}

// readCredential reads the fields of a new credential, except for the objects that the request names by
// ID.
func (a *Area) readCredential(c *protocol.Call) *Credential {
	cr := &Credential{
		Method:     c.Text("access_method"),
		Code:       c.Text("code"),
		MultiPhone: c.IsTrue("is_multi_phone_sync_credential"),
		StartsAt:   c.Time("starts_at"),
		EndsAt:     c.Time("ends_at"),
		managerID:  c.UUID("credential_manager_acs_system_id"),
		visionline: readVisionline(c),
		vostio:     readVostio(c),
	}
	if c.Given("code") && c.Given("access_method") && !takesCode(cr.Method) {
		c.Wrong("code", "Not possible with this access_method")
	}
	c.CheckWindow("ends_at", cr.StartsAt, cr.EndsAt, a.world.Now())
	return cr
}

// opensWithMethod is implemented by createCredential.
var opensWithMethod = rules.Rule{
	Name:       "A credential is for entrances that can be unlocked with its access method",
	Page:       "use-cases/granting-access/using-key-cards",
	Operations: []string{"/acs/credentials/create"},
	Status:     400,
	Field:      "allowed_acs_entrance_ids",
	Message:    "An entrance cannot be unlocked with this access_method",
	Test:       "TestEntranceMethods",
}

// findEntrances returns the entrances with these IDs, or an error if one belongs to another system.
func (a *Area) findEntrances(ids []string, in *places.System) ([]*places.Entrance, error) {
	var found []*places.Entrance
	for _, id := range ids {
		e, err := a.places.Entrances.Find(id)
		if err != nil {
			return nil, err
		}
		if e.System != in {
			return nil, problem.Invalid("allowed_acs_entrance_ids", "An entrance belongs to another access system")
		}
		found = append(found, e)
	}
	return found, nil
}

// checkReferences returns an error if a new credential names a system, a credential or an entrance that
// does not exist or is not of the right type.
func (a *Area) checkReferences(cr *Credential) error {
	if cr.managerID != "" {
		manager, err := a.places.Systems.Find(cr.managerID)
		if err != nil {
			return err
		}
		if !manager.IsCredentialManager {
			return problem.Invalid("credential_manager_acs_system_id", "The access system is no credential manager")
		}
	}
	if err := a.checkVisionline(cr); err != nil {
		return err
	}
	return a.checkVostio(cr)
}

// NewPIN returns a code of six digits that no other credential of the system has.
func (a *Area) NewPIN(in *places.System) string {
	for {
		b := a.world.NextBytes("code")
		pin := fmt.Sprintf("%06d", binary.BigEndian.Uint32(b[:4])%1_000_000)
		if !a.HasCode(in, pin) {
			return pin
		}
	}
}

// HasCode reports whether a credential of a system has a code.
func (a *Area) HasCode(in *places.System, code string) bool {
	_, taken := a.Credentials.First(func(cr *Credential) bool { return cr.System == in && cr.Code == code })
	return taken
}
