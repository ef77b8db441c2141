package js

import (
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// thing is the ID of an object that does not exist. An operation with state rejects it; one without
// state responds with an example.
const thing = "1f0e3b1c-0c3f-4d9a-9b1f-2f1f6c0a5a01"

// otherOperations makes calls other than those for credentials, among them operations that Seam's
// client sends with GET, PATCH and PUT.
func otherOperations(tp *tape) {
	for _, calls := range []func(*tape){callSystems, callUsers, callIdentities, callWorkspace, callWebhooks, callSpaces, callGrants, callDevices, callLocks} {
		calls(tp)
	}
}

func callSystems(tp *tape) {
	ctx, system := tp.Context(), tp.world.system
	one, err := tp.ACS.Systems.Get(ctx, &gen.ACSSystemsGetRequest{ACSSystemID: system})
	tp.keep(one, err)
	list, err := tp.ACS.Systems.List(ctx, &gen.ACSSystemsListRequest{})
	tp.keep(list, err)
	door, err := tp.ACS.Entrances.Get(ctx, &gen.ACSEntrancesGetRequest{ACSEntranceID: tp.world.entrance})
	tp.keep(door, err)
	all(tp, tp.ACS.Entrances.List(ctx, &gen.ACSEntrancesListRequest{ACSSystemID: &system}))
	all(tp, tp.ACS.Encoders.List(ctx, &gen.ACSEncodersListRequest{ACSSystemIDs: []string{system, thing}}))
	groups, err := tp.ACS.AccessGroups.List(ctx, &gen.ACSAccessGroupsListRequest{ACSSystemID: &system})
	tp.keep(groups, err)
}

func callUsers(tp *tape) {
	ctx, users := tp.Context(), tp.ACS.Users
	made, err := users.Create(ctx, &gen.ACSUsersCreateRequest{ACSSystemID: tp.world.system, FullName: "Grace Hopper"})
	tp.made(made, err)
	tp.keep(nil, users.Update(ctx, &gen.ACSUsersUpdateRequest{ACSUserID: &made.ACSUserID, FullName: new("Grace Brewster Hopper")}))
	got, err := users.Get(ctx, &gen.ACSUsersGetRequest{ACSUserID: &made.ACSUserID})
	tp.keep(got, err)
	all(tp, users.List(ctx, &gen.ACSUsersListRequest{ACSSystemID: &tp.world.system}))
	tp.keep(nil, users.Delete(ctx, &gen.ACSUsersDeleteRequest{ACSUserID: &made.ACSUserID}))
}

func callIdentities(tp *tape) {
	ctx, identities := tp.Context(), tp.UserIdentities
	made, err := identities.Create(ctx, &gen.UserIdentitiesCreateRequest{EmailAddress: gen.Value("ada@example.com")})
	tp.made(made, err)
	change := &gen.UserIdentitiesUpdateRequest{UserIdentityID: made.UserIdentityID}
	change.FullName = gen.Value("Ada King")
	tp.keep(nil, identities.Update(ctx, change))
	got, err := identities.Get(ctx, &gen.UserIdentitiesGetRequest{UserIdentityID: &made.UserIdentityID})
	tp.keep(got, err)
	all(tp, identities.List(ctx, &gen.UserIdentitiesListRequest{}))
}

func callWorkspace(tp *tape) {
	ctx := tp.Context()
	one, err := tp.Workspaces.Get(ctx)
	tp.keep(one, err)
	list, err := tp.Workspaces.List(ctx)
	tp.keep(list, err)
	session, err := tp.ClientSessions.Create(ctx, &gen.ClientSessionsCreateRequest{UserIdentifierKey: new("ada")})
	tp.keep(session, err)
	id := tp.world.account
	updated, err := tp.ConnectedAccounts.Update(ctx, &gen.ConnectedAccountsUpdateRequest{ConnectedAccountID: id, AutomaticallyManageNewDevices: new(true)})
	tp.keep(updated, err)
	account, err := tp.ConnectedAccounts.Get(ctx, &gen.ConnectedAccountsGetRequest{ConnectedAccountID: &id})
	tp.keep(account, err)
}

func callWebhooks(tp *tape) {
	ctx := tp.Context()
	made, err := tp.Webhooks.Create(ctx, &gen.WebhooksCreateRequest{URL: "https://hotel.example/seam"})
	tp.made(made, err)
	tp.keep(nil, tp.Webhooks.Update(ctx, &gen.WebhooksUpdateRequest{WebhookID: made.WebhookID, EventTypes: []gen.EventType{"lock.locked"}}))
	list, err := tp.Webhooks.List(ctx)
	tp.keep(list, err)
}

func callSpaces(tp *tape) {
	ctx := tp.Context()
	made, err := tp.Spaces.Create(ctx, &gen.SpacesCreateRequest{Name: "First floor", ACSEntranceIDs: []string{tp.world.entrance}})
	tp.made(made, err)
	updated, err := tp.Spaces.Update(ctx, &gen.SpacesUpdateRequest{SpaceID: &made.SpaceID, Name: new("Second floor")})
	tp.keep(updated, err)
	got, err := tp.Spaces.Get(ctx, &gen.SpacesGetRequest{SpaceID: &made.SpaceID})
	tp.keep(got, err)
}

func callGrants(tp *tape) {
	ctx := tp.Context()
	got, err := tp.AccessGrants.Get(ctx, seam.GrantID(thing))
	tp.keep(got, err)
	change := seam.AccessGrantUpdate{EndsAt: now.AddDate(0, 0, 7)}
	tp.keep(nil, tp.AccessGrants.Update(ctx, seam.GrantID(thing), change))
	methods, err := tp.AccessGrants.Methods(ctx, seam.GrantID(thing))
	tp.keep(methods, err)
}

func callDevices(tp *tape) {
	ctx, lock := tp.Context(), tp.world.lock
	device, err := tp.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: &lock})
	tp.keep(device, err)
	rename := &gen.DevicesUpdateRequest{DeviceID: lock}
	rename.Name = gen.Value("Main entrance")
	tp.keep(nil, tp.Devices.Update(ctx, rename))
	all(tp, tp.Devices.List(ctx, &gen.DevicesListRequest{DeviceIDs: []string{lock, tp.world.heat}}))
	locks, err := tp.Locks.List(ctx, &gen.LocksListRequest{})
	tp.keep(locks, err)
	thermostats, err := tp.Thermostats.List(ctx, &gen.ThermostatsListRequest{})
	tp.keep(thermostats, err)
	missing, err := tp.Devices.Get(ctx, &gen.DevicesGetRequest{DeviceID: new(thing)})
	tp.keep(missing, err)
}

