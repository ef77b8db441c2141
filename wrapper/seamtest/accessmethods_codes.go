package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

func (s *Server) codesOf(of *accessMethod) []*accessCode {
	return s.codes.Where(func(code *accessCode) bool { return slices.Contains(of.codes, code) && !code.removing })
}

// methodOf is the method that an access code belongs to, or nil.
func (s *Server) methodOf(code *accessCode) *accessMethod {
	found, _ := s.methods.First(func(of *accessMethod) bool { return slices.Contains(of.codes, code) })
	return found
}

// codeIsFor tells whether an access code belongs to the method or the grant that a list asks for.
func (s *Server) codeIsFor(c *protocol.Call, code *accessCode) bool {
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
		if !slices.ContainsFunc(wanted, func(blank *accessCode) bool { return blank.device == code.device }) {
			s.takeOff(code)
		}
	}
	for _, blank := range wanted {
		s.provideCode(of, blank)
	}
}

// provideCode makes or retimes the method's access code on one device. A device that has all PINs
// stays without, of which the grant tells.
func (s *Server) provideCode(of *accessMethod, blank *accessCode) {
	for _, code := range s.codesOf(of) {
		if code.device != blank.device {
			continue
		}
		if !code.startsAt.Equal(blank.startsAt) || !code.endsAt.Equal(blank.endsAt) {
			after := *code
			after.startsAt, after.endsAt = blank.startsAt, blank.endsAt
			s.change(code, after)
		}
		return
	}
	blank.code = of.code
	if s.checkCode(blank, of.code) != nil {
		var err error
		if blank.code, err = s.freeCode(codeLength(blank.device, nil), blank); err != nil {
			return
		}
	}
	s.putAccessCode(blank)
	of.codes = append(of.codes, blank)
}

// methodPIN makes a PIN that is free wherever the grant gives access, as far as there is one. It passes
// over devices that have all PINs.
func (s *Server) methodPIN(of *accessGrant) (pin string) {
	const patience = 1000
	doors, codes := s.doorsOf(of), s.blankCodes(of)
	for range patience {
		if len(codes) > 0 {
			var err error
			if pin, err = s.freeCode(codeLength(codes[0].device, nil), codes[0]); err != nil {
				codes = codes[1:]
				continue
			}
		} else if len(doors) > 0 {
			pin = s.newPIN(doors[0].System)
		}
		if s.freeOnAll(codes, pin) && !s.knownAt(doors, pin) {
			break
		}
	}
	return pin
}

// blankCodes are the access codes that a grant needs, not stored and without a PIN.
func (s *Server) blankCodes(of *accessGrant) []*accessCode {
	var codes []*accessCode
	for _, at := range s.devicesOf(of) {
		if takesCodes(at) {
			codes = append(codes, of.codeOn(at))
		}
	}
	return codes
}

// codeOn is the access code that a grant needs on a device, without a PIN. An access code that does
// not end has no start either.
func (of *accessGrant) codeOn(at *places.Device) *accessCode {
	code := &accessCode{device: at, name: of.displayName()}
	if !of.endsAt.IsZero() {
		code.startsAt, code.endsAt = of.startsAt, of.endsAt
	}
	return code
}

// knownAt tells whether a credential has the PIN in the access system of one of the entrances.
func (s *Server) knownAt(doors []*places.Entrance, pin string) bool {
	return slices.ContainsFunc(doors, func(door *places.Entrance) bool {
		_, known := s.credentials.First(func(key *credential) bool { return key.System == door.System && key.code == pin })
		return known
	})
}
