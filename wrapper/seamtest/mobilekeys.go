package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
)

// onPhone is set for a mobile key that stands for a multi-phone sync credential on one phone.
type onPhone struct {
	parent *credential
	phone  *people.Phone
}

// syncPhones brings onto each phone a mobile key for each multi-phone sync credential of its owner,
// as long as these are: the keys follow what becomes of the phones and of the credentials.
func (s *Server) syncPhones() {
	s.credentials.DeleteWhere(func(of *credential) bool { return of.parent != nil && !s.belongs(of) })
	for _, parent := range s.credentials.Where(func(of *credential) bool { return of.multiPhone }) {
		for _, on := range s.people.Phones.Where(parent.reaches) {
			s.keyOn(on, parent)
		}
	}
}

// reaches tells whether a multi-phone sync credential is meant for a phone.
func (of *credential) reaches(on *people.Phone) bool {
	return of.user != nil && of.user.Identity == on.Owner
}

// belongs tells whether a mobile key is still rightly on its phone.
func (s *Server) belongs(key *credential) bool {
	_, has := s.people.Phones.Get(key.phone.ID)
	return has && s.exists(key.parent) && key.parent.reaches(key.phone)
}

// keyOn makes the mobile key of a credential on a phone, or brings it up to date.
func (s *Server) keyOn(on *people.Phone, parent *credential) {
	key, ok := s.credentials.First(func(of *credential) bool { return of.parent == parent && of.phone == on })
	if !ok {
		key = &credential{Record: s.world.NewRecord("acs_credential"), System: parent.System, method: parent.method}
		key.onPhone = onPhone{parent, on}
		s.credentials.Insert(key)
	}
	key.user = parent.user
	key.managerID, key.metadata = parent.managerID, parent.metadata
	key.startsAt, key.endsAt, key.syncedAt = parent.startsAt, parent.endsAt, parent.syncedAt
	key.entrances = parent.entrances
}

// carries tells whether a credential is on a phone, itself or by a key that stands for it.
func (s *Server) carries(on *people.Phone, credentialID string) bool {
	_, ok := s.credentials.First(func(of *credential) bool {
		return of.phone == on && (of.ID == credentialID || of.parent.ID == credentialID)
	})
	return ok
}

// endpointID is the phone's name at the service that brings the key onto it.
func (of *credential) endpointID() string {
	if of.phone == nil {
		return ""
	}
	return of.phone.EndpointID
}
