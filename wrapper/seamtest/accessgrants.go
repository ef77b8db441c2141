package seamtest

import (
	"slices"
	"time"
)

var accessGrantRoutes = map[string]handler{
	"/access_grants/create":                 (*Server).createGrant,
	"/access_grants/delete":                 (*Server).deleteGrant,
	"/access_grants/get":                    (*Server).getGrant,
	"/access_grants/list":                   (*Server).listGrants,
	"/access_grants/request_access_methods": (*Server).requestMethods,
	"/access_grants/update":                 (*Server).updateGrant,
}

// accessGrant gives a person access to places, by the access methods that were requested.
type accessGrant struct {
	record
	identity         *identity
	name             string
	key              string
	reservationKey   string
	profileID        string // how its instant keys look
	startsAt, endsAt time.Time
	doors            []*entrance // beside those in the spaces
	devices          []*device
	spaceIDs         []string
	requests         []*accessRequest
	told             []*entrance // to which access was granted, as events told
	toldAll          bool
}

// accessRequest asks for an access method.
type accessRequest struct {
	createdAt time.Time
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
	Errors                 []answer      `json:"errors"`
	InstantKeyURL          string        `json:"instant_key_url,omitzero"`
	LocationIDs            []string      `json:"location_ids"`
	Name                   *string       `json:"name"`
	PendingMutations       []mutation    `json:"pending_mutations"`
	RequestedAccessMethods []requestView `json:"requested_access_methods"`
	ReservationKey         string        `json:"reservation_key,omitzero"`
	SpaceIDs               []string      `json:"space_ids"`
	StartsAt               string        `json:"starts_at"`
	UserIdentityID         string        `json:"user_identity_id"`
	Warnings               []answer      `json:"warnings"`
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
	spaces := s.spaces.where(func(in *space) bool { return slices.Contains(of.spaceIDs, in.id) })
	spaceIDs := views(spaces, func(in *space) string { return in.id })
	view := grantView{
		AccessGrantID:          of.id,
		AccessGrantKey:         of.key,
		AccessMethodIDs:        views(s.methodsOf(of), func(m *accessMethod) string { return m.id }),
		CreatedAt:              timestamp(of.createdAt),
		CustomizationProfileID: of.profileID,
		DisplayName:            of.displayName(),
		EndsAt:                 optionalTime(of.endsAt),
		Errors:                 s.grantErrors(of),
		LocationIDs:            spaceIDs,
		Name:                   optional(of.name),
		PendingMutations:       []mutation{},
		RequestedAccessMethods: views(of.requests, s.viewRequest),
		ReservationKey:         of.reservationKey,
		SpaceIDs:               spaceIDs,
		StartsAt:               timestamp(of.startsAt),
		UserIdentityID:         of.identity.id,
		Warnings:               s.grantWarnings(of),
		WorkspaceID:            s.workspaceID,
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
		Code: of.code, CreatedAccessMethodIDs: []string{}, CreatedAt: timestamp(of.createdAt),
		DisplayName: methodNames[of.mode], InstantKeyMaxUseCount: of.uses, Mode: of.mode,
	}
	if of.method != nil && s.methodExists(of.method) {
		view.CreatedAccessMethodIDs = []string{of.method.id}
	}
	return view
}

func (of *accessGrant) displayName() string {
	if of.name != "" {
		return of.name
	}
	return "Access for " + of.identity.displayName()
}

// ids are what an event about the grant tells of it.
func (of *accessGrant) ids() answer { return answer{"access_grant_id": of.id} }

func (s *Server) findGrant(id string) (*accessGrant, *refusal) {
	if found, ok := s.grants.get(id); ok {
		return found, nil
	}
	return nil, notFound("access_grant")
}

// namedGrant finds the grant that a request names, by one of its ID and its key.
func (s *Server) namedGrant(c *call) (*accessGrant, *refusal) {
	if c.given("access_grant_id") == c.given("access_grant_key") {
		c.wrong("", "Give exactly one of access_grant_id and access_grant_key")
	}
	if no := c.refusal(); no != nil {
		return nil, no
	}
	if c.given("access_grant_id") {
		return s.findGrant(c.uuid("access_grant_id"))
	}
	return s.grantByKey(c.text("access_grant_key"))
}

func (s *Server) grantByKey(key string) (*accessGrant, *refusal) {
	if found, ok := s.grants.first(func(of *accessGrant) bool { return same(of.key, key) }); ok {
		return found, nil
	}
	return nil, notFound("access_grant")
}

func (s *Server) getGrant(c *call) (answer, *refusal) {
	found, no := s.namedGrant(c)
	if no != nil {
		return nil, no
	}
	return answer{"access_grant": s.viewGrant(found)}, nil
}

func (s *Server) deleteGrant(c *call) (answer, *refusal) {
	gone, no := s.findGrant(c.uuid("access_grant_id"))
	if no != nil {
		return nil, no
	}
	s.dropGrants(func(of *accessGrant) bool { return of == gone })
	return nil, nil
}

// dropGrants deletes grants, and the access methods of them.
func (s *Server) dropGrants(gone func(*accessGrant) bool) {
	for _, of := range s.grants.where(gone) {
		s.dropMethods(s.methodsOf(of))
		s.emit("access_grant.deleted", of.ids())
	}
	s.grants.remove(gone)
}
