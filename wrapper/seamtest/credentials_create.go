package seamtest

import (
	"encoding/binary"
	"fmt"
	"slices"
)

func (s *Server) createCredential(c *call) (answer, *refusal) {
	added := s.readCredential(c)
	userID, identityID := c.oneOf("acs_user_id", "user_identity_id")
	systemID := c.uuid("acs_system_id")
	if c.given("user_identity_id") {
		c.require("acs_system_id")
	}
	entranceIDs := c.uuids("allowed_acs_entrance_ids")
	if no := c.refusal(); no != nil {
		return nil, no
	}

	var in *system
	if systemID != "" {
		var no *refusal
		if in, no = s.findSystem(systemID); no != nil {
			return nil, no
		}
	}
	to, no := s.findHolder(userID, identityID, in)
	if no != nil {
		return nil, no
	}
	added.system = to.system
	if no := s.connect(added, entranceIDs); no != nil {
		return nil, no
	}

	added.user = s.settle(to)
	added.record = s.newRecord("acs_credential")
	added.syncedAt = added.createdAt
	if added.method == "code" && added.code == "" {
		added.code = s.newPIN(added.system)
	}
	s.credentials.put(added)
	s.syncPhones()
	return answer{"acs_credential": s.viewCredential(added)}, nil
}

// readCredential reads what a request says about the new credential itself.
func (s *Server) readCredential(c *call) *credential {
	of := &credential{
		method:    c.text("access_method"),
		code:      c.text("code"),
		managerID: c.uuid("credential_manager_acs_system_id"),
		startsAt:  c.dateTime("starts_at"),
		endsAt:    c.dateTime("ends_at"),
		metadata:  readMetadata(c),
	}
	if multiPhone := c.flag("is_multi_phone_sync_credential"); multiPhone != nil {
		of.multiPhone = *multiPhone
	}
	if c.given("code") && c.given("access_method") && !takesCode(of.method) {
		c.wrong("code", "Not possible with this access_method")
	}
	c.window("ends_at", of.startsAt, of.endsAt, s.instant())
	return of
}

// connect checks what a new credential refers to, and gives it its entrances.
func (s *Server) connect(of *credential, entranceIDs []string) *refusal {
	for _, id := range entranceIDs {
		door, ok := s.entrances.get(id)
		if !ok {
			return notFound("acs_entrance")
		}
		if door.system != of.system {
			return invalid("allowed_acs_entrance_ids", "An entrance belongs to another access system")
		}
		of.entrances = append(of.entrances, door)
	}
	if of.managerID != "" {
		manager, no := s.findSystem(of.managerID)
		if no != nil {
			return no
		}
		if !manager.IsCredentialManager {
			return invalid("credential_manager_acs_system_id", "The access system is no credential manager")
		}
	}
	return of.metadata.check(s)
}

// newPIN makes a code of six digits that no other credential of the system has.
func (s *Server) newPIN(in *system) string {
	for {
		b := s.draw("code")
		pin := fmt.Sprintf("%06d", binary.BigEndian.Uint32(b[:4])%1_000_000)
		taken := func(of *credential) bool { return of.system == in && of.code == pin }
		if !slices.ContainsFunc(s.credentials.all, taken) {
			return pin
		}
	}
}
