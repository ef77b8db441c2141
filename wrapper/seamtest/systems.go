package seamtest

import (
	"fmt"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) systemOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/systems/get":  s.getSystem,
		"/acs/systems/list": s.listSystems}
}

// System describes an access system to add. The zero value is good: a system with a made-up name
// and no manufacturer.
type System struct {
	// Name is "Access System 1" and so on when left empty.
	Name string
	// ExternalType is the manufacturer's kind of system as Seam names it, such as
	// "visionline_system" or "salto_ks_site". With a type it knows, the server also knows what users
	// and credentials are called there.
	ExternalType gen.ACSSystemExternalType
	// TimeZone is an IANA name, such as "America/New_York", or empty if it is not known.
	TimeZone string
	// IsCredentialManager says that the system issues mobile keys for other systems.
	IsCredentialManager bool
	// CredentialManagerID is the ID of the system that issues this system's mobile keys by default.
	CredentialManagerID string
}

type system struct {
	world.Record
	System
	connectedAccountID string
}

// AddSystem puts an access system into the workspace, with a connected account of its own, and
// returns its ID. It panics if CredentialManagerID names no credential manager that was added
// before.
func (s *Server) AddSystem(of System) (id string) {
	s.protocol.Do(func() { id = s.addSystem(of).ID })
	return id
}

func (s *Server) addSystem(of System) *system {
	if of.CredentialManagerID != "" {
		if manager, ok := s.systems.Get(of.CredentialManagerID); !ok || !manager.IsCredentialManager {
			panic(fmt.Sprintf("seamtest: AddSystem: %q is no credential manager", of.CredentialManagerID))
		}
	}
	if of.Name == "" {
		of.Name = s.systems.NextName("Access System")
	}
	added := &system{Record: s.world.NewRecord("acs_system"), System: of, connectedAccountID: s.addAccount(Account{Name: of.Name}).ID}
	s.systems.Insert(added)
	s.world.Emit("acs_system.added", added.ids())
	s.world.Emit("acs_system.connected", added.ids())
	return added
}

// ids are what an event about something in the system tells of it.
func (of *system) ids() wire.Object {
	return wire.Object{"acs_system_id": of.ID, "connected_account_id": of.connectedAccountID}
}

type systemView struct {
	ACSAccessGroupCount              int          `json:"acs_access_group_count"`
	ACSSystemID                      string       `json:"acs_system_id"`
	ACSUserCount                     int          `json:"acs_user_count"`
	ConnectedAccountID               string       `json:"connected_account_id"`
	ConnectedAccountIDs              []string     `json:"connected_account_ids"`
	CreatedAt                        string       `json:"created_at"`
	DefaultCredentialManagerSystemID *string      `json:"default_credential_manager_acs_system_id"`
	Errors                           []wire.Issue `json:"errors"`
	ExternalType                     string       `json:"external_type,omitzero"`
	ExternalTypeDisplayName          string       `json:"external_type_display_name,omitzero"`
	ImageAltText                     string       `json:"image_alt_text"`
	ImageURL                         string       `json:"image_url"`
	IsCredentialManager              bool         `json:"is_credential_manager"`
	Location                         location     `json:"location"`
	Name                             string       `json:"name"`
	SystemType                       string       `json:"system_type,omitzero"`
	SystemTypeDisplayName            string       `json:"system_type_display_name,omitzero"`
	Warnings                         []wire.Issue `json:"warnings"`
	WorkspaceID                      string       `json:"workspace_id"`
}

type location struct {
	TimeZone *string `json:"time_zone"`
}

func (s *Server) viewSystem(of *system) systemView {
	users := s.users.Where(func(u *user) bool { return u.system == of })
	groups := s.groups.Where(func(g *accessGroup) bool { return g.system == of })
	display := brands[of.ExternalType].name
	return systemView{
		ACSAccessGroupCount:              len(groups),
		ACSSystemID:                      of.ID,
		ACSUserCount:                     len(users),
		ConnectedAccountID:               of.connectedAccountID,
		ConnectedAccountIDs:              []string{of.connectedAccountID},
		CreatedAt:                        wire.Time(of.CreatedAt),
		DefaultCredentialManagerSystemID: wire.Optional(of.CredentialManagerID),
		Errors:                           s.systemErrors(of),
		ExternalType:                     string(of.ExternalType),
		ExternalTypeDisplayName:          display,
		ImageAltText:                     of.Name,
		ImageURL:                         "https://connect.getseam.com/assets/images/acs_systems/unknown.png",
		IsCredentialManager:              of.IsCredentialManager,
		Location:                         location{TimeZone: wire.Optional(of.TimeZone)},
		Name:                             of.Name,
		SystemType:                       string(of.ExternalType),
		SystemTypeDisplayName:            display,
		Warnings:                         wire.NoIssues,
		WorkspaceID:                      s.world.WorkspaceID,
	}
}

// systemErrors tells that the account was disconnected by which Seam reaches a system.
func (s *Server) systemErrors(of *system) []wire.Issue {
	if account, ok := s.accounts.Get(of.connectedAccountID); ok && account.disconnected {
		return []wire.Issue{accountDisconnected(s)}
	}
	return wire.NoIssues
}

func (s *Server) findSystem(id string) (*system, error) {
	if found, ok := s.systems.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("acs_system")
}

func (s *Server) getSystem(c *protocol.Call) (any, error) {
	found, err := s.findSystem(c.UUID("acs_system_id"))
	if err != nil {
		return nil, err
	}
	return s.viewSystem(found), nil
}

func (s *Server) listSystems(c *protocol.Call) (any, error) {
	account, search := c.UUID("connected_account_id"), c.Text("search")
	customer := c.Text("customer_key")
	found := s.systems.Where(func(of *system) bool {
		return customer == "" && // No system belongs to a customer here.
			protocol.Equal(account, of.connectedAccountID) &&
			protocol.Search(search, of.Name, of.ID)
	})
	return wire.Views(found, s.viewSystem), nil
}

// dropSystems forgets access systems and all that is in them.
func (s *Server) dropSystems(gone func(*system) bool) {
	s.dropCredentials(func(of *credential) bool { return gone(of.system) })
	s.users.DeleteWhere(func(of *user) bool { return gone(of.system) })
	s.groups.DeleteWhere(func(of *accessGroup) bool { return gone(of.system) })
	s.entrances.DeleteWhere(func(of *entrance) bool { return gone(of.system) })
	s.encoders.DeleteWhere(func(of *encoder) bool { return gone(of.system) })
	s.systems.DeleteWhere(gone)
	s.fulfilAll()
}
