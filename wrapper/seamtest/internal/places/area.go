// Package places has the hardware of a workspace and where it is: connected accounts, devices and
// locks, access systems with their entrances and card encoders, spaces, and the workspace itself. It
// does not depend on the people who use them.
package places

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area has the places of one workspace.
type Area struct {
	Accounts  *world.Table[*Account]
	Devices   *world.Table[*Device]
	Systems   *world.Table[*System]
	Entrances *world.Table[*Entrance]
	Encoders  *world.Table[*Encoder]
	Spaces    *world.Table[*Space]

	// Changed announces that places were removed, or moved to other spaces.
	Changed world.Signal

	// OpenedBy reports whether a credential opens an entrance. An area above sets it.
	OpenedBy func(credentialID string, e *Entrance) bool
	// CountPeople returns how many ACS users and access groups a system has. An area above sets it.
	CountPeople func(*System) (users, groups int)

	// Siblings returns the areas of all workspaces that the personal access token reaches. An area above sets it.
	Siblings func() []*Area
	// AddSibling adds another such workspace. An area above sets it.
	AddSibling func(Workspace) *Area

	world          *world.World
	workspace      Workspace
	publishableKey string
}

// New returns the area of an empty workspace.
func New(w *world.World, workspace Workspace, publishableKey string) *Area {
	a := &Area{
		Accounts:  world.NewTable[*Account](w, "connected_account"),
		Devices:   world.NewTable[*Device](w, "device"),
		Systems:   world.NewTable[*System](w, "acs_system"),
		Entrances: world.NewTable[*Entrance](w, "acs_entrance"),
		Encoders:  world.NewTable[*Encoder](w, "acs_encoder"),
		Spaces:    world.NewTable[*Space](w, "space"),

		world:          w,
		workspace:      workspace,
		publishableKey: publishableKey,
	}
	world.BelongsTo(a.Systems, a.Accounts, func(s *System) *Account { return s.Account })
	world.BelongsTo(a.Devices, a.Accounts, func(d *Device) *Account { return d.Account })
	world.BelongsTo(a.Entrances, a.Systems, func(e *Entrance) *System { return e.System })
	world.BelongsTo(a.Encoders, a.Systems, func(e *Encoder) *System { return e.System })
	world.ListedIn(a.Accounts, a.Spaces, func(s *Space) *[]*Account { return &s.accounts })
	world.ListedIn(a.Spaces, a.Devices, func(d *Device) *[]*Space { return &d.Spaces })
	world.ListedIn(a.Spaces, a.Entrances, func(e *Entrance) *[]*Space { return &e.Spaces })
	a.Devices.Deleted.Subscribe(func(d *Device) {
		w.Emit("device.deleted", d.EventFields(), map[string]any{"device_name": d.DisplayName()})
	})
	w.WorkspaceID = w.NextID("workspace")
	return a
}

// Rules returns the rules of Seam that are about places.
func Rules() []rules.Rule {
	return []rules.Rule{uniqueSpaceKey, customerKeyOnce, metadataReplaced, metadataLimits, emptyRemoves, manageNew}
}

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/acs/encoders/get":           (*Area).getEncoder,
	"/acs/encoders/list":          (*Area).listEncoders,
	"/acs/entrances/get":          (*Area).getEntrance,
	"/acs/entrances/list":         (*Area).listEntrances,
	"/acs/systems/get":            (*Area).getSystem,
	"/acs/systems/list":           (*Area).listSystems,
	"/acs/systems/report_devices": (*Area).reportHotekDevices,
	"/acs/systems/list_compatible_credential_manager_acs_systems": (*Area).listCredentialManagers,

	"/connected_accounts/delete":              (*Area).deleteAccount,
	"/connected_accounts/get":                 (*Area).getAccount,
	"/connected_accounts/list":                (*Area).listAccounts,
	"/connected_accounts/simulate/disconnect": (*Area).disconnectAccount,
	"/connected_accounts/sync":                (*Area).syncAccount,
	"/connected_accounts/update":              (*Area).updateAccount,

	"/devices/get":                          (*Area).getDevice,
	"/devices/list":                         (*Area).listDevices,
	"/devices/report_provider_metadata":     (*Area).reportProviderMetadata,
	"/devices/simulate/connect":             (*Area).connectDevice,
	"/devices/simulate/connect_to_hub":      (*Area).connectToHub,
	"/devices/simulate/disconnect":          (*Area).disconnectDevice,
	"/devices/simulate/disconnect_from_hub": (*Area).disconnectFromHub,
	"/devices/simulate/paid_subscription":   (*Area).setSubscription,
	"/devices/simulate/remove":              (*Area).removeDevice,
	"/devices/unmanaged/get":                (*Area).getUnmanagedDevice,
	"/devices/unmanaged/list":               (*Area).listUnmanagedDevices,
	"/devices/unmanaged/update":             (*Area).updateUnmanagedDevice,
	"/devices/update":                       (*Area).updateDevice,

	"/locks/configure_auto_lock":             (*Area).configureAutoLock,
	"/locks/get":                             (*Area).getLock,
	"/locks/list":                            listDevicesWith("lock", "locks"),
	"/locks/lock_door":                       (*Area).lockDoor,
	"/locks/simulate/manual_lock_via_keypad": (*Area).lockByHand,
	"/locks/unlock_door":                     (*Area).unlockDoor,
	"/noise_sensors/list":                    listDevicesWith("noise_detection", "noise_sensors"),
	"/thermostats/list":                      listDevicesWith("thermostat", "thermostats"),

	"/spaces/add_acs_entrances":        (*Area).addToSpace,
	"/spaces/add_connected_account":    (*Area).addAccountToSpace,
	"/spaces/add_devices":              (*Area).addToSpace,
	"/spaces/create":                   (*Area).createSpace,
	"/spaces/delete":                   (*Area).deleteSpace,
	"/spaces/get":                      (*Area).getSpace,
	"/spaces/list":                     (*Area).listSpaces,
	"/spaces/remove_acs_entrances":     (*Area).removeFromSpace,
	"/spaces/remove_connected_account": (*Area).removeAccountFromSpace,
	"/spaces/remove_devices":           (*Area).removeFromSpace,
	"/spaces/update":                   (*Area).updateSpace,

	"/workspaces/create":        (*Area).createWorkspace,
	"/workspaces/get":           (*Area).getWorkspace,
	"/workspaces/list":          (*Area).listWorkspaces,
	"/workspaces/reset_sandbox": (*Area).resetSandbox,
	"/workspaces/update":        (*Area).updateWorkspace,
}
