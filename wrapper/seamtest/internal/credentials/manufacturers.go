package credentials

import (
	"slices"
	"strconv"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

// manufacturerRule is a rule for the credentials in the access systems of certain manufacturers.
type manufacturerRule struct {
	rules.Rule

	systems []gen.ACSSystemExternalType
	// isBroken reports whether a requested credential breaks the rule. Its code is the one in the request.
	isBroken func(a *Area, requested *Credential) bool
}

// manufacturerRules lists the rules of all manufacturers.
var manufacturerRules = []manufacturerRule{
	{
		Rule: rules.Rule{
			Name:       "A Latch code opens exactly one entrance",
			Page:       "device-and-system-integration-guides/latch-access-control-system/programming-code-based-latch-credentials",
			Operations: []string{"/acs/credentials/create"},
			Status:     400,
			Field:      "allowed_acs_entrance_ids",
			Message:    "A Latch code opens exactly one entrance",
			Test:       "TestLatchCode",
		},
		systems:  []gen.ACSSystemExternalType{"latch_building"},
		isBroken: func(_ *Area, cr *Credential) bool { return cr.Method == "code" && len(cr.Entrances) != 1 },
	},
	{
		Rule: rules.Rule{
			Name:       "Latch chooses the PIN",
			Page:       "device-and-system-integration-guides/latch-access-control-system/programming-code-based-latch-credentials",
			Operations: []string{"/acs/credentials/create", "/acs/credentials/update"},
			Status:     400,
			Field:      "code",
			Message:    "Latch chooses the PIN",
			Test:       "TestCustomPIN",
		},
		systems:  []gen.ACSSystemExternalType{"latch_building"},
		isBroken: asksForPIN,
	},
	{
		Rule: rules.Rule{
			Name:       "Salto KS chooses the PIN",
			Page:       "device-and-system-integration-guides/salto-ks-access-control-system",
			Operations: []string{"/acs/credentials/create", "/acs/credentials/update"},
			Status:     400,
			Field:      "code",
			Message:    "Salto KS chooses the PIN",
			Test:       "TestCustomPIN",
		},
		systems:  []gen.ACSSystemExternalType{"salto_ks_site"},
		isBroken: asksForPIN,
	},
	{
		Rule: rules.Rule{
			Name:       "A PTI PIN is a number from 1 to 4294967296",
			Page:       "device-and-system-integration-guides/pti-storlogix-cloud",
			Operations: []string{"/acs/credentials/create", "/acs/credentials/update"},
			Status:     400,
			Field:      "code",
			Message:    "Must be from 1 to 4294967296",
			Test:       "TestPTIPIN",
		},
		systems:  []gen.ACSSystemExternalType{"pti_site"},
		isBroken: func(a *Area, cr *Credential) bool { return asksForPIN(a, cr) && !isPTIPIN(cr.Code) },
	},
	{
		Rule: rules.Rule{
			Name:       "A Salto Space user has at most one card and one mobile key",
			Page:       "device-and-system-integration-guides/salto-proaccess-space-access-system/programming-salto-space-card-based-credentials",
			Operations: []string{"/acs/credentials/create", "/acs/credentials/assign"},
			Status:     409,
			Type:       "acs_user_already_has_credential",
			Message:    "The ACS user has a credential with this access_method already",
			Test:       "TestSaltoSpaceUser",
		},
		systems:  []gen.ACSSystemExternalType{"salto_space_system"},
		isBroken: (*Area).isSecondOfUser,
	},
	{
		Rule: rules.Rule{
			Name:       "A Visionline credential that does not override others joins them",
			Page:       "device-and-system-integration-guides/assa-abloy-visionline-access-control-system/mobile-credential-related-properties",
			Operations: []string{"/acs/credentials/create"},
			Status:     400,
			Field:      "visionline_metadata",
			Message:    "With override false, joiner_acs_credential_ids is required",
			Test:       "TestVisionlineJoiners",
		},
		systems: []gen.ACSSystemExternalType{"visionline_system"},
		isBroken: func(_ *Area, cr *Credential) bool {
			v := cr.visionline
			return v != nil && v.override != nil && !*v.override && len(v.joinerIDs) == 0
		},
	},
	{
		Rule: rules.Rule{
			Name:       "A mobile key of Latch, Salto or Visionline is a multi-phone sync credential",
			Page:       "capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system",
			Operations: []string{"/acs/credentials/create"},
			Status:     400,
			Field:      "is_multi_phone_sync_credential",
			Message:    "Must be true for a mobile key",
			Test:       "TestMobileKeyForAllPhones",
		},
		systems:  []gen.ACSSystemExternalType{"latch_building", "salto_ks_site", "salto_space_system", "visionline_system"},
		isBroken: func(_ *Area, cr *Credential) bool { return cr.Method == "mobile_key" && !cr.MultiPhone },
	},
}

// asksForPIN reports whether a request gives the PIN of a credential.
func asksForPIN(_ *Area, cr *Credential) bool { return cr.Method == "code" && cr.Code != "" }

func isPTIPIN(code string) bool {
	n, err := strconv.ParseUint(code, 10, 64)
	return err == nil && 1 <= n && n <= 1<<32
}

// isSecondOfUser reports whether a credential is a card or a mobile key and its user has another one. A
// multi-phone credential and its keys on phones count as one.
func (a *Area) isSecondOfUser(cr *Credential) bool {
	_, has := a.Credentials.First(func(other *Credential) bool {
		return other.ID != cr.ID && other.User == cr.User && other.Method == cr.Method && other.parent == nil
	})
	return has && cr.User != nil && (cr.Method == "card" || cr.Method == "mobile_key")
}

// checkManufacturer returns an error if a call breaks a rule for the manufacturer of a credential's access
// system.
func (a *Area) checkManufacturer(c *protocol.Call, requested *Credential) error {
	for _, r := range manufacturerRules {
		if slices.Contains(r.systems, requested.System.ExternalType) &&
			slices.Contains(r.Operations, c.Operation.Path) && r.isBroken(a, requested) {
			return r.Err()
		}
	}
	return nil
}

// notImplemented lists the rules of manufacturers that the fake does not enforce.
var notImplemented = []rules.Rule{
	{
		Name:       "A Visionline rfid48 card holds a limited number of rooms and common doors",
		Page:       "device-and-system-integration-guides/assa-abloy-visionline-access-control-system/mobile-credential-related-properties",
		Operations: []string{"/acs/credentials/create"},
		Why:        "no entrance is a common door here",
	},
	{
		Name:       "With auto_join a card overrides others only if its entrances have none",
		Page:       "api/acs/credentials/object",
		Operations: []string{"/acs/credentials/create"},
		Why:        "there is then nothing to override, so the card always joins",
	},
	{
		Name:       "A Salto Space card is written anew or as it was, by assign_new_key",
		Page:       "device-and-system-integration-guides/salto-proaccess-space-access-system/programming-salto-space-card-based-credentials",
		Operations: []string{"/acs/credentials/create"},
		Why:        "a new credential can be encoded on any card here",
	},
	{
		Name:       "A Salto KS site has a limited number of subscribed users",
		Page:       "low-level-apis/access-systems/troubleshooting-your-access-control-system",
		Operations: []string{"/acs/users/create"},
		Why:        "no site has a limit here",
	},
	{
		Name:       "A PTI user opens nothing without a pti_access_level group",
		Page:       "device-and-system-integration-guides/pti-storlogix-cloud",
		Operations: []string{"/acs/users/create", "/acs/credentials/create"},
		Why:        "Seam's document does not have the warning that the page names",
	},
	{
		Name:       "A mobile key names the credential manager that issues it",
		Page:       "capability-guides/mobile-access/issuing-mobile-credentials-from-an-access-control-system",
		Operations: []string{"/acs/credentials/create"},
		Why:        "every key reaches its phone here, with or without a credential manager",
	},
}