func callLocks(tp *tape) {
	ctx, lock := tp.Context(), tp.world.lock
	unlock, err := tp.Locks.UnlockDoor(ctx, &gen.LocksUnlockDoorRequest{DeviceID: lock})
	tp.made(unlock, err)
	attempt, err := tp.ActionAttempts.Get(ctx, &gen.ActionAttemptsGetRequest{ActionAttemptID: unlock.ActionAttemptID})
	tp.keep(attempt, err)

	made, err := tp.AccessCodes.Create(ctx, seam.AccessCodeParams{DeviceID: lock, Name: "Ada", PIN: "1234", NoEnd: true})
	if err != nil {
		tp.Fatal(err)
	}
	tp.keep(made, nil)
	change, err := tp.AccessCodes.Update(ctx, &gen.AccessCodesUpdateRequest{AccessCodeID: made.AccessCodeID, Code: new("5678")})
	tp.keep(change, err)
	all(tp, tp.AccessCodes.List(ctx, &gen.AccessCodesListRequest{DeviceID: &lock}))
	gone, err := tp.AccessCodes.Delete(ctx, &gen.AccessCodesDeleteRequest{AccessCodeID: made.AccessCodeID})
	tp.keep(gone, err)

	events, err := tp.Events.List(ctx, &gen.EventsListRequest{Since: new(time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC))})
	tp.keep(events, err)
}
