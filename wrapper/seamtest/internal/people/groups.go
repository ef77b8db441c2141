package people

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Group is an access group. Its members can open its entrances.
type Group struct {
	world.Record

	System    *places.System
	Name      string
	Entrances []*places.Entrance

	members []*User
}

// AddGroup puts an access group into a system.
func (a *Area) AddGroup(in *places.System, name string, entrances []*places.Entrance) *Group {
	if name == "" {
		name = a.Groups.NextName("Access Group")
	}
	added := &Group{System: in, Name: name, Entrances: entrances}
	a.Groups.Insert(added)
	return added
}

// Has reports whether a user is a member of the group.
func (g *Group) Has(u *User) bool { return slices.Contains(g.members, u) }

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

func (a *Area) viewGroup(g *Group) groupView {
	kind := g.System.Brand().Group
	return groupView{
		AccessGroupType:            kind,
		AccessGroupTypeDisplayName: places.TypeName(kind),
		ACSAccessGroupID:           g.ID,
		ACSSystemID:                g.System.ID,
		ConnectedAccountID:         g.System.Account.ID,
		CreatedAt:                  wire.Time(g.CreatedAt),
		DisplayName:                g.Name,
		Errors:                     wire.NoIssues,
		ExternalType:               kind,
		ExternalTypeDisplayName:    places.TypeName(kind),
		IsManaged:                  true,
		Name:                       g.Name,
		PendingMutations:           wire.NoIssues,
		Warnings:                   wire.NoIssues,
		WorkspaceID:                a.world.WorkspaceID,
	}
}

// namedGroup returns the access group whose ID a request has. Call it after reading all other parameters,
// because it also returns their errors.
func (a *Area) namedGroup(c *protocol.Call) (*Group, error) {
	id := c.UUID("acs_access_group_id")
	if err := c.Err(); err != nil {
		return nil, err
	}
	return a.Groups.Find(id)
}

// findGroups returns the access groups with these IDs, or an error if one belongs to another system.
func (a *Area) findGroups(ids []string, in *places.System) ([]*Group, error) {
	var groups []*Group
	for _, id := range ids {
		g, err := a.Groups.Find(id)
		if err != nil {
			return nil, err
		}
		if g.System != in {
			return nil, problem.Invalid("acs_access_group_ids", "An access group belongs to another access system")
		}
		groups = append(groups, g)
	}
	return groups, nil
}

func (a *Area) getGroup(c *protocol.Call) (any, error) {
	found, err := a.namedGroup(c)
	if err != nil {
		return nil, err
	}
	return a.viewGroup(found), nil
}

func (a *Area) listGroups(c *protocol.Call) (any, error) {
	systemID, search := c.UUID("acs_system_id"), c.Text("search")
	userID, identityID := c.UUID("acs_user_id"), c.UUID("user_identity_id")
	found := a.Groups.Where(func(g *Group) bool {
		return protocol.Equal(systemID, g.System.ID) &&
			(userID == "" || slices.ContainsFunc(g.members, func(u *User) bool { return u.ID == userID })) &&
			(identityID == "" || slices.ContainsFunc(g.members, func(u *User) bool {
				return u.Identity != nil && u.Identity.ID == identityID
			})) &&
			protocol.Search(search, g.Name, g.ID)
	})
	return wire.Views(found, a.viewGroup), nil
}

func (a *Area) deleteGroup(c *protocol.Call) (any, error) {
	gone, err := a.namedGroup(c)
	if err != nil {
		return nil, err
	}
	a.Groups.Delete(gone)
	a.world.Emit("acs_access_group.deleted", gone.System.EventFields(), wire.Object{"acs_access_group_id": gone.ID})
	return protocol.OK, nil
}

func (a *Area) listGroupEntrances(c *protocol.Call) (any, error) {
	found, err := a.namedGroup(c)
	if err != nil {
		return nil, err
	}
	return wire.Views(found.Entrances, (*places.Entrance).View), nil
}

func (a *Area) listGroupMembers(c *protocol.Call) (any, error) {
	found, err := a.namedGroup(c)
	if err != nil {
		return nil, err
	}
	return wire.Views(found.members, a.viewUser), nil
}

// membership returns the access group and the person that a request names.
func (a *Area) membership(c *protocol.Call) (*Group, Holder, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	g, err := a.namedGroup(c)
	if err != nil {
		return nil, Holder{}, err
	}
	member, err := a.FindHolder(userID, identityID, g.System)
	return g, member, err
}

func (a *Area) addGroupMember(c *protocol.Call) (any, error) {
	g, member, err := a.membership(c)
	if err != nil {
		return nil, err
	}
	world.Add(&g.members, a.UserOf(member))
	return protocol.OK, nil
}

// addUserToGroup does the same as addGroupMember for a request that can name an ACS user only.
func (a *Area) addUserToGroup(c *protocol.Call) (any, error) {
	g, err := a.namedGroup(c)
	if err != nil {
		return nil, err
	}
	member, err := a.FindHolder(c.UUID("acs_user_id"), "", g.System)
	if err != nil {
		return nil, err
	}
	world.Add(&g.members, member.User)
	return protocol.OK, nil
}

func (a *Area) removeGroupMember(c *protocol.Call) (any, error) {
	g, member, err := a.membership(c)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(g.members, member.Is)
	if i < 0 {
		return nil, problem.Conflict("acs_user_not_in_access_group", "The ACS user is no member of the access group")
	}
	world.Remove(&g.members, g.members[i])
	return protocol.OK, nil
}
