package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
)

// newMethod makes the access method that was requested, though nothing yet of what it consists of.
func (s *Server) newMethod(of *accessGrant, request *accessRequest) {
	made := &accessMethod{Record: s.world.NewRecord("access_method"), grant: of, mode: request.mode, code: request.code}
	if made.mode == "code" && made.code == "" {
		made.code = s.methodPIN(of)
	}
	if made.mode == "mobile_key" {
		made.instantKey = s.newInstantKey(of.Identity, of.profileID)
	}
	s.methods.Insert(made)
	request.method = made
	s.world.Emit("access_method.created", made.EventFields())
	if made.mode == "card" {
		s.world.Emit("access_method.card_encoding_required", made.EventFields())
	}
}

// credentialsOf lists the method's credentials that were not deleted by themselves.
func (s *Server) credentialsOf(of *accessMethod) []*credential {
	return s.credentials.Where(func(key *credential) bool { return slices.Contains(of.credentials, key) })
}

// provide makes the credentials and the access codes of a method what they are to be now.
func (s *Server) provide(of *accessMethod) {
	doors := s.doorsOf(of.grant)
	of.credentials = s.credentialsOf(of)
	if of.lent != nil && !slices.ContainsFunc(doors, of.lent.isIn) {
		s.release(of)
	}
	s.credentials.DeleteWhere(func(key *credential) bool {
		return slices.Contains(of.credentials, key) && !slices.ContainsFunc(doors, key.isIn)
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

func (of *credential) isIn(door *places.Entrance) bool { return door.System == of.System }

func (s *Server) provideCredential(of *accessMethod, in *places.System, doors []*places.Entrance) {
	key := s.credentialIn(of, in)
	if key == nil {
		key = &credential{Record: s.world.NewRecord("acs_credential"), System: in, method: of.mode, code: of.code}
		key.multiPhone = of.mode == "mobile_key"
		key.user = s.people.LinkUser(of.grant.Identity, in)
		s.credentials.Insert(key)
		of.credentials = append(of.credentials, key)
	}
	if slices.Equal(key.entrances, doors) && key.startsAt.Equal(of.grant.startsAt) && key.endsAt.Equal(of.grant.endsAt) {
		return
	}
	key.entrances, key.startsAt, key.endsAt = doors, of.grant.startsAt, of.grant.endsAt
	key.syncedAt = s.world.Now()
	if key == of.lent {
		key.card.holds = s.write(key)
	}
}

// credentialIn is the method's credential in an access system, or nil.
func (s *Server) credentialIn(of *accessMethod, in *places.System) *credential {
	for _, key := range s.credentialsOf(of) {
		if key.System == in {
			return key
		}
	}
	return nil
}
