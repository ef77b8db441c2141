package places

import (
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Entrance is a door of an access system.
type Entrance struct {
	world.Record

	System  *System
	Name    string
	Spaces  []*Space
	Methods []string // the access methods that open it, nil for all of its manufacturer

	hotek *hotekPlace // nil for an entrance of another manufacturer
}

// AddEntrance puts an entrance into its access system.
func (a *Area) AddEntrance(added *Entrance) *Entrance {
	if added.Name == "" {
		added.Name = a.Entrances.NextName("Entrance")
	}
	a.Entrances.Insert(added)
	a.world.Emit("acs_entrance.added", added.System.EventFields(), wire.Object{"acs_entrance_id": added.ID})
	return added
}

// removeEntrance removes an entrance from its access system.
func (a *Area) removeEntrance(gone *Entrance) {
	a.Entrances.Delete(gone)
	a.world.Emit("acs_entrance.removed", gone.System.EventFields(), wire.Object{"acs_entrance_id": gone.ID})
	a.Changed.Announce()
}

// OpensWith reports whether the entrance can be unlocked with an access method.
func (e *Entrance) OpensWith(method string) bool {
	if method == "cloud_key" && e.System.Brand().noRemoteUnlock {
		return false
	}
	return e.Methods == nil || slices.Contains(e.Methods, method)
}

// reservationSystems lists the types of access systems whose entrances belong to reservations.
var reservationSystems = []gen.ACSSystemExternalType{
	"assa_abloy_vostio", "dormakaba_ambiance_site", "dormakaba_community_site", "salto_space_system", "visionline_system",
}

// BelongsToReservations reports whether a new guest's key for the entrance replaces the keys of the guest
// before.
func (e *Entrance) BelongsToReservations() bool {
	return slices.Contains(reservationSystems, e.System.ExternalType)
}

type entranceView struct {
	ACSEntranceID          string       `json:"acs_entrance_id"`
	ACSSystemID            string       `json:"acs_system_id"`
	CanBelongToReservation bool         `json:"can_belong_to_reservation"`
	CanUnlockWithCard      bool         `json:"can_unlock_with_card"`
	CanUnlockWithCloudKey  bool         `json:"can_unlock_with_cloud_key"`
	CanUnlockWithCode      bool         `json:"can_unlock_with_code"`
	CanUnlockWithMobileKey bool         `json:"can_unlock_with_mobile_key"`
	ConnectedAccountID     string       `json:"connected_account_id"`
	CreatedAt              string       `json:"created_at"`
	DisplayName            string       `json:"display_name"`
	Errors                 []wire.Issue `json:"errors"`
	HotekMetadata          *hotekPlace  `json:"hotek_metadata,omitzero"`
	SpaceIDs               []string     `json:"space_ids"`
	Warnings               []wire.Issue `json:"warnings"`
}

// View returns the entrance as responses show it.
func (e *Entrance) View() any {
	return entranceView{
		ACSEntranceID:          e.ID,
		ACSSystemID:            e.System.ID,
		CanBelongToReservation: e.BelongsToReservations(),
		CanUnlockWithCard:      e.OpensWith("card"),
		CanUnlockWithCloudKey:  e.OpensWith("cloud_key"),
		CanUnlockWithCode:      e.OpensWith("code"),
		CanUnlockWithMobileKey: e.OpensWith("mobile_key"),
		ConnectedAccountID:     e.System.Account.ID,
		CreatedAt:              wire.Time(e.CreatedAt),
		DisplayName:            e.Name,
		Errors:                 wire.NoIssues,
		HotekMetadata:          e.hotek,
		SpaceIDs:               wire.Views(e.Spaces, (*Space).id),
		Warnings:               wire.NoIssues,
	}
}

// NamedEntrance returns the entrance whose ID a request has. Call it after reading all other parameters,
// because it also returns their errors.
func (a *Area) NamedEntrance(c *protocol.Call) (*Entrance, error) {
	id := c.UUID("acs_entrance_id")
	if err := c.Err(); err != nil {
		return nil, err
	}
	return a.Entrances.Find(id)
}

func (a *Area) getEntrance(c *protocol.Call) (any, error) {
	found, err := a.NamedEntrance(c)
	if err != nil {
		return nil, err
	}
	return found.View(), nil
}

func (a *Area) listEntrances(c *protocol.Call) (any, error) {
	credentialID, systemID := c.UUID("acs_credential_id"), c.UUID("acs_system_id")
	account, search := c.UUID("connected_account_id"), c.Text("search")
	spaceID := c.UUID("space_id")
	// The fake has no entrances of customers or in locations, so these filters match none.
	elsewhere := c.Text("customer_key") + c.UUID("location_id")
	ids, chosen := c.UUIDs("acs_entrance_ids"), c.Given("acs_entrance_ids")
	page := c.Page(900)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.Entrances.Where(func(e *Entrance) bool {
		return elsewhere == "" &&
			(credentialID == "" || a.OpenedBy(credentialID, e)) &&
			protocol.Equal(systemID, e.System.ID) &&
			protocol.Equal(account, e.System.Account.ID) &&
			inSpace(e.Spaces, spaceID) &&
			protocol.Among(ids, chosen, e.ID) &&
			protocol.Search(search, e.Name)
	})
	return protocol.Paginate(page, found, (*Entrance).View)
}
