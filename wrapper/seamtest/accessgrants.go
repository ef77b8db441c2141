package seamtest

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

var accessGrantOperations = protocol.Operations[*Server]{
	"/access_grants/create":                    (*Server).createGrant,
	"/access_grants/delete":                    (*Server).deleteGrant,
	"/access_grants/get":                       (*Server).getGrant,
	"/access_grants/list":                      (*Server).listGrants,
	"/access_grants/request_access_methods":    (*Server).requestMethods,
	"/user_identities/list_accessible_devices": (*Server).listIdentityDevices,
	"/access_grants/update":                    (*Server).updateGrant,
}

// accessGrant gives a person access to places, by the access methods that were requested.
type accessGrant struct {
	world.Record
	Identity         *people.Identity
	name             string
	key              string
	reservationKey   string
	profileID        string // how its instant keys look
	startsAt, endsAt time.Time
	doors            []*places.Entrance // beside those in the spaces
	devices          []*places.Device
	spaceIDs         []string
	requests         []*accessRequest
	told             []*places.Entrance // to which access was granted, as events told
	toldAll          bool
}

// accessRequest asks for an access method.
type accessRequest struct {
	CreatedAt time.Time
	mode      string
	code      string   // a PIN that is wished for
	uses      *float64 // of the instant key
	method    *accessMethod
}

type grantView struct {
	AccessGrantID          string        `json:"access_grant_id"`
	AccessGrantKey         string        `json:"access_grant_key,omitzero"`
	AccessMethodIDs        []string      `json:"access_method_ids"`
	ClientSessionToken     string        `json:"client_session_token,omitzero"`
	CreatedAt              string        `json:"created_at"`
	CustomizationProfileID string        `json:"customization_profile_id,omitzero"`
	DisplayName            string        `json:"display_name"`
	EndsAt                 *string       `json:"ends_at"`
	Errors                 []wire.Object `json:"errors"`
	InstantKeyURL          string        `json:"instant_key_url,omitzero"`
	LocationIDs            []string      `json:"location_ids"`
	Name                   *string       `json:"name"`
	PendingMutations       []mutation    `json:"pending_mutations"`
	RequestedAccessMethods []requestView `json:"requested_access_methods"`
	ReservationKey         string        `json:"reservation_key,omitzero"`
	SpaceIDs               []string      `json:"space_ids"`
	StartsAt               string        `json:"starts_at"`
	UserIdentityID         string        `json:"user_identity_id"`
	Warnings               []wire.Object `json:"warnings"`
	WorkspaceID            string        `json:"workspace_id"`
}

type requestView struct {
	Code                   string   `json:"code,omitzero"`
	CreatedAccessMethodIDs []string `json:"created_access_method_ids"`
	CreatedAt              string   `json:"created_at"`
	DisplayName            string   `json:"display_name"`
	InstantKeyMaxUseCount  *float64 `json:"instant_key_max_use_count,omitzero"`
	Mode                   string   `json:"mode"`
}

func (s *Server) viewGrant(of *accessGrant) grantView {
	spaces := s.places.Spaces.Where(func(in *places.Space) bool { return slices.Contains(of.spaceIDs, in.ID) })
	spaceIDs := wire.Views(spaces, func(in *places.Space) string { return in.ID })
	view := grantView{
		AccessGrantID:          of.ID,
		AccessGrantKey:         of.key,
		AccessMethodIDs:        wire.Views(s.methodsOf(of), func(m *accessMethod) string { return m.ID }),
		CreatedAt:              wire.Time(of.CreatedAt),
		CustomizationProfileID: of.profileID,
		DisplayName:            of.displayName(),
		EndsAt:                 wire.OptionalTime(of.endsAt),
		Errors:                 s.grantErrors(of),
		LocationIDs:            spaceIDs,
		Name:                   wire.Optional(of.name),
		PendingMutations:       []mutation{},
		RequestedAccessMethods: wire.Views(of.requests, s.viewRequest),
		ReservationKey:         of.reservationKey,
		SpaceIDs:               spaceIDs,
		StartsAt:               wire.Time(of.startsAt),
		UserIdentityID:         of.Identity.ID,
		Warnings:               s.grantWarnings(of),
		WorkspaceID:            s.world.WorkspaceID,
	}
	if keys := s.mobileKeysOf(of); len(keys) > 0 {
		view.ClientSessionToken = keys[0].instantKey.session.token
		if len(keys) == 1 {
			view.InstantKeyURL = keys[0].instantKey.url()
		}
	}
	return view
}

func (s *Server) viewRequest(of *accessRequest) requestView {
	view := requestView{
		Code: of.code, CreatedAccessMethodIDs: []string{}, CreatedAt: wire.Time(of.CreatedAt),
		DisplayName: methodNames[of.mode], InstantKeyMaxUseCount: of.uses, Mode: of.mode,
	}
	if of.method != nil && s.methodExists(of.method) {
		view.CreatedAccessMethodIDs = []string{of.method.ID}
	}
	return view
}

func (of *accessGrant) displayName() string {
	if of.name != "" {
		return of.name
	}
	return "Access for " + of.Identity.DisplayName()
}

// ids are what an event about the grant tells of it.
func (of *accessGrant) EventFields() wire.Object { return wire.Object{"access_grant_id": of.ID} }

func (s *Server) findGrant(id string) (*accessGrant, error) {
	if found, ok := s.grants.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("access_grant")
}

// namedGrant finds the grant that a request names, by one of its ID and its key.
func (s *Server) namedGrant(c *protocol.Call) (*accessGrant, error) {
	if c.Given("access_grant_id") == c.Given("access_grant_key") {
		c.Wrong("", "Give exactly one of access_grant_id and access_grant_key")
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	if c.Given("access_grant_id") {
		return s.findGrant(c.UUID("access_grant_id"))
	}
	return s.grantByKey(c.Text("access_grant_key"))
}

func (s *Server) grantByKey(key string) (*accessGrant, error) {
	if found, ok := s.grants.First(func(of *accessGrant) bool { return world.SameKey(of.key, key) }); ok {
		return found, nil
	}
	return nil, problem.NotFound("access_grant")
}

func (s *Server) getGrant(c *protocol.Call) (any, error) {
	found, err := s.namedGrant(c)
	if err != nil {
		return nil, err
	}
	return s.viewGrant(found), nil
}

func (s *Server) deleteGrant(c *protocol.Call) (any, error) {
	gone, err := s.findGrant(c.UUID("access_grant_id"))
	if err != nil {
		return nil, err
	}
	s.dropGrants(func(of *accessGrant) bool { return of == gone })
	return protocol.OK, nil
}

// dropGrants deletes grants, and the access methods of them.
func (s *Server) dropGrants(gone func(*accessGrant) bool) {
	for _, of := range s.grants.Where(gone) {
		s.dropMethods(s.methodsOf(of))
		s.world.Emit("access_grant.deleted", of.EventFields())
	}
	s.grants.DeleteWhere(gone)
}
