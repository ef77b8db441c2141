// Package places has the hardware of a workspace and where it is: connected accounts, devices and
// locks, access systems with their entrances and card encoders, spaces, and the workspace itself. It
// knows nothing of the people who use it.
package places

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
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

	// Changed announces that places were removed, or are in other spaces than before.
	Changed world.Signal

	// OpenedBy reports whether a credential opens an entrance. An area above sets it.
	OpenedBy func(credentialID string, e *Entrance) bool
	// CountPeople returns how many ACS users and access groups a system has. An area above sets it.
	CountPeople func(*System) (users, groups int)

	world          *world.World
	workspaces     *world.Table[*workspace]
	publishableKey string
}

// New returns an area with a workspace and nothing in it.
func New(w *world.World, publishableKey string) *Area {
	a := &Area{
		Accounts:  world.NewTable[*Account](w, "connected_account"),
		Devices:   world.NewTable[*Device](w, "device"),
		Systems:   world.NewTable[*System](w, "acs_system"),
		Entrances: world.NewTable[*Entrance](w, "acs_entrance"),
		Encoders:  world.NewTable[*Encoder](w, "acs_encoder"),
		Spaces:    world.NewTable[*Space](w, "space"),

		world:          w,
		workspaces:     world.KeptTable[*workspace](w, "workspace"),
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
	a.addFirstWorkspace()
	return a
}

// Operations returns the operations of the area.
func (a *Area) Operations() protocol.Operations {
	return protocol.Operations{
		"/acs/encoders/get":           a.getEncoder,
		"/acs/encoders/list":          a.listEncoders,
		"/acs/entrances/get":          a.getEntrance,
		"/acs/entrances/list":         a.listEntrances,
		"/acs/systems/get":            a.getSystem,
		"/acs/systems/list":           a.listSystems,
		"/acs/systems/report_devices": a.reportHotekDevices,
		"/acs/systems/list_compatible_credential_manager_acs_systems": a.listCredentialManagers,

		"/connected_accounts/delete":              a.deleteAccount,
		"/connected_accounts/get":                 a.getAccount,
		"/connected_accounts/list":                a.listAccounts,
		"/connected_accounts/simulate/disconnect": a.disconnectAccount,
		"/connected_accounts/sync":                a.syncAccount,
		"/connected_accounts/update":              a.updateAccount,

		"/devices/get":                          a.getDevice,
		"/devices/list":                         a.listDevices,
		"/devices/report_provider_metadata":     a.reportProviderMetadata,
		"/devices/simulate/connect":             a.connectDevice,
		"/devices/simulate/connect_to_hub":      a.connectToHub,
		"/devices/simulate/disconnect":          a.disconnectDevice,
		"/devices/simulate/disconnect_from_hub": a.disconnectFromHub,
		"/devices/simulate/paid_subscription":   a.setSubscription,
		"/devices/simulate/remove":              a.removeDevice,
		"/devices/unmanaged/get":                a.getUnmanagedDevice,
		"/devices/unmanaged/list":               a.listUnmanagedDevices,
		"/devices/unmanaged/update":             a.updateUnmanagedDevice,
		"/devices/update":                       a.updateDevice,

		"/locks/configure_auto_lock":             a.configureAutoLock,
		"/locks/get":                             a.getLock,
		"/locks/list":                            a.listDevicesWith("lock", "locks"),
		"/locks/lock_door":                       a.lockDoor,
		"/locks/simulate/manual_lock_via_keypad": a.lockByHand,
		"/locks/unlock_door":                     a.unlockDoor,
		"/noise_sensors/list":                    a.listDevicesWith("noise_detection", "noise_sensors"),
		"/thermostats/list":                      a.listDevicesWith("thermostat", "thermostats"),

		"/spaces/add_acs_entrances":        a.addToSpace,
		"/spaces/add_connected_account":    a.addAccountToSpace,
		"/spaces/add_devices":              a.addToSpace,
		"/spaces/create":                   a.createSpace,
		"/spaces/delete":                   a.deleteSpace,
		"/spaces/get":                      a.getSpace,
		"/spaces/list":                     a.listSpaces,
		"/spaces/remove_acs_entrances":     a.removeFromSpace,
		"/spaces/remove_connected_account": a.removeAccountFromSpace,
		"/spaces/remove_devices":           a.removeFromSpace,
		"/spaces/update":                   a.updateSpace,

		"/workspaces/create":        a.createWorkspace,
		"/workspaces/get":           a.getWorkspace,
		"/workspaces/list":          a.listWorkspaces,
		"/workspaces/reset_sandbox": a.resetSandbox,
		"/workspaces/update":        a.updateWorkspace,
	}
}
