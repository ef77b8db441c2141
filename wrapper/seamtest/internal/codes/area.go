// Package codes has the access codes of locks, which are PINs that people enter at a keypad: those that
// Seam manages, and those that were set without Seam. It does not depend on access grants.
package codes

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area has the access codes of one workspace.
type Area struct {
	Codes *world.Table[*Code]

	// Filter reads the access method and the access grant in the filters of a list. The function that it
	// returns reports whether a code belongs to them. An area above sets it.
	Filter func(c *protocol.Call) (match func(*Code) bool)

	world  *world.World
	places *places.Area
}

// New returns an area without codes.
func New(w *world.World, in *places.Area) *Area {
	a := &Area{Codes: world.NewTable[*Code](w, "access_code"), world: w, places: in}
	world.BelongsTo(a.Codes, in.Devices, func(cd *Code) *places.Device { return cd.Device })
	in.Accounts.OnDelete(a.deleteOfAccount)
	return a
}

// Rules returns the rules of Seam that are about access codes.
func Rules() []rules.Rule {
	return []rules.Rule{
		missingAbility, offlinePIN, offlineIsFixed, duplicatePIN, codeConstraints, existingSet, maxActiveCodes, sharedKey, ownPINLinksNothing,
		bothTimes, pullAgain, preloading, noConversion, ultraloqTimeZone, unmanagedWithDevice, deletedWithAccount,
	}
}

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/access_codes/create":                    (*Area).createCode,
	"/access_codes/create_multiple":           (*Area).createLinkedCodes,
	"/access_codes/delete":                    (*Area).deleteCode,
	"/access_codes/generate_code":             (*Area).generateCode,
	"/access_codes/get":                       (*Area).getCode,
	"/access_codes/list":                      (*Area).listCodes,
	"/access_codes/pull_backup_access_code":   (*Area).pullBackup,
	"/access_codes/report_device_constraints": (*Area).reportConstraints,
	"/access_codes/update":                    (*Area).updateCode,
	"/access_codes/update_multiple":           (*Area).updateLinkedCodes,

	"/access_codes/simulate/create_unmanaged_access_code": (*Area).createUnmanaged,
	"/access_codes/unmanaged/convert_to_managed":          (*Area).convert,
	"/access_codes/unmanaged/delete":                      (*Area).deleteUnmanaged,
	"/access_codes/unmanaged/get":                         (*Area).getUnmanaged,
	"/access_codes/unmanaged/list":                        (*Area).listUnmanaged,
	"/access_codes/unmanaged/update":                      (*Area).updateUnmanaged,

	"/locks/simulate/keypad_code_entry": (*Area).enterCode,
}

// DeviceOf returns the ID of the device that a call names, or of the device whose access code it names.
func (a *Area) DeviceOf(c *protocol.Call) string {
	if cd, ok := a.Codes.Get(c.UUID("access_code_id")); ok {
		return cd.Device.ID
	}
	return c.UUID("device_id")
}
