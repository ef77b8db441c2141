package seamtest

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

var accessMethodOperations = protocol.Operations[*Server]{
	"/access_methods/assign_card": (*Server).assignMethodCard,
	"/access_methods/delete":      (*Server).deleteMethods,
	"/access_methods/encode":      (*Server).encodeMethod,
	"/access_methods/get":         (*Server).getMethod,
	"/access_methods/list":        (*Server).listMethods,
	"/access_methods/unlock_door": (*Server).unlockWithMethod,
}

// accessMethod is how a grant opens its places: with a credential in each access system, and for a
// code with an access code on each device.
type accessMethod struct {
	world.Record
	grant       *accessGrant
	mode        string
	code        string
	credentials []*credential
	codes       []*accessCode
	lent        *credential // a card that was registered before and assigned to the method, or nil
	instantKey  *instantKey // of a mobile key
	issuedAt    time.Time
}

// methodNames are the display names of the modes.
var methodNames = map[string]string{"code": "PIN Code", "card": "Card", "mobile_key": "Mobile Key", "cloud_key": "Cloud Key"}

type methodView struct {
	AccessMethodID         string       `json:"access_method_id"`
	ClientSessionToken     string       `json:"client_session_token,omitzero"`
	Code                   *string      `json:"code"`
	CreatedAt              string       `json:"created_at"`
	CustomizationProfileID string       `json:"customization_profile_id,omitzero"`
	DisplayName            string       `json:"display_name"`
	Errors                 []wire.Issue `json:"errors"`
	InstantKeyURL          string       `json:"instant_key_url,omitzero"`
	IsAssignmentRequired   bool         `json:"is_assignment_required"`
	IsEncodingRequired     bool         `json:"is_encoding_required"`
	IsIssued               bool         `json:"is_issued"`
	IsReadyForAssignment   bool         `json:"is_ready_for_assignment"`
	IsReadyForEncoding     bool         `json:"is_ready_for_encoding"`
	IssuedAt               *string      `json:"issued_at"`
	Mode                   string       `json:"mode"`
	PendingMutations       []mutation   `json:"pending_mutations"`
	Warnings               []wire.Issue `json:"warnings"`
	WorkspaceID            string       `json:"workspace_id"`
}

func (s *Server) viewMethod(of *accessMethod) methodView {
	issued := !of.issuedAt.IsZero()
	stale := slices.ContainsFunc(s.credentialsOf(of), (*credential).needsEncoding)
	view := methodView{
		AccessMethodID:       of.ID,
		Code:                 wire.Optional(of.code),
		CreatedAt:            wire.Time(of.CreatedAt),
		DisplayName:          methodNames[of.mode],
		Errors:               s.methodErrors(of),
		IsEncodingRequired:   stale,
		IsIssued:             issued,
		IsReadyForAssignment: !issued && s.assignable(of),
		IsReadyForEncoding:   !issued && stale,
		IssuedAt:             wire.OptionalTime(of.issuedAt),
		Mode:                 of.mode,
		PendingMutations:     []mutation{},
		Warnings:             wire.NoIssues,
		WorkspaceID:          s.world.WorkspaceID,
	}
	if of.instantKey != nil {
		view.ClientSessionToken, view.InstantKeyURL = of.instantKey.session.token, of.instantKey.url()
		view.CustomizationProfileID = of.grant.profileID
	}
	return view
}

// methodErrors tells of access codes that a device should have by now and has not, as it cannot be
// reached.
func (s *Server) methodErrors(of *accessMethod) []wire.Issue {
	if !of.issuedAt.IsZero() || s.world.Now().Before(of.grant.startsAt) {
		return wire.NoIssues
	}
	for _, code := range s.codesOf(of) {
		if len(code.errors) > 0 {
			return []wire.Issue{{CreatedAt: code.errors[0].CreatedAt, ErrorCode: "failed_to_issue", Message: "A device cannot be reached"}}
		}
	}
	return wire.NoIssues
}

// ids are what an event about the method tells of it.
func (of *accessMethod) EventFields() wire.Object {
	ids := wire.Object{"access_method_id": of.ID, "access_grant_ids": []string{of.grant.ID}}
	if of.grant.key != "" {
		ids["access_grant_keys"] = []string{of.grant.key}
	}
	return ids
}

