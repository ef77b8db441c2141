package places

import (
	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// System is an access system.
type System struct {
	world.Record

	Account             *Account
	Name                string
	ExternalType        gen.ACSSystemExternalType
	TimeZone            string
	IsCredentialManager bool   // it issues mobile keys for other systems
	CredentialManagerID string // the system that issues its mobile keys by default
}

// AddSystem puts an access system into the workspace, with a new connected account.
func (a *Area) AddSystem(added *System) *System {
	if added.Name == "" {
		added.Name = a.Systems.NextName("Access System")
	}
	added.Account = a.AddAccount(&Account{Name: added.Name, ManagesNew: true})
	a.Systems.Insert(added)
	a.world.Emit("acs_system.added", added.EventFields())
	a.world.Emit("acs_system.connected", added.EventFields())
	return added
}

// EventFields returns the fields that identify the system in an event.
func (s *System) EventFields() wire.Object {
	return wire.Object{"acs_system_id": s.ID, "connected_account_id": s.Account.ID}
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

// ViewSystem returns an access system as responses show it.
func (a *Area) ViewSystem(s *System) any {
	users, groups := a.CountPeople(s)
	display := s.Brand().Name
	return systemView{
		ACSAccessGroupCount:              groups,
		ACSSystemID:                      s.ID,
		ACSUserCount:                     users,
		ConnectedAccountID:               s.Account.ID,
		ConnectedAccountIDs:              []string{s.Account.ID},
		CreatedAt:                        wire.Time(s.CreatedAt),
		DefaultCredentialManagerSystemID: wire.Optional(s.CredentialManagerID),
		Errors:                           a.accountErrors(s.Account),
		ExternalType:                     string(s.ExternalType),
		ExternalTypeDisplayName:          display,
		ImageAltText:                     s.Name,
		ImageURL:                         "https://connect.getseam.com/assets/images/acs_systems/unknown.png",
		IsCredentialManager:              s.IsCredentialManager,
		Location:                         location{TimeZone: wire.Optional(s.TimeZone)},
		Name:                             s.Name,
		SystemType:                       string(s.ExternalType),
		SystemTypeDisplayName:            display,
		Warnings:                         wire.NoIssues,
		WorkspaceID:                      a.world.WorkspaceID,
	}
}

func (a *Area) getSystem(c *protocol.Call) (any, error) {
	found, err := a.Systems.Find(c.UUID("acs_system_id"))
	if err != nil {
		return nil, err
	}
	return a.ViewSystem(found), nil
}

func (a *Area) listSystems(c *protocol.Call) (any, error) {
	account, search := c.UUID("connected_account_id"), c.Text("search")
	customer := c.Text("customer_key")
	found := a.Systems.Where(func(s *System) bool {
		return customer == "" && // The fake has no systems of customers.
			protocol.Equal(account, s.Account.ID) &&
			protocol.Search(search, s.Name, s.ID)
	})
	return wire.Views(found, a.ViewSystem), nil
}

// listCredentialManagers lists the systems that can issue mobile keys for another system: those of the
// type that its manufacturer uses, and the one in its CredentialManagerID.
func (a *Area) listCredentialManagers(c *protocol.Call) (any, error) {
	of, err := a.Systems.Find(c.UUID("acs_system_id"))
	if err != nil {
		return nil, err
	}
	kind := of.Brand().manager
	found := a.Systems.Where(func(s *System) bool {
		return s.IsCredentialManager &&
			(s.ID == of.CredentialManagerID || world.SameKey(string(s.ExternalType), kind))
	})
	return wire.Views(found, a.ViewSystem), nil
}
