package seamtest

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

var credentialOperations = protocol.Operations[*Server]{
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
	world.Record
	System           *places.System
	user             *people.User // nil while unassigned
	method           string
	code             string
	multiPhone       bool
	managerID        string
	startsAt, endsAt time.Time
	syncedAt         time.Time
	entrances        []*places.Entrance
	metadata         metadata
	issuance
	onPhone
}

// takesCode tells whether a credential with this access method can have a code. A phone or a cloud
// service opens the door by itself.
func takesCode(method string) bool { return method == "code" || method == "card" }

func (s *Server) findCredential(id string) (*credential, error) {
	if found, ok := s.credentials.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("acs_credential")
}

// namedCredential finds the credential whose ID a request carries. It comes after everything else
// was read, because a bad field counts more than an object that does not exist.
func (s *Server) namedCredential(c *protocol.Call) (*credential, error) {
	id := c.UUID("acs_credential_id")
	if err := c.Err(); err != nil {
		return nil, err
	}
	return s.findCredential(id)
}

func (s *Server) getCredential(c *protocol.Call) (any, error) {
	found, err := s.namedCredential(c)
	if err != nil {
		return nil, err
	}
	return s.viewCredential(found), nil
}

func (s *Server) deleteCredential(c *protocol.Call) (any, error) {
	gone, err := s.namedCredential(c)
	if err != nil {
		return nil, err
	}
	s.credentials.Delete(gone)
	return protocol.OK, nil
}

// credentialDeleted deletes those that stood for a credential on phones.
func (s *Server) credentialDeleted(gone *credential) {
	s.world.Emit("acs_credential.deleted", gone.System.EventFields(), wire.Object{"acs_credential_id": gone.ID})
	s.syncPhones()
}

func (s *Server) listAccessibleEntrances(c *protocol.Call) (any, error) {
	found, err := s.namedCredential(c)
	if err != nil {
		return nil, err
	}
	return wire.Views(found.entrances, (*places.Entrance).View), nil
}

// updateCredential changes the code and the end of the validity. As with Seam, whatever else a
// request carries is ignored.
func (s *Server) updateCredential(c *protocol.Call) (any, error) {
	id := c.Text("acs_credential_id") // The one operation whose document does not ask for a UUID.
	code, endsAt := c.Text("code"), c.Time("ends_at")
	of, err := s.findCredential(id)
	if err != nil {
		return nil, err
	}
	if code != "" && !takesCode(of.method) {
		c.Wrong("code", "Not possible with the access_method of this credential")
	}
	c.CheckWindow("ends_at", of.startsAt, endsAt, s.world.Now())
	if err := c.Err(); err != nil {
		return nil, err
	}

	if code != "" {
		of.code = code
	}
	if !endsAt.IsZero() {
		of.endsAt = endsAt
	}
	of.syncedAt = s.world.Now()
	s.syncPhones()
	return s.viewCredential(of), nil
}

func (s *Server) listCredentials(c *protocol.Call) (any, error) {
	userID, systemID := c.UUID("acs_user_id"), c.UUID("acs_system_id")
	identityID, multiPhone := c.UUID("user_identity_id"), c.Flag("is_multi_phone_sync_credential")
	before, search := c.Time("created_before"), c.Text("search")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.credentials.Where(func(of *credential) bool {
		heldBy, whose := of.holderIDs()
		return protocol.Equal(userID, heldBy) &&
			protocol.Equal(identityID, whose) &&
			protocol.Equal(systemID, of.System.ID) &&
			(multiPhone == nil || of.multiPhone == *multiPhone) &&
			(before.IsZero() || of.CreatedAt.Before(before)) &&
			protocol.Search(search, of.displayName(), of.code, heldBy, of.ID)
	})
	return protocol.Paginate(page, found, s.viewCredential)
}