func (s *Server) methodsOf(of *accessGrant) []*accessMethod {
	return s.methods.Where(func(m *accessMethod) bool { return m.grant == of })
}

func (s *Server) mobileKeysOf(of *accessGrant) []*accessMethod {
	return s.methods.Where(func(m *accessMethod) bool { return m.grant == of && m.instantKey != nil })
}

func (s *Server) methodExists(of *accessMethod) bool {
	_, ok := s.methods.Get(of.ID)
	return ok
}

func (s *Server) namedMethod(c *protocol.Call) (*accessMethod, error) {
	return s.findMethod(c.UUID("access_method_id"))
}

func (s *Server) findMethod(id string) (*accessMethod, error) {
	if found, ok := s.methods.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("access_method")
}

func (s *Server) getMethod(c *protocol.Call) (any, error) {
	found, err := s.namedMethod(c)
	if err != nil {
		return nil, err
	}
	return s.viewMethod(found), nil
}

func (s *Server) listMethods(c *protocol.Call) (any, error) {
	grantID, grantKey, codeID := c.UUID("access_grant_id"), c.Text("access_grant_key"), c.UUID("access_code_id")
	found := s.methods.Where(func(of *accessMethod) bool {
		return protocol.Equal(grantID, of.grant.ID) &&
			protocol.Equal(grantKey, of.grant.key) &&
			(codeID == "" || slices.ContainsFunc(s.codesOf(of), func(code *accessCode) bool { return code.ID == codeID })) &&
			s.methodIsAt(c, of)
	})
	return wire.Views(found, s.viewMethod), nil
}

// methodIsAt tells whether a method opens what the filters of a list name.
func (s *Server) methodIsAt(c *protocol.Call, of *accessMethod) bool {
	doorID, deviceID, spaceID := c.UUID("acs_entrance_id"), c.UUID("device_id"), c.UUID("space_id")
	return (doorID == "" || slices.ContainsFunc(s.credentialsOf(of), func(key *credential) bool { return s.opensID(key, doorID) })) &&
		(deviceID == "" || slices.ContainsFunc(s.codesOf(of), func(code *accessCode) bool { return code.device.ID == deviceID })) &&
		(spaceID == "" || slices.Contains(of.grant.spaceIDs, spaceID))
}

func (s *Server) opensID(of *credential, doorID string) bool {
	return slices.ContainsFunc(of.entrances, func(e *places.Entrance) bool { return e.ID == doorID })
}

// deleteMethods deletes one method, or all of a grant or of a reservation.
func (s *Server) deleteMethods(c *protocol.Call) (any, error) {
	if c.Given("access_method_id") {
		gone, err := s.namedMethod(c)
		if err != nil {
			return nil, err
		}
		s.dropMethods([]*accessMethod{gone})
		return protocol.OK, nil
	}
	id, reservation := c.UUID("access_grant_id"), c.Text("reservation_key")
	grants := s.grants.Where(func(of *accessGrant) bool {
		return protocol.Equal(id, of.ID) && protocol.Equal(reservation, of.reservationKey)
	})
	if len(grants) == 0 {
		return nil, problem.NotFound("access_grant")
	}
	for _, of := range grants {
		s.dropMethods(s.methodsOf(of))
	}
	return protocol.OK, nil
}

// dropMethods deletes methods and what they are made of. A card that was registered before is free
// again.
func (s *Server) dropMethods(gone []*accessMethod) {
	for _, of := range gone {
		s.methods.DeleteWhere(func(m *accessMethod) bool { return m == of })
		s.release(of)
		s.credentials.DeleteWhere(func(key *credential) bool { return slices.Contains(of.credentials, key) })
		for _, code := range s.codesOf(of) {
			s.takeOff(code)
		}
		s.instantKeys.DeleteWhere(func(key *instantKey) bool { return key == of.instantKey })
		if !of.issuedAt.IsZero() {
			s.world.Emit("access_method.revoked", of.EventFields())
		}
		s.world.Emit("access_method.deleted", of.EventFields())
	}
	s.noteIssued()
}
