package seamtest

import (
	"fmt"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) createGrant(c *protocol.Call) (any, error) {
	made := &accessGrant{
		name: c.Text("name"), key: c.Text("access_grant_key"),
		reservationKey: c.Text("reservation_key"), profileID: c.UUID("customization_profile_id"),
		startsAt: c.UncheckedTime("starts_at"), endsAt: c.UncheckedTime("ends_at"),
		requests: s.readRequests(c),
	}
	if made.startsAt.IsZero() {
		made.startsAt = s.world.Now()
	}
	c.CheckWindow("ends_at", made.startsAt, made.endsAt, s.world.Now())
	if err := c.Err(); err != nil {
		return nil, err
	}
	if _, taken := s.grants.First(func(of *accessGrant) bool { return world.SameKey(of.key, made.key) }); taken {
		return nil, problem.Conflict("access_grant_key_already_exists", fmt.Sprintf("Another access grant has the key %q", made.key))
	}
	if err := s.readGrantPlaces(c, made); err != nil {
		return nil, err
	}
	if err := s.readGrantee(c, made); err != nil {
		return nil, err
	}

	if !s.people.Identities.Holds(made.Identity) {
		s.people.Identities.Insert(made.Identity)
	}
	made.Record = s.world.NewRecord("access_grant")
	s.grants.Insert(made)
	s.world.Emit("access_grant.created", made.EventFields())
	s.fulfil(made)
	s.emitUnfulfilled(made, made.requests)
	return s.viewGrant(made), nil
}

// readRequests reads the access methods that a request asks for.
func (s *Server) readRequests(c *protocol.Call) []*accessRequest {
	var requests []*accessRequest
	for _, in := range c.Objects("requested_access_methods") {
		of := &accessRequest{CreatedAt: s.world.Now(), mode: in.Text("mode"), code: in.Text("code"), uses: in.Number("instant_key_max_use_count")}
		if of.code != "" && of.mode != "code" {
			in.Wrong("code", "Only possible with the mode code")
		}
		if of.uses != nil && of.mode != "mobile_key" {
			in.Wrong("instant_key_max_use_count", "Only possible with the mode mobile_key")
		}
		requests = append(requests, of)
	}
	return requests
}

// readGrantPlaces reads where the grant gives access. location and location_ids are older names.
func (s *Server) readGrantPlaces(c *protocol.Call, of *accessGrant) error {
	older, _ := c.Object("location")
	for _, p := range []*protocol.Params{c.Params, older} {
		doors, devices, err := s.places.NamedPlaces(p)
		if err != nil {
			return err
		}
		of.doors, of.devices = append(of.doors, doors...), append(of.devices, devices...)
	}
	of.spaceIDs = union(c.UUIDs("space_ids"), c.UUIDs("location_ids"))
	for _, id := range of.spaceIDs {
		if _, err := s.places.Spaces.Find(id); err != nil {
			return err
		}
	}
	for _, key := range c.Texts("space_keys") {
		found, err := s.places.FindSpaceByKey(key)
		if err != nil {
			return err
		}
		of.spaceIDs = union(of.spaceIDs, []string{found.ID})
	}
	return nil
}

// readGrantee finds the user identity that is granted access, or makes one that is nowhere yet.
func (s *Server) readGrantee(c *protocol.Call, of *accessGrant) (err error) {
	in, given := c.Object("user_identity")
	if !given {
		of.Identity, err = s.people.Identities.Find(c.UUID("user_identity_id"))
		return err
	}
	of.Identity, err = s.people.ReadIdentity(in)
	return err
}

// requestMethods adds access methods to a grant.
func (s *Server) requestMethods(c *protocol.Call) (any, error) {
	added := s.readRequests(c)
	if err := c.Err(); err != nil {
		return nil, err
	}
	of, err := s.findGrant(c.UUID("access_grant_id"))
	if err != nil {
		return nil, err
	}
	of.requests = append(of.requests, added...)
	s.fulfil(of)
	s.emitUnfulfilled(of, added)
	return s.viewGrant(of), nil
}
