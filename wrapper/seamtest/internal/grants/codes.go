package grants

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/codes"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func takesCodes(d *places.Device) bool { return d.Can["program_online_access_codes"] }

// liveCodes returns the access codes of a method that are not about to be removed.
func (m *Method) liveCodes() []*codes.Code {
	return slices.DeleteFunc(slices.Clone(m.codes), func(cd *codes.Code) bool { return cd.Removing })
}

// codeOn returns the method's access code on a device, or nil.
func (m *Method) codeOn(d *places.Device) *codes.Code {
	for _, cd := range m.liveCodes() {
		if cd.Device == d {
			return cd
		}
	}
	return nil
}

// filterCodes returns a function that reports whether an access code belongs to the method or the grant in
// the filters of a list.
func (a *Area) filterCodes(c *protocol.Call) (match func(*codes.Code) bool) {
	if !c.Given("access_method_id") && !c.Given("access_grant_id") && !c.Given("access_grant_key") {
		return func(*codes.Code) bool { return true }
	}
	methodID, grantID, key := c.UUID("access_method_id"), c.UUID("access_grant_id"), c.Text("access_grant_key")
	var wanted []*codes.Code
	for _, m := range a.Methods.All() {
		if protocol.Equal(methodID, m.ID) && protocol.Equal(grantID, m.grant.ID) && protocol.Equal(key, m.grant.key) {
			wanted = append(wanted, m.codes...)
		}
	}
	return func(cd *codes.Code) bool { return slices.Contains(wanted, cd) }
}

// provideCodes updates the times of a method's access codes, and creates the missing ones: a method has one
// on each device of the grant that accepts codes. It removes the method's codes from all other devices.
func (a *Area) provideCodes(m *Method) {
	if m.mode != "code" {
		return
	}
	wanted := a.blankCodes(m.grant)
	for _, cd := range m.liveCodes() {
		if !slices.ContainsFunc(wanted, func(blank *codes.Code) bool { return blank.Device == cd.Device }) {
			a.codes.TakeOff(cd)
		}
	}
	for _, blank := range wanted {
		if cd := m.codeOn(blank.Device); cd != nil {
			a.codes.Retime(cd, blank)
		} else {
			a.addCode(m, blank)
		}
	}
}

// addCode sets a method's access code on a device, with another PIN if the device does not accept the
// method's PIN. If the device accepts no PIN it gets no code, and the grant has an error.
func (a *Area) addCode(m *Method, cd *codes.Code) {
	cd.PIN = m.code
	if a.codes.Check(cd, cd.PIN) != nil {
		other, err := a.codes.FreePIN(codes.Length(cd.Device), cd)
		if err != nil {
			return
		}
		cd.PIN = other
	}
	a.codes.Put(cd)
	m.codes = append(m.codes, cd)
}

// sharedPIN is implemented by ignoresRequestedPIN.
var sharedPIN = rules.Rule{
	Name:       "A code for several Salto locks is generated, and a requested PIN is ignored",
	Page:       "use-cases/granting-access/creating-an-access-grant",
	Operations: []string{"/access_grants/create"},
	Test:       "TestSeveralSaltoLocks",
}

// ignoresRequestedPIN reports whether a requested PIN is ignored because of the locks of a grant.
func (a *Area) ignoresRequestedPIN(g *Grant) bool {
	locks := slices.DeleteFunc(a.devicesOf(g), func(d *places.Device) bool { return d.Manufacturer != "salto" || !takesCodes(d) })
	return len(locks) > 1
}

// samePIN is implemented by newPIN.
var samePIN = rules.Rule{
	Name:       "The grants of a person have the same PIN if it is free",
	Page:       "use-cases/granting-access/creating-an-access-grant",
	Operations: []string{"/access_grants/create", "/access_grants/request_access_methods"},
	Test:       "TestSamePIN",
}

// newPIN looks for a PIN that is free on every device and in every access system of a grant. It prefers the
// PIN of the person's other grants, and ignores devices that accept no further PIN.
func (a *Area) newPIN(g *Grant) (pin string) {
	const maxTries = 1000
	entrances, blanks := a.entrancesFor(g, "code"), a.blankCodes(g)
	isFree := func(pin string) bool {
		isKnown := func(e *places.Entrance) bool { return a.credentials.HasCode(e.System, pin) }
		return a.codes.FreeOnAll(blanks, pin) && !slices.ContainsFunc(entrances, isKnown)
	}
	for _, m := range a.Methods.All() {
		if m.grant.identity == g.identity && m.code != "" && isFree(m.code) {
			return m.code
		}
	}
	for range maxTries {
		if len(blanks) > 0 {
			var err error
			if pin, err = a.codes.FreePIN(codes.Length(blanks[0].Device), blanks[0]); err != nil {
				blanks = blanks[1:]
				continue
			}
		} else if len(entrances) > 0 {
			pin = a.credentials.NewPIN(entrances[0].System)
		}
		if isFree(pin) {
			break
		}
	}
	return pin
}

// blankCodes returns the access codes that a grant needs, without PINs. It returns none after the end of
// the grant. The codes are not in the table yet. A code without an end has no start either.
func (a *Area) blankCodes(g *Grant) []*codes.Code {
	if a.hasEnded(g) {
		return nil
	}
	var blanks []*codes.Code
	for _, d := range a.devicesOf(g) {
		if !takesCodes(d) {
			continue
		}
		blank := &codes.Code{Device: d, Name: g.displayName()}
		if !g.endsAt.IsZero() {
			blank.StartsAt, blank.EndsAt = g.startsAt, g.endsAt
		}
		blanks = append(blanks, blank)
	}
	return blanks
}

// listIdentityDevices lists the devices that a person can use, with or without an access grant.
// accessible_devices is the older name of devices.
func (a *Area) listIdentityDevices(c *protocol.Call) (any, error) {
	i, err := a.people.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	open := slices.Clone(i.Devices)
	for _, m := range a.Methods.All() {
		if m.grant.identity == i {
			open = append(open, wire.Views(m.codes, func(cd *codes.Code) *places.Device { return cd.Device })...)
		}
	}
	found := a.places.Devices.Where(func(d *places.Device) bool { return d.IsManaged() && slices.Contains(open, d) })
	list := wire.Views(found, a.places.ViewDevice)
	return protocol.Body{"devices": list, "accessible_devices": list}, nil
}
