package seamtest

import (
	"fmt"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) groupOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/access_groups/delete":                    s.deleteGroup,
		"/acs/access_groups/get":                       s.getGroup,
		"/acs/access_groups/list":                      s.listGroups,
		"/acs/access_groups/list_accessible_entrances": s.listGroupEntrances,
		"/acs/access_groups/list_users":                s.listMembers}
}

// accessGroup opens its entrances to all its members.
type accessGroup struct {
	world.Record
	system    *system
	name      string
	entrances []*entrance
	members   []*user
}

// AddAccessGroup puts an access group into an access system and returns the group's ID. Its members
// have access to the entrances given. It panics if there is no such system, if an entrance is not in
// it, or if Seam knows no groups in a system of this kind: give [System] an ExternalType that has
// them, such as "salto_ks_site".
func (s *Server) AddAccessGroup(systemID, name string, entranceIDs ...string) string {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	in, ok := s.systems.Get(systemID)
	if !ok {
		panic(fmt.Sprintf("seamtest: AddAccessGroup: there is no system %q", systemID))
	}
	if brands[in.ExternalType].group == "" {
		panic(fmt.Sprintf("seamtest: AddAccessGroup: a system of type %q has no access groups", in.ExternalType))
	}
	if name == "" {
		name = s.groups.NextName("Access Group")
	}
	added := &accessGroup{system: in, name: name}
	for _, id := range entranceIDs {
		door, ok := s.entrances.Get(id)
		if !ok || door.system != in {
			panic(fmt.Sprintf("seamtest: AddAccessGroup: there is no entrance %q in the system", id))
		}
		added.entrances = append(added.entrances, door)
	}
	added.Record = s.world.NewRecord("acs_access_group")
	s.groups.Insert(added)
	return added.ID
}

type groupView struct {
	AccessGroupType            string       `json:"access_group_type"`
	AccessGroupTypeDisplayName string       `json:"access_group_type_display_name"`
	ACSAccessGroupID           string       `json:"acs_access_group_id"`
	ACSSystemID                string       `json:"acs_system_id"`
	ConnectedAccountID         string       `json:"connected_account_id"`
	CreatedAt                  string       `json:"created_at"`
	DisplayName                string       `json:"display_name"`
	Errors                     []wire.Issue `json:"errors"`
	ExternalType               string       `json:"external_type"`
	ExternalTypeDisplayName    string       `json:"external_type_display_name"`
	IsManaged                  bool         `json:"is_managed"`
	Name                       string       `json:"name"`
	PendingMutations           []wire.Issue `json:"pending_mutations"`
	Warnings                   []wire.Issue `json:"warnings"`
	WorkspaceID                string       `json:"workspace_id"`
}

func (s *Server) viewGroup(of *accessGroup) groupView {
	kind := brands[of.system.ExternalType].group
	return groupView{
		AccessGroupType:            kind,
		AccessGroupTypeDisplayName: typeNames[kind],
		ACSAccessGroupID:           of.ID,
		ACSSystemID:                of.system.ID,
		ConnectedAccountID:         of.system.connectedAccountID,
		CreatedAt:                  wire.Time(of.CreatedAt),
		DisplayName:                of.name,
		Errors:                     wire.NoIssues,
		ExternalType:               kind,
		ExternalTypeDisplayName:    typeNames[kind],
		IsManaged:                  true,
		Name:                       of.name,
		PendingMutations:           wire.NoIssues,
		Warnings:                   wire.NoIssues,
		WorkspaceID:                s.world.WorkspaceID,
	}
}

// namedGroup finds the access group whose ID a request carries, after everything else was read.
func (s *Server) namedGroup(c *protocol.Call) (*accessGroup, error) {
	id := c.UUID("acs_access_group_id")
	if err := c.Err(); err != nil {
		return nil, err
	}
	return s.findGroup(id)
}

func (s *Server) findGroup(id string) (*accessGroup, error) {
	if found, ok := s.groups.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("acs_access_group")
}

func (s *Server) getGroup(c *protocol.Call) (any, error) {
	found, err := s.namedGroup(c)
	if err != nil {
		return nil, err
	}
	return s.viewGroup(found), nil
}

func (s *Server) listGroups(c *protocol.Call) (any, error) {
	systemID, search := c.UUID("acs_system_id"), c.Text("search")
	userID, identityID := c.UUID("acs_user_id"), c.UUID("user_identity_id")
	found := s.groups.Where(func(of *accessGroup) bool {
		return protocol.Equal(systemID, of.system.ID) &&
			(userID == "" || of.has(func(u *user) bool { return u.ID == userID })) &&
			(identityID == "" || of.has(func(u *user) bool { return u.identity != nil && u.identity.ID == identityID })) &&
			protocol.Search(search, of.name, of.ID)
	})
	return wire.Views(found, s.viewGroup), nil
}

// has tells whether one of the members is such a user.
func (of *accessGroup) has(such func(*user) bool) bool {
	return slices.ContainsFunc(of.members, such)
}

func (s *Server) deleteGroup(c *protocol.Call) (any, error) {
	gone, err := s.namedGroup(c)
	if err != nil {
		return nil, err
	}
	s.groups.DeleteWhere(func(of *accessGroup) bool { return of == gone })
	s.world.Emit("acs_access_group.deleted", gone.system.ids(), wire.Object{"acs_access_group_id": gone.ID})
	return protocol.OK, nil
}

func (s *Server) listGroupEntrances(c *protocol.Call) (any, error) {
	found, err := s.namedGroup(c)
	if err != nil {
		return nil, err
	}
	return wire.Views(found.entrances, viewEntrance), nil
}

func (s *Server) listMembers(c *protocol.Call) (any, error) {
	found, err := s.namedGroup(c)
	if err != nil {
		return nil, err
	}
	return wire.Views(found.members, s.viewUser), nil
}
