package fake

import (
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callAccessSystems(t *testing.T, client *seam.Client) {
	system, err := client.ACS.Systems.Get(t.Context(), &gen.ACSSystemsGetRequest{ACSSystemID: accessSystem})
	check(t, err)
	equal(t, "type", system.ExternalType, gen.ACSSystemExternalTypeVisionlineSystem)
	equal(t, "account", system.ConnectedAccountID, johnsAccount)
	systems, err := client.ACS.Systems.List(t.Context(), nil)
	check(t, err)
	equal(t, "systems", len(systems), 1)
	equal(t, "name", systems[0].Name, "Fake Visionline System")

	doors := all(t, client.ACS.Entrances.List(t.Context(), &gen.ACSEntrancesListRequest{ACSSystemID: new(accessSystem)}))
	equal(t, "entrances", len(doors), 1)
	door, err := client.ACS.Entrances.Get(t.Context(), &gen.ACSEntrancesGetRequest{ACSEntranceID: doors[0].ACSEntranceID})
	check(t, err)
	equal(t, "id", door.ACSEntranceID, entrance)
	equal(t, "name", door.DisplayName, "Room 101")
	equal(t, "system", door.ACSSystemID, accessSystem)
}

func callAccessSystemUsers(t *testing.T, client *seam.Client) {
	users := client.ACS.Users
	made, err := users.Create(t.Context(), &gen.ACSUsersCreateRequest{
		ACSSystemID: accessSystem, FullName: "Ada Lovelace", EmailAddress: new("ada@example.com"),
	})
	check(t, err)
	id := made.ACSUserID
	equal(t, "name", made.FullName, "Ada Lovelace")
	equal(t, "system", made.ACSSystemID, accessSystem)

	check(t, users.Update(t.Context(), &gen.ACSUsersUpdateRequest{ACSUserID: &id, FullName: new("Ada King")}))
	check(t, users.Suspend(t.Context(), &gen.ACSUsersSuspendRequest{ACSUserID: &id}))
	got, err := users.Get(t.Context(), &gen.ACSUsersGetRequest{ACSUserID: &id})
	check(t, err)
	equal(t, "name", got.FullName, "Ada King")
	equal(t, "email", got.EmailAddress, "ada@example.com")
	equal(t, "suspended", got.IsSuspended, true)
	check(t, users.Unsuspend(t.Context(), &gen.ACSUsersUnsuspendRequest{ACSUserID: &id}))
	list := all(t, users.List(t.Context(), &gen.ACSUsersListRequest{ACSSystemID: new(accessSystem)}))
	equal(t, "users", len(list), 1)
	equal(t, "suspended", list[0].IsSuspended, false)

	check(t, client.ACS.Entrances.GrantAccess(t.Context(), &gen.ACSEntrancesGrantAccessRequest{ACSEntranceID: entrance, ACSUserID: &id}))
	check(t, users.AddToAccessGroup(t.Context(), &gen.ACSUsersAddToAccessGroupRequest{ACSAccessGroupID: accessGroup, ACSUserID: id}))
	check(t, users.RemoveFromAccessGroup(t.Context(), &gen.ACSUsersRemoveFromAccessGroupRequest{ACSAccessGroupID: accessGroup, ACSUserID: &id}))

	check(t, users.Delete(t.Context(), &gen.ACSUsersDeleteRequest{ACSUserID: &id}))
	_, err = users.Get(t.Context(), &gen.ACSUsersGetRequest{ACSUserID: &id})
	refused(t, err, 404, "acs_user_not_found")
}
