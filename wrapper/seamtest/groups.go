package seamtest

import (
	"fmt"
	"slices"
)

var groupRoutes = map[string]handler{
	"/acs/access_groups/delete":                    (*Server).deleteGroup,
	"/acs/access_groups/get":                       (*Server).getGroup,
	"/acs/access_groups/list":                      (*Server).listGroups,
	"/acs/access_groups/list_accessible_entrances": (*Server).listGroupEntrances,
	"/acs/access_groups/list_users":                (*Server).listMembers,
}

// accessGroup opens its entrances to all its members.
type accessGroup struct {
	record
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
	s.mu.Lock()
	defer s.mu.Unlock()
	in, ok := s.systems.get(systemID)
	if !ok {
		panic(fmt.Sprintf("seamtest: AddAccessGroup: there is no system %q", systemID))
	}
	if brands[in.ExternalType].group == "" {
		panic(fmt.Sprintf("seamtest: AddAccessGroup: a system of type %q has no access groups", in.ExternalType))
	}
	if name == "" {
		name = ordinal("Access Group", s.groups.all)
	}
	added := &accessGroup{system: in, name: name}
	for _, id := range entranceIDs {
		door, ok := s.entrances.get(id)
		if !ok || door.system != in {
			panic(fmt.Sprintf("seamtest: AddAccessGroup: there is no entrance %q in the system", id))
		}
		added.entrances = append(added.entrances, door)
	}
	added.record = s.newRecord("acs_access_group")
	s.groups.put(added)
	return added.id
}

type groupView struct {
	AccessGroupType            string  `json:"access_group_type"`
	AccessGroupTypeDisplayName string  `json:"access_group_type_display_name"`
	ACSAccessGroupID           string  `json:"acs_access_group_id"`
	ACSSystemID                string  `json:"acs_system_id"`
	ConnectedAccountID         string  `json:"connected_account_id"`
	CreatedAt                  string  `json:"created_at"`
	DisplayName                string  `json:"display_name"`
	Errors                     []issue `json:"errors"`
	ExternalType               string  `json:"external_type"`
	ExternalTypeDisplayName    string  `json:"external_type_display_name"`
	IsManaged                  bool    `json:"is_managed"`
	Name                       string  `json:"name"`
	PendingMutations           []issue `json:"pending_mutations"`
	Warnings                   []issue `json:"warnings"`
	WorkspaceID                string  `json:"workspace_id"`
}

func (s *Server) viewGroup(of *accessGroup) groupView {
	kind := brands[of.system.ExternalType].group
	return groupView{
		AccessGroupType:            kind,
		AccessGroupTypeDisplayName: typeNames[kind],
		ACSAccessGroupID:           of.id,
		ACSSystemID:                of.system.id,
		ConnectedAccountID:         of.system.connectedAccountID,
		CreatedAt:                  timestamp(of.createdAt),
		DisplayName:                of.name,
		Errors:                     noIssues,
		ExternalType:               kind,
		ExternalTypeDisplayName:    typeNames[kind],
		IsManaged:                  true,
		Name:                       of.name,
		PendingMutations:           noIssues,
		Warnings:                   noIssues,
		WorkspaceID:                s.workspaceID,
	}
}

// namedGroup finds the access group whose ID a request carries, after everything else was read.
func (s *Server) namedGroup(c *call) (*accessGroup, *refusal) {
	id := c.uuid("acs_access_group_id")
	if no := c.refusal(); no != nil {
		return nil, no
	}
	return s.findGroup(id)
}

func (s *Server) findGroup(id string) (*accessGroup, *refusal) {
	if found, ok := s.groups.get(id); ok {
		return found, nil
	}
	return nil, notFound("acs_access_group")
}

func (s *Server) getGroup(c *call) (answer, *refusal) {
	found, no := s.namedGroup(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_access_group": s.viewGroup(found)}, nil
}

func (s *Server) listGroups(c *call) (answer, *refusal) {
	systemID, search := c.uuid("acs_system_id"), c.text("search")
	userID, identityID := c.uuid("acs_user_id"), c.uuid("user_identity_id")
	found := s.groups.where(func(of *accessGroup) bool {
		return equals(systemID, of.system.id) &&
			(userID == "" || of.has(func(u *user) bool { return u.id == userID })) &&
			(identityID == "" || of.has(func(u *user) bool { return u.identity != nil && u.identity.id == identityID })) &&
			matches(search, of.name, of.id)
	})
	return answer{"acs_access_groups": views(found, s.viewGroup)}, nil
}

// has tells whether one of the members is such a user.
func (of *accessGroup) has(such func(*user) bool) bool {
	return slices.ContainsFunc(of.members, such)
}

func (s *Server) deleteGroup(c *call) (answer, *refusal) {
	gone, no := s.namedGroup(c)
	if no != nil {
		return nil, no
	}
	s.groups.remove(func(of *accessGroup) bool { return of == gone })
	s.emit("acs_access_group.deleted", gone.system.ids(), answer{"acs_access_group_id": gone.id})
	return nil, nil
}

func (s *Server) listGroupEntrances(c *call) (answer, *refusal) {
	found, no := s.namedGroup(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_entrances": views(found.entrances, viewEntrance)}, nil
}

func (s *Server) listMembers(c *call) (answer, *refusal) {
	found, no := s.namedGroup(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_users": views(found.members, s.viewUser)}, nil
}
