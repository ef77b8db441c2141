// Package credentials has the credentials that open the entrances of access systems, the cards and
// phones that hold them, encoding and scanning, and remote unlocking. It does not depend on access grants.
package credentials

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area has the credentials and cards of one workspace.
type Area struct {
	Cards       *world.Table[*Card]
	Credentials *world.Table[*Credential]

	// OfMethod returns the card credential of an access method in an access system. An area above sets
	// it.
	OfMethod func(methodID string, in *places.System) (*Credential, error)

	world    *world.World
	places   *places.Area
	people   *people.Area
	encoders map[*places.Encoder]*encoderState

	// hadPhones is true if there were phones when [Area.SyncPhones] was last called.
	hadPhones bool
}

// New returns an area without credentials.
func New(w *world.World, in *places.Area, of *people.Area) *Area {
	a := &Area{
		Cards:       world.NewTable[*Card](w, "card"),
		Credentials: world.NewTable[*Credential](w, "acs_credential"),

		world:    w,
		places:   in,
		people:   of,
		encoders: make(map[*places.Encoder]*encoderState),
	}
	world.BelongsTo(a.Credentials, in.Systems, func(cr *Credential) *places.System { return cr.System })
	world.BelongsTo(a.Credentials, of.Users, func(cr *Credential) *people.User { return cr.User })
	world.ListedIn(in.Entrances, a.Credentials, func(cr *Credential) *[]*places.Entrance { return &cr.Entrances })

	a.Credentials.Deleted.Subscribe(func(cr *Credential) {
		w.Emit("acs_credential.deleted", cr.eventFields())
		a.SyncPhones()
	})
	of.LinksChanged.Subscribe(a.SyncPhones)
	of.AccessRevoked.Subscribe(a.closeEntrances)
	w.Reset.Subscribe(func() { clear(a.encoders) })

	in.OpenedBy = a.opensByID
	of.HasKeyFrom = a.hasKeyFrom
	of.Carries = a.carries
	return a
}

// Rules returns the rules of Seam that are about credentials.
func Rules() []rules.Rule {
	all := append([]rules.Rule{oneCard, cardOnEncoder, codeForCodeOrCard, joinersExist, keyOnEachPhone, opensWithMethod, overridePrevious, remoteUnlock, remoteUnlockWithCloudKey}, notImplemented...)
	for _, r := range manufacturerRules {
		all = append(all, r.Rule)
	}
	return all
}

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/acs/credentials/assign":                    (*Area).assignCredential,
	"/acs/credentials/create":                    (*Area).createCredential,
	"/acs/credentials/delete":                    (*Area).deleteCredential,
	"/acs/credentials/get":                       (*Area).getCredential,
	"/acs/credentials/list":                      (*Area).listCredentials,
	"/acs/credentials/list_accessible_entrances": (*Area).listAccessibleEntrances,
	"/acs/credentials/unassign":                  (*Area).unassignCredential,
	"/acs/credentials/update":                    (*Area).updateCredential,

	"/acs/encoders/encode_credential":                            (*Area).encodeCredential,
	"/acs/encoders/scan_credential":                              (*Area).scanCredential,
	"/acs/encoders/scan_to_assign_credential":                    (*Area).scanToAssign,
	"/acs/encoders/simulate/next_credential_encode_will_fail":    (*Area).simulateFailedEncoding,
	"/acs/encoders/simulate/next_credential_encode_will_succeed": (*Area).simulateEncoding,
	"/acs/encoders/simulate/next_credential_scan_will_fail":      (*Area).simulateFailedScan,
	"/acs/encoders/simulate/next_credential_scan_will_succeed":   (*Area).simulateScan,

	"/acs/entrances/list_credentials_with_access": (*Area).listCredentialsWithAccess,
	"/acs/entrances/unlock":                       (*Area).unlockEntrance,
	"/acs/users/list_accessible_entrances":        (*Area).listUserEntrances,
	"/user_identities/list_accessible_entrances":  (*Area).listIdentityEntrances,
}
