package seamtest

import "time"

var credentialRoutes = map[string]handler{
	"/acs/credentials/create":                    (*Server).createCredential,
	"/acs/credentials/get":                       (*Server).getCredential,
	"/acs/credentials/list":                      (*Server).listCredentials,
	"/acs/credentials/update":                    (*Server).updateCredential,
	"/acs/credentials/delete":                    (*Server).deleteCredential,
	"/acs/credentials/assign":                    (*Server).assignCredential,
	"/acs/credentials/unassign":                  (*Server).unassignCredential,
	"/acs/credentials/list_accessible_entrances": (*Server).listAccessibleEntrances,
}

type credential struct {
	record
	system           *system
	user             *user // nil while unassigned
	method           string
	code             string
	multiPhone       bool
	managerID        string
	startsAt, endsAt time.Time
	syncedAt         time.Time
	entrances        []*entrance
	metadata         metadata
	issuance
	onPhone
}

// takesCode tells whether a credential with this access method can have a code. A phone or a cloud
// service opens the door by itself.
func takesCode(method string) bool { return method == "code" || method == "card" }

func (s *Server) findCredential(id string) (*credential, *refusal) {
	if found, ok := s.credentials.get(id); ok {
		return found, nil
	}
	return nil, notFound("acs_credential")
}

// namedCredential finds the credential whose ID a request carries. It comes after everything else
// was read, because a bad field counts more than an object that does not exist.
func (s *Server) namedCredential(c *call) (*credential, *refusal) {
	id := c.uuid("acs_credential_id")
	if no := c.refusal(); no != nil {
		return nil, no
	}
	return s.findCredential(id)
}

func (s *Server) getCredential(c *call) (answer, *refusal) {
	found, no := s.namedCredential(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_credential": s.viewCredential(found)}, nil
}

func (s *Server) deleteCredential(c *call) (answer, *refusal) {
	gone, no := s.namedCredential(c)
	if no != nil {
		return nil, no
	}
	s.dropCredentials(func(of *credential) bool { return of == gone })
	return nil, nil
}

// dropCredentials deletes credentials, and those that stand for them on phones.
func (s *Server) dropCredentials(gone func(*credential) bool) {
	removed := s.credentials.where(gone)
	s.credentials.remove(gone)
	for _, of := range removed {
		s.emit("acs_credential.deleted", of.system.ids(), answer{"acs_credential_id": of.id})
	}
	if len(removed) > 0 {
		s.syncPhones()
	}
}

func (s *Server) listAccessibleEntrances(c *call) (answer, *refusal) {
	found, no := s.namedCredential(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_entrances": views(found.entrances, viewEntrance)}, nil
}

// updateCredential changes the code and the end of the validity. As with Seam, whatever else a
// request carries is ignored.
func (s *Server) updateCredential(c *call) (answer, *refusal) {
	id := c.text("acs_credential_id") // The one operation whose document does not ask for a UUID.
	code, endsAt := c.text("code"), c.dateTime("ends_at")
	of, no := s.findCredential(id)
	if no != nil {
		return nil, no
	}
	if code != "" && !takesCode(of.method) {
		c.wrong("code", "Not possible with the access_method of this credential")
	}
	c.window("ends_at", of.startsAt, endsAt, s.instant())
	if no := c.refusal(); no != nil {
		return nil, no
	}

	if code != "" {
		of.code = code
	}
	if !endsAt.IsZero() {
		of.endsAt = endsAt
	}
	of.syncedAt = s.instant()
	s.syncPhones()
	return answer{"acs_credential": s.viewCredential(of)}, nil
}

func (s *Server) listCredentials(c *call) (answer, *refusal) {
	userID, systemID := c.uuid("acs_user_id"), c.uuid("acs_system_id")
	identityID, multiPhone := c.uuid("user_identity_id"), c.flag("is_multi_phone_sync_credential")
	before, search := c.dateTime("created_before"), c.text("search")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.credentials.where(func(of *credential) bool {
		heldBy, whose := of.holderIDs()
		return equals(userID, heldBy) &&
			equals(identityID, whose) &&
			equals(systemID, of.system.id) &&
			(multiPhone == nil || of.multiPhone == *multiPhone) &&
			(before.IsZero() || of.createdAt.Before(before)) &&
			matches(search, of.displayName(), of.code, heldBy, of.id)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"acs_credentials": views(found, s.viewCredential), "pagination": pages}, nil
}
