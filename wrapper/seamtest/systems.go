package seamtest

import (
	"fmt"

	"github.com/seam-go/seam/gen"
)

var systemRoutes = map[string]handler{
	"/acs/systems/get":  (*Server).getSystem,
	"/acs/systems/list": (*Server).listSystems,
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
	record
	System
	connectedAccountID string
}

// AddSystem puts an access system into the workspace, with a connected account of its own, and
// returns its ID. It panics if CredentialManagerID names no credential manager that was added
// before.
func (s *Server) AddSystem(of System) (id string) {
	s.arrange(func() { id = s.addSystem(of).id })
	return id
}

func (s *Server) addSystem(of System) *system {
	if of.CredentialManagerID != "" {
		if manager, ok := s.systems.get(of.CredentialManagerID); !ok || !manager.IsCredentialManager {
			panic(fmt.Sprintf("seamtest: AddSystem: %q is no credential manager", of.CredentialManagerID))
		}
	}
	if of.Name == "" {
		of.Name = ordinal("Access System", s.systems.all)
	}
	added := &system{record: s.newRecord("acs_system"), System: of, connectedAccountID: s.addAccount(Account{Name: of.Name}).id}
	s.systems.put(added)
	s.emit("acs_system.added", added.ids())
	s.emit("acs_system.connected", added.ids())
	return added
}

// ids are what an event about something in the system tells of it.
func (of *system) ids() answer {
	return answer{"acs_system_id": of.id, "connected_account_id": of.connectedAccountID}
}

type systemView struct {
	ACSAccessGroupCount              int      `json:"acs_access_group_count"`
	ACSSystemID                      string   `json:"acs_system_id"`
	ACSUserCount                     int      `json:"acs_user_count"`
	ConnectedAccountID               string   `json:"connected_account_id"`
	ConnectedAccountIDs              []string `json:"connected_account_ids"`
	CreatedAt                        string   `json:"created_at"`
	DefaultCredentialManagerSystemID *string  `json:"default_credential_manager_acs_system_id"`
	Errors                           []issue  `json:"errors"`
	ExternalType                     string   `json:"external_type,omitzero"`
	ExternalTypeDisplayName          string   `json:"external_type_display_name,omitzero"`
	ImageAltText                     string   `json:"image_alt_text"`
	ImageURL                         string   `json:"image_url"`
	IsCredentialManager              bool     `json:"is_credential_manager"`
	Location                         location `json:"location"`
	Name                             string   `json:"name"`
	SystemType                       string   `json:"system_type,omitzero"`
	SystemTypeDisplayName            string   `json:"system_type_display_name,omitzero"`
	Warnings                         []issue  `json:"warnings"`
	WorkspaceID                      string   `json:"workspace_id"`
}

type location struct {
	TimeZone *string `json:"time_zone"`
}

func (s *Server) viewSystem(of *system) systemView {
	users := s.users.where(func(u *user) bool { return u.system == of })
	groups := s.groups.where(func(g *accessGroup) bool { return g.system == of })
	display := brands[of.ExternalType].name
	return systemView{
		ACSAccessGroupCount:              len(groups),
		ACSSystemID:                      of.id,
		ACSUserCount:                     len(users),
		ConnectedAccountID:               of.connectedAccountID,
		ConnectedAccountIDs:              []string{of.connectedAccountID},
		CreatedAt:                        timestamp(of.createdAt),
		DefaultCredentialManagerSystemID: optional(of.CredentialManagerID),
		Errors:                           s.systemErrors(of),
		ExternalType:                     string(of.ExternalType),
		ExternalTypeDisplayName:          display,
		ImageAltText:                     of.Name,
		ImageURL:                         "https://connect.getseam.com/assets/images/acs_systems/unknown.png",
		IsCredentialManager:              of.IsCredentialManager,
		Location:                         location{TimeZone: optional(of.TimeZone)},
		Name:                             of.Name,
		SystemType:                       string(of.ExternalType),
		SystemTypeDisplayName:            display,
		Warnings:                         noIssues,
		WorkspaceID:                      s.workspaceID,
	}
}

// systemErrors tells that the account was disconnected by which Seam reaches a system.
func (s *Server) systemErrors(of *system) []issue {
	if account, ok := s.accounts.get(of.connectedAccountID); ok && account.disconnected {
		return []issue{accountDisconnected(s)}
	}
	return noIssues
}

func (s *Server) findSystem(id string) (*system, *refusal) {
	if found, ok := s.systems.get(id); ok {
		return found, nil
	}
	return nil, notFound("acs_system")
}

func (s *Server) getSystem(c *call) (answer, *refusal) {
	found, no := s.findSystem(c.uuid("acs_system_id"))
	if no != nil {
		return nil, no
	}
	return answer{"acs_system": s.viewSystem(found)}, nil
}

func (s *Server) listSystems(c *call) (answer, *refusal) {
	account, search := c.uuid("connected_account_id"), c.text("search")
	customer := c.text("customer_key")
	found := s.systems.where(func(of *system) bool {
		return customer == "" && // No system belongs to a customer here.
			equals(account, of.connectedAccountID) &&
			matches(search, of.Name, of.id)
	})
	return answer{"acs_systems": views(found, s.viewSystem)}, nil
}

// dropSystems forgets access systems and all that is in them.
func (s *Server) dropSystems(gone func(*system) bool) {
	s.dropCredentials(func(of *credential) bool { return gone(of.system) })
	s.users.remove(func(of *user) bool { return gone(of.system) })
	s.groups.remove(func(of *accessGroup) bool { return gone(of.system) })
	s.entrances.remove(func(of *entrance) bool { return gone(of.system) })
	s.encoders.remove(func(of *encoder) bool { return gone(of.system) })
	s.systems.remove(gone)
	s.fulfilAll()
}
