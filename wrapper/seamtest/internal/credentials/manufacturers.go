package credentials

import (
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

// manufacturerRule is a rule for the credentials in the access systems of certain manufacturers.
type manufacturerRule struct {
	rules.Rule

	systems []gen.ACSSystemExternalType
	// isBroken reports whether a credential as it is requested breaks the rule. Its code is the one in
	// the request.
	isBroken func(a *Area, requested *Credential) bool
}

// manufacturerRules has all of them, by manufacturer.
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
}

// checkManufacturer refuses a call that breaks a rule of the manufacturer of a credential's access
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
