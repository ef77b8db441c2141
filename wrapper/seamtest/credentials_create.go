package seamtest

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

func (s *Server) createCredential(c *protocol.Call) (any, error) {
	added := s.readCredential(c)
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
		if in, err = s.places.Systems.Find(systemID); err != nil {
			return nil, err
		}
	}
	to, err := s.people.FindHolder(userID, identityID, in)
	if err != nil {
		return nil, err
	}
	added.System = to.System
	if err := s.connect(added, entranceIDs); err != nil {
		return nil, err
	}

	added.user = s.people.UserOf(to)
	added.Record = s.world.NewRecord("acs_credential")
	added.syncedAt = added.CreatedAt
	if added.method == "code" && added.code == "" {
		added.code = s.newPIN(added.System)
	}
	s.credentials.Insert(added)
	s.syncPhones()
	return s.viewCredential(added), nil
}

// readCredential reads what a request says about the new credential itself.
func (s *Server) readCredential(c *protocol.Call) *credential {
	of := &credential{
		method:    c.Text("access_method"),
		code:      c.Text("code"),
		managerID: c.UUID("credential_manager_acs_system_id"),
		startsAt:  c.Time("starts_at"),
		endsAt:    c.Time("ends_at"),
		metadata:  readMetadata(c),
	}
	if multiPhone := c.Flag("is_multi_phone_sync_credential"); multiPhone != nil {
		of.multiPhone = *multiPhone
	}
	if c.Given("code") && c.Given("access_method") && !takesCode(of.method) {
		c.Wrong("code", "Not possible with this access_method")
	}
	c.CheckWindow("ends_at", of.startsAt, of.endsAt, s.world.Now())
	return of
}

// connect checks what a new credential refers to, and gives it its entrances.
func (s *Server) connect(of *credential, entranceIDs []string) error {
	for _, id := range entranceIDs {
		door, ok := s.places.Entrances.Get(id)
		if !ok {
			return problem.NotFound("acs_entrance")
		}
		if door.System != of.System {
			return problem.Invalid("allowed_acs_entrance_ids", "An entrance belongs to another access system")
		}
		of.entrances = append(of.entrances, door)
	}
	if of.managerID != "" {
		manager, err := s.places.Systems.Find(of.managerID)
		if err != nil {
			return err
		}
		if !manager.IsCredentialManager {
			return problem.Invalid("credential_manager_acs_system_id", "The access system is no credential manager")
		}
	}
	return of.metadata.check(s)
}

// newPIN makes a code of six digits that no other credential of the system has.
func (s *Server) newPIN(in *places.System) string {
	for {
		b := s.world.NextBytes("code")
		pin := fmt.Sprintf("%06d", binary.BigEndian.Uint32(b[:4])%1_000_000)
		taken := func(of *credential) bool { return of.System == in && of.code == pin }
		if !slices.ContainsFunc(s.credentials.All(), taken) {
			return pin
		}
	}
}
