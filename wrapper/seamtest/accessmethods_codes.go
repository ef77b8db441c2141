package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/codes"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

func (s *Server) codesOf(of *accessMethod) []*codes.Code {
	return s.codes.Codes.Where(func(code *codes.Code) bool { return slices.Contains(of.codes, code) && !code.Removing })
}

// methodOf is the method that an access code belongs to, or nil.
func (s *Server) methodOf(code *codes.Code) *accessMethod {
	found, _ := s.methods.First(func(of *accessMethod) bool { return slices.Contains(of.codes, code) })
	return found
}

// codeIsFor tells whether an access code belongs to the method or the grant that a list asks for.
func (s *Server) codeIsFor(c *protocol.Call, code *codes.Code) bool {
	if !c.Given("access_method_id") && !c.Given("access_grant_id") && !c.Given("access_grant_key") {
		return true
	}
	of := s.methodOf(code)
	return of != nil &&
		protocol.Equal(c.UUID("access_method_id"), of.ID) &&
		protocol.Equal(c.UUID("access_grant_id"), of.grant.ID) &&
		protocol.Equal(c.Text("access_grant_key"), of.grant.key)
}

func (s *Server) provideCodes(of *accessMethod) {
	wanted := s.blankCodes(of.grant)
	for _, code := range s.codesOf(of) {
		if !slices.ContainsFunc(wanted, func(blank *codes.Code) bool { return blank.Device == code.Device }) {
			s.codes.TakeOff(code)
		}
	}
	for _, blank := range wanted {
		s.provideCode(of, blank)
	}
}

// provideCode makes or retimes the method's access code on one device. A device that has all PINs
// stays without, of which the grant tells.
func (s *Server) provideCode(of *accessMethod, blank *codes.Code) {
	for _, code := range s.codesOf(of) {
		if code.Device != blank.Device {
			continue
		}
		s.codes.Retime(code, blank)
		return
	}
	blank.PIN = of.code
	if s.codes.Check(blank, of.code) != nil {
		var err error
		if blank.PIN, err = s.codes.FreePIN(codes.Length(blank.Device), blank); err != nil {
			return
		}
	}
	s.codes.Put(blank)
	of.codes = append(of.codes, blank)
}

// methodPIN makes a PIN that is free wherever the grant gives access, as far as there is one. It passes
// over devices that have all PINs.
func (s *Server) methodPIN(of *accessGrant) (pin string) {
	const patience = 1000
	doors, blanks := s.doorsOf(of), s.blankCodes(of)
	for range patience {
		if len(blanks) > 0 {
			var err error
			if pin, err = s.codes.FreePIN(codes.Length(blanks[0].Device), blanks[0]); err != nil {
				blanks = blanks[1:]
				continue
			}
		} else if len(doors) > 0 {
			pin = s.credentials.NewPIN(doors[0].System)
		}
		if s.codes.FreeOnAll(blanks, pin) && !s.knownAt(doors, pin) {
			break
		}
	}
	return pin
}

// blankCodes are the access codes that a grant needs, not stored and without a PIN.
func (s *Server) blankCodes(of *accessGrant) []*codes.Code {
	var blanks []*codes.Code
	for _, at := range s.devicesOf(of) {
		if takesCodes(at) {
			blanks = append(blanks, of.codeOn(at))
		}
	}
	return blanks
}

// codeOn is the access code that a grant needs on a device, without a PIN. An access code that does
// not end has no start either.
func (of *accessGrant) codeOn(at *places.Device) *codes.Code {
	code := &codes.Code{Device: at, Name: of.displayName()}
	if !of.endsAt.IsZero() {
		code.StartsAt, code.EndsAt = of.startsAt, of.endsAt
	}
	return code
}

// knownAt tells whether a credential has the PIN in the access system of one of the entrances.
func (s *Server) knownAt(doors []*places.Entrance, pin string) bool {
	return slices.ContainsFunc(doors, func(door *places.Entrance) bool { return s.credentials.HasCode(door.System, pin) })
}
