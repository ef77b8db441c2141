package seamtest

import (
	"slices"
	"time"
)

var accessMethodRoutes = map[string]handler{
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
	record
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
	AccessMethodID         string     `json:"access_method_id"`
	ClientSessionToken     string     `json:"client_session_token,omitzero"`
	Code                   *string    `json:"code"`
	CreatedAt              string     `json:"created_at"`
	CustomizationProfileID string     `json:"customization_profile_id,omitzero"`
	DisplayName            string     `json:"display_name"`
	Errors                 []issue    `json:"errors"`
	InstantKeyURL          string     `json:"instant_key_url,omitzero"`
	IsAssignmentRequired   bool       `json:"is_assignment_required"`
	IsEncodingRequired     bool       `json:"is_encoding_required"`
	IsIssued               bool       `json:"is_issued"`
	IsReadyForAssignment   bool       `json:"is_ready_for_assignment"`
	IsReadyForEncoding     bool       `json:"is_ready_for_encoding"`
	IssuedAt               *string    `json:"issued_at"`
	Mode                   string     `json:"mode"`
	PendingMutations       []mutation `json:"pending_mutations"`
	Warnings               []issue    `json:"warnings"`
	WorkspaceID            string     `json:"workspace_id"`
}

func (s *Server) viewMethod(of *accessMethod) methodView {
	issued := !of.issuedAt.IsZero()
	stale := slices.ContainsFunc(s.credentialsOf(of), (*credential).needsEncoding)
	view := methodView{
		AccessMethodID:       of.id,
		Code:                 optional(of.code),
		CreatedAt:            timestamp(of.createdAt),
		DisplayName:          methodNames[of.mode],
		Errors:               s.methodErrors(of),
		IsEncodingRequired:   stale,
		IsIssued:             issued,
		IsReadyForAssignment: !issued && s.assignable(of),
		IsReadyForEncoding:   !issued && stale,
		IssuedAt:             optionalTime(of.issuedAt),
		Mode:                 of.mode,
		PendingMutations:     []mutation{},
		Warnings:             noIssues,
		WorkspaceID:          s.workspaceID,
	}
	if of.instantKey != nil {
		view.ClientSessionToken, view.InstantKeyURL = of.instantKey.session.token, of.instantKey.url()
		view.CustomizationProfileID = of.grant.profileID
	}
	return view
}

// methodErrors tells of access codes that a device should have by now and has not, as it cannot be
// reached.
func (s *Server) methodErrors(of *accessMethod) []issue {
	if !of.issuedAt.IsZero() || s.instant().Before(of.grant.startsAt) {
		return noIssues
	}
	for _, code := range s.codesOf(of) {
		if len(code.errors) > 0 {
			return []issue{{CreatedAt: code.errors[0].CreatedAt, ErrorCode: "failed_to_issue", Message: "A device cannot be reached"}}
		}
	}
	return noIssues
}

// ids are what an event about the method tells of it.
func (of *accessMethod) ids() answer {
	ids := answer{"access_method_id": of.id, "access_grant_ids": []string{of.grant.id}}
	if of.grant.key != "" {
		ids["access_grant_keys"] = []string{of.grant.key}
	}
	return ids
}

func (s *Server) methodsOf(of *accessGrant) []*accessMethod {
	return s.methods.where(func(m *accessMethod) bool { return m.grant == of })
}

func (s *Server) mobileKeysOf(of *accessGrant) []*accessMethod {
	return s.methods.where(func(m *accessMethod) bool { return m.grant == of && m.instantKey != nil })
}

func (s *Server) methodExists(of *accessMethod) bool {
	_, ok := s.methods.get(of.id)
	return ok
}

func (s *Server) namedMethod(c *call) (*accessMethod, *refusal) {
	return s.findMethod(c.uuid("access_method_id"))
}

func (s *Server) findMethod(id string) (*accessMethod, *refusal) {
	if found, ok := s.methods.get(id); ok {
		return found, nil
	}
	return nil, notFound("access_method")
}

func (s *Server) getMethod(c *call) (answer, *refusal) {
	found, no := s.namedMethod(c)
	if no != nil {
		return nil, no
	}
	return answer{"access_method": s.viewMethod(found)}, nil
}

func (s *Server) listMethods(c *call) (answer, *refusal) {
	grantID, grantKey, codeID := c.uuid("access_grant_id"), c.text("access_grant_key"), c.uuid("access_code_id")
	found := s.methods.where(func(of *accessMethod) bool {
		return equals(grantID, of.grant.id) &&
			equals(grantKey, of.grant.key) &&
			(codeID == "" || slices.ContainsFunc(s.codesOf(of), func(code *accessCode) bool { return code.id == codeID })) &&
			s.methodIsAt(c, of)
	})
	return answer{"access_methods": views(found, s.viewMethod)}, nil
}

// methodIsAt tells whether a method opens what the filters of a list name.
func (s *Server) methodIsAt(c *call, of *accessMethod) bool {
	doorID, deviceID, spaceID := c.uuid("acs_entrance_id"), c.uuid("device_id"), c.uuid("space_id")
	return (doorID == "" || slices.ContainsFunc(s.credentialsOf(of), func(key *credential) bool { return s.opensID(key, doorID) })) &&
		(deviceID == "" || slices.ContainsFunc(s.codesOf(of), func(code *accessCode) bool { return code.device.id == deviceID })) &&
		(spaceID == "" || slices.Contains(of.grant.spaceIDs, spaceID))
}

func (s *Server) opensID(of *credential, doorID string) bool {
	return slices.ContainsFunc(of.entrances, func(e *entrance) bool { return e.id == doorID })
}

// deleteMethods deletes one method, or all of a grant or of a reservation.
func (s *Server) deleteMethods(c *call) (answer, *refusal) {
	if c.given("access_method_id") {
		gone, no := s.namedMethod(c)
		if no != nil {
			return nil, no
		}
		s.dropMethods([]*accessMethod{gone})
		return nil, nil
	}
	id, reservation := c.uuid("access_grant_id"), c.text("reservation_key")
	grants := s.grants.where(func(of *accessGrant) bool { return equals(id, of.id) && equals(reservation, of.reservationKey) })
	if len(grants) == 0 {
		return nil, notFound("access_grant")
	}
	for _, of := range grants {
		s.dropMethods(s.methodsOf(of))
	}
	return nil, nil
}

// dropMethods deletes methods and what they are made of. A card that was registered before is free
// again.
func (s *Server) dropMethods(gone []*accessMethod) {
	for _, of := range gone {
		s.methods.remove(func(m *accessMethod) bool { return m == of })
		s.release(of)
		s.dropCredentials(func(key *credential) bool { return slices.Contains(of.credentials, key) })
		for _, code := range s.codesOf(of) {
			s.takeOff(code)
		}
		s.dropInstantKeys(func(key *instantKey) bool { return key == of.instantKey })
		if !of.issuedAt.IsZero() {
			s.emit("access_method.revoked", of.ids())
		}
		s.emit("access_method.deleted", of.ids())
	}
	s.noteIssued()
}
