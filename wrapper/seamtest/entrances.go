package seamtest

import (
	"fmt"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) entranceOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/entrances/get":  s.getEntrance,
		"/acs/entrances/list": s.listEntrances}
}

type entrance struct {
	world.Record
	system   *system
	name     string
	hotek    *hotekPlace // nil for an entrance of another manufacturer
	spaceIDs []string
}

// AddEntrance puts an entrance into an access system and returns the entrance's ID. An empty name
// becomes "Entrance 1" and so on. It panics if there is no such system.
func (s *Server) AddEntrance(systemID, name string) (id string) {
	s.protocol.Do(func() { id = s.addEntrance(systemID, name).ID })
	return id
}

func (s *Server) addEntrance(systemID, name string) *entrance {
	in, ok := s.systems.Get(systemID)
	if !ok {
		panic(fmt.Sprintf("seamtest: AddEntrance: there is no system %q", systemID))
	}
	if name == "" {
		name = s.entrances.NextName("Entrance")
	}
	return s.putEntrance(&entrance{system: in, name: name})
}

func (s *Server) putEntrance(added *entrance) *entrance {
	added.Record = s.world.NewRecord("acs_entrance")
	s.entrances.Insert(added)
	s.world.Emit("acs_entrance.added", added.system.ids(), wire.Object{"acs_entrance_id": added.ID})
	return added
}

type entranceView struct {
	ACSEntranceID          string       `json:"acs_entrance_id"`
	ACSSystemID            string       `json:"acs_system_id"`
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

func viewEntrance(of *entrance) entranceView {
	return entranceView{
		ACSEntranceID:          of.ID,
		ACSSystemID:            of.system.ID,
		CanUnlockWithCard:      true,
		CanUnlockWithCloudKey:  true,
		CanUnlockWithCode:      true,
		CanUnlockWithMobileKey: true,
		ConnectedAccountID:     of.system.connectedAccountID,
		CreatedAt:              wire.Time(of.CreatedAt),
		DisplayName:            of.name,
		Errors:                 wire.NoIssues,
		HotekMetadata:          of.hotek,
		SpaceIDs:               wire.List(of.spaceIDs),
		Warnings:               wire.NoIssues,
	}
}

func (s *Server) getEntrance(c *protocol.Call) (any, error) {
	found, ok := s.entrances.Get(c.UUID("acs_entrance_id"))
	if !ok {
		return nil, problem.NotFound("acs_entrance")
	}
	return viewEntrance(found), nil
}

func (s *Server) listEntrances(c *protocol.Call) (any, error) {
	credentialID, systemID := c.UUID("acs_credential_id"), c.UUID("acs_system_id")
	account, search := c.UUID("connected_account_id"), c.Text("search")
	spaceID := c.UUID("space_id")
	// No entrance belongs to a customer or a location here.
	elsewhere := c.Text("customer_key") + c.UUID("location_id")
	ids, chosen := c.UUIDs("acs_entrance_ids"), c.Given("acs_entrance_ids")
	page := c.Page(900)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.entrances.Where(func(of *entrance) bool {
		return elsewhere == "" &&
			(credentialID == "" || s.opens(credentialID, of)) &&
			protocol.Equal(systemID, of.system.ID) &&
			protocol.Equal(account, of.system.connectedAccountID) &&
			(spaceID == "" || slices.Contains(of.spaceIDs, spaceID)) &&
			protocol.Among(ids, chosen, of.ID) &&
			protocol.Search(search, of.name)
	})
	return protocol.Paginate(page, found, viewEntrance)
}

// opens tells whether a credential opens an entrance. An unknown credential opens none.
func (s *Server) opens(credentialID string, door *entrance) bool {
	of, ok := s.credentials.Get(credentialID)
	return ok && slices.Contains(of.entrances, door)
}
