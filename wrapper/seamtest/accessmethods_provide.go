package seamtest

import (
	"slices"
	"time"
)

// newMethod makes the access method that was requested, though nothing yet of what it consists of.
func (s *Server) newMethod(of *accessGrant, request *accessRequest) {
	made := &accessMethod{record: s.newRecord("access_method"), grant: of, mode: request.mode, code: request.code}
	if made.mode == "code" && made.code == "" {
		made.code = s.methodPIN(of)
	}
	if made.mode == "mobile_key" {
		made.instantKey = s.newInstantKey(of.identity, of.profileID)
	}
	s.methods.put(made)
	request.method = made
	s.emit("access_method.created", made.ids())
	if made.mode == "card" {
		s.emit("access_method.card_encoding_required", made.ids())
	}
}

// methodPIN makes a PIN that is free wherever the grant gives access, as far as there is one. It passes
// over devices that have all PINs.
func (s *Server) methodPIN(of *accessGrant) (pin string) {
	const patience = 1000
	doors, codes := s.doorsOf(of), s.blankCodes(of)
	for range patience {
		if len(codes) > 0 {
			var no *refusal
			if pin, no = s.freeCode(codes[0].device.codeLength(nil), codes[0]); no != nil {
				codes = codes[1:]
				continue
			}
		} else if len(doors) > 0 {
			pin = s.newPIN(doors[0].system)
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
func (of *accessGrant) codeOn(at *device) *accessCode {
	code := &accessCode{device: at, name: of.displayName()}
	if !of.endsAt.IsZero() {
		code.startsAt, code.endsAt = of.startsAt, of.endsAt
	}
	return code
}

// knownAt tells whether a credential has the PIN in the access system of one of the entrances.
func (s *Server) knownAt(doors []*entrance, pin string) bool {
	return slices.ContainsFunc(doors, func(door *entrance) bool {
		_, known := s.credentials.first(func(key *credential) bool { return key.system == door.system && key.code == pin })
		return known
	})
}

// credentialsOf lists the method's credentials that were not deleted by themselves.
func (s *Server) credentialsOf(of *accessMethod) []*credential {
	return s.credentials.where(func(key *credential) bool { return slices.Contains(of.credentials, key) })
}

func (s *Server) codesOf(of *accessMethod) []*accessCode {
	return s.codes.where(func(code *accessCode) bool { return slices.Contains(of.codes, code) && !code.removing })
}

// methodOf is the method that an access code belongs to, or nil.
func (s *Server) methodOf(code *accessCode) *accessMethod {
	found, _ := s.methods.first(func(of *accessMethod) bool { return slices.Contains(of.codes, code) })
	return found
}

// codeIsFor tells whether an access code belongs to the method or the grant that a list asks for.
func (s *Server) codeIsFor(c *call, code *accessCode) bool {
	if !c.given("access_method_id") && !c.given("access_grant_id") && !c.given("access_grant_key") {
		return true
	}
	of := s.methodOf(code)
	return of != nil &&
		equals(c.uuid("access_method_id"), of.id) &&
		equals(c.uuid("access_grant_id"), of.grant.id) &&
		equals(c.text("access_grant_key"), of.grant.key)
}

// provide makes the credentials and the access codes of a method what they are to be now.
func (s *Server) provide(of *accessMethod) {
	doors := s.doorsOf(of.grant)
	of.credentials = s.credentialsOf(of)
	if of.lent != nil && !slices.ContainsFunc(doors, of.lent.isIn) {
		s.release(of)
	}
	s.dropCredentials(func(key *credential) bool {
		return slices.Contains(of.credentials, key) && !slices.ContainsFunc(doors, key.isIn)
	})
	for _, in := range s.systems.all {
		here := slices.DeleteFunc(slices.Clone(doors), func(door *entrance) bool { return door.system != in })
		if len(here) > 0 {
			s.provideCredential(of, in, here)
		}
	}
	if of.mode == "code" {
		s.provideCodes(of)
	}
}

func (of *credential) isIn(door *entrance) bool { return door.system == of.system }

func (s *Server) provideCredential(of *accessMethod, in *system, doors []*entrance) {
	key := s.credentialIn(of, in)
	if key == nil {
		key = &credential{record: s.newRecord("acs_credential"), system: in, method: of.mode, code: of.code}
		key.multiPhone = of.mode == "mobile_key"
		key.user = s.linkUser(of.grant.identity, in)
		s.credentials.put(key)
		of.credentials = append(of.credentials, key)
	}
	if slices.Equal(key.entrances, doors) && key.startsAt.Equal(of.grant.startsAt) && key.endsAt.Equal(of.grant.endsAt) {
		return
	}
	key.entrances, key.startsAt, key.endsAt = doors, of.grant.startsAt, of.grant.endsAt
	key.syncedAt = s.instant()
	if key == of.lent {
		key.card.holds = s.write(key)
	}
}

// credentialIn is the method's credential in an access system, or nil.
func (s *Server) credentialIn(of *accessMethod, in *system) *credential {
	for _, key := range s.credentialsOf(of) {
		if key.system == in {
			return key
		}
	}
	return nil
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
		var no *refusal
		if blank.code, no = s.freeCode(blank.device.codeLength(nil), blank); no != nil {
			return
		}
	}
	s.putAccessCode(blank)
	of.codes = append(of.codes, blank)
}

// noteIssued tells of the methods that have become issued, or issued anew.
func (s *Server) noteIssued() {
	for _, of := range s.methods.all {
		at, done := s.issuedNow(of)
		if !done || at.Equal(of.issuedAt) {
			continue
		}
		event := "access_method.issued"
		if !of.issuedAt.IsZero() {
			event = "access_method.reissued"
		}
		of.issuedAt = at
		s.emit(event, of.ids(), answer{"code": of.code})
	}
	for _, of := range s.grants.all {
		s.tellDoors(of)
	}
}

// issuedNow tells whether all that a method consists of is in force, and since when: cards since they
// were encoded last, everything else since it was seen first.
func (s *Server) issuedNow(of *accessMethod) (at time.Time, done bool) {
	keys, codes := s.credentialsOf(of), s.codesOf(of)
	if len(keys)+len(codes) == 0 || slices.ContainsFunc(keys, (*credential).needsEncoding) {
		return at, false
	}
	if slices.ContainsFunc(codes, func(code *accessCode) bool { return !code.onDevice }) {
		return at, false
	}
	if of.mode != "card" {
		if of.issuedAt.IsZero() {
			return s.instant(), true
		}
		return of.issuedAt, true
	}
	for _, key := range keys {
		if key.issuedAt.After(at) {
			at = key.issuedAt
		}
	}
	return at, true
}

// needsEncoding tells whether a card has to be encoded, for the first time or again.
func (of *credential) needsEncoding() bool {
	return of.method == "card" && (!of.onCard() || !of.card.holds.upToDate())
}

// tellDoors tells to which entrances a grant has begun or ceased to give access.
func (s *Server) tellDoors(of *accessGrant) {
	methods := s.methodsOf(of)
	issued := func(m *accessMethod) bool { return !m.issuedAt.IsZero() }
	var open []*entrance
	if slices.ContainsFunc(methods, issued) {
		open = s.doorsOf(of)
	}
	s.emitDoors("access_grant.access_granted_to_door", of, open, of.told)
	s.emitDoors("access_grant.access_to_door_lost", of, of.told, open)
	of.told = open
	waiting := slices.ContainsFunc(methods, func(m *accessMethod) bool { return !issued(m) })
	if len(methods) > 0 && !waiting && !of.toldAll {
		of.toldAll = true
		s.emit("access_grant.access_granted_to_all_doors", of.ids())
	}
}

// emitDoors emits an event for each entrance that is in one list and not in the other.
func (s *Server) emitDoors(event string, of *accessGrant, doors, others []*entrance) {
	for _, door := range doors {
		if !slices.Contains(others, door) {
			s.emit(event, of.ids(), answer{"acs_entrance_id": door.id})
		}
	}
}
