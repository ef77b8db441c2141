package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
)

// newMethod makes the access method that was requested, though nothing yet of what it consists of.
func (s *Server) newMethod(of *accessGrant, request *accessRequest) {
	made := &accessMethod{Record: s.world.NewRecord("access_method"), grant: of, mode: request.mode, code: request.code}
	if made.mode == "code" && made.code == "" {
		made.code = s.methodPIN(of)
	}
	if made.mode == "mobile_key" {
		made.instantKey = s.sessions.AddInstantKey(of.Identity, of.profileID)
	}
	s.methods.Insert(made)
	request.method = made
	s.world.Emit("access_method.created", made.EventFields())
	if made.mode == "card" {
		s.world.Emit("access_method.card_encoding_required", made.EventFields())
	}
}

// credentialsOf lists the method's credentials that were not deleted by themselves.
func (s *Server) credentialsOf(of *accessMethod) []*credentials.Credential {
	return s.credentials.Credentials.Where(func(key *credentials.Credential) bool { return slices.Contains(of.credentials, key) })
}

// provide makes the credentials and the access codes of a method what they are to be now.
func (s *Server) provide(of *accessMethod) {
	doors := s.doorsOf(of.grant)
	of.credentials = s.credentialsOf(of)
	if of.lent != nil && !slices.ContainsFunc(doors, inSystemOf(of.lent)) {
		s.release(of)
	}
	s.credentials.Credentials.DeleteWhere(func(key *credentials.Credential) bool {
		return slices.Contains(of.credentials, key) && !slices.ContainsFunc(doors, inSystemOf(key))
	})
	for _, in := range s.places.Systems.All() {
		here := slices.DeleteFunc(slices.Clone(doors), func(door *places.Entrance) bool { return door.System != in })
		if len(here) > 0 {
			s.provideCredential(of, in, here)
		}
	}
	if of.mode == "code" {
		s.provideCodes(of)
	}
}

// inSystemOf returns a filter of entrances in the credential's access system.
func inSystemOf(key *credentials.Credential) func(*places.Entrance) bool {
	return func(door *places.Entrance) bool { return door.System == key.System }
}

func (s *Server) provideCredential(of *accessMethod, in *places.System, doors []*places.Entrance) {
	key := s.credentialIn(of, in)
	if key == nil {
		key = &credentials.Credential{Record: s.world.NewRecord("acs_credential"), System: in, Method: of.mode, Code: of.code}
		key.MultiPhone = of.mode == "mobile_key"
		key.User = s.people.LinkUser(of.grant.Identity, in)
		s.credentials.Credentials.Insert(key)
		of.credentials = append(of.credentials, key)
	}
	s.credentials.Open(key, doors, of.grant.startsAt, of.grant.endsAt)
}

// credentialIn is the method's credential in an access system, or nil.
func (s *Server) credentialIn(of *accessMethod, in *places.System) *credentials.Credential {
	for _, key := range s.credentialsOf(of) {
		if key.System == in {
			return key
		}
	}
	return nil
}
