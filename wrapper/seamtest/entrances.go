package seamtest

import (
	"fmt"
	"slices"
)

var entranceRoutes = map[string]handler{
	"/acs/entrances/get":  (*Server).getEntrance,
	"/acs/entrances/list": (*Server).listEntrances,
}

type entrance struct {
	record
	system   *system
	name     string
	hotek    *hotekPlace // nil for an entrance of another manufacturer
	spaceIDs []string
}

// AddEntrance puts an entrance into an access system and returns the entrance's ID. An empty name
// becomes "Entrance 1" and so on. It panics if there is no such system.
func (s *Server) AddEntrance(systemID, name string) (id string) {
	s.arrange(func() { id = s.addEntrance(systemID, name).id })
	return id
}

func (s *Server) addEntrance(systemID, name string) *entrance {
	in, ok := s.systems.get(systemID)
	if !ok {
		panic(fmt.Sprintf("seamtest: AddEntrance: there is no system %q", systemID))
	}
	if name == "" {
		name = ordinal("Entrance", s.entrances.all)
	}
	return s.putEntrance(&entrance{system: in, name: name})
}

func (s *Server) putEntrance(added *entrance) *entrance {
	added.record = s.newRecord("acs_entrance")
	s.entrances.put(added)
	s.emit("acs_entrance.added", added.system.ids(), answer{"acs_entrance_id": added.id})
	return added
}

type entranceView struct {
	ACSEntranceID          string      `json:"acs_entrance_id"`
	ACSSystemID            string      `json:"acs_system_id"`
	CanUnlockWithCard      bool        `json:"can_unlock_with_card"`
	CanUnlockWithCloudKey  bool        `json:"can_unlock_with_cloud_key"`
	CanUnlockWithCode      bool        `json:"can_unlock_with_code"`
	CanUnlockWithMobileKey bool        `json:"can_unlock_with_mobile_key"`
	ConnectedAccountID     string      `json:"connected_account_id"`
	CreatedAt              string      `json:"created_at"`
	DisplayName            string      `json:"display_name"`
	Errors                 []issue     `json:"errors"`
	HotekMetadata          *hotekPlace `json:"hotek_metadata,omitzero"`
	SpaceIDs               []string    `json:"space_ids"`
	Warnings               []issue     `json:"warnings"`
}

func viewEntrance(of *entrance) entranceView {
	return entranceView{
		ACSEntranceID:          of.id,
		ACSSystemID:            of.system.id,
		CanUnlockWithCard:      true,
		CanUnlockWithCloudKey:  true,
		CanUnlockWithCode:      true,
		CanUnlockWithMobileKey: true,
		ConnectedAccountID:     of.system.connectedAccountID,
		CreatedAt:              timestamp(of.createdAt),
		DisplayName:            of.name,
		Errors:                 noIssues,
		HotekMetadata:          of.hotek,
		SpaceIDs:               listed(of.spaceIDs),
		Warnings:               noIssues,
	}
}

func (s *Server) getEntrance(c *call) (answer, *refusal) {
	found, ok := s.entrances.get(c.uuid("acs_entrance_id"))
	if !ok {
		return nil, notFound("acs_entrance")
	}
	return answer{"acs_entrance": viewEntrance(found)}, nil
}

func (s *Server) listEntrances(c *call) (answer, *refusal) {
	credentialID, systemID := c.uuid("acs_credential_id"), c.uuid("acs_system_id")
	account, search := c.uuid("connected_account_id"), c.text("search")
	spaceID := c.uuid("space_id")
	// No entrance belongs to a customer or a location here.
	elsewhere := c.text("customer_key") + c.uuid("location_id")
	ids, chosen := c.uuids("acs_entrance_ids"), c.given("acs_entrance_ids")
	page := c.paging(900)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.entrances.where(func(of *entrance) bool {
		return elsewhere == "" &&
			(credentialID == "" || s.opens(credentialID, of)) &&
			equals(systemID, of.system.id) &&
			equals(account, of.system.connectedAccountID) &&
			(spaceID == "" || slices.Contains(of.spaceIDs, spaceID)) &&
			among(ids, chosen, of.id) &&
			matches(search, of.name)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"acs_entrances": views(found, viewEntrance), "pagination": pages}, nil
}

// opens tells whether a credential opens an entrance. An unknown credential opens none.
func (s *Server) opens(credentialID string, door *entrance) bool {
	of, ok := s.credentials.get(credentialID)
	return ok && slices.Contains(of.entrances, door)
}
