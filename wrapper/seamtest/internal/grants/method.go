package grants

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/codes"
	"github.com/seam-go/seam/wrapper/seamtest/internal/credentials"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/sessions"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Method is an access method: a code, card or key with which a person uses a grant. It has a credential in
// each access system. A method with the mode code also has an access code on each device.
type Method struct {
	world.Record

	grant       *Grant
	mode        string
	code        string
	credentials []*credentials.Credential
	codes       []*codes.Code
	instantKey  *sessions.InstantKey // of a mobile key, else nil

	issuedAt          time.Time // the time in the last event about it, zero while it is not issued
	wasIssued         bool      // true if it was ever issued
	announcedEncoding bool      // true if an event since it was last issued says that the card needs encoding
	announcedDelay    string    // see delayOf
}

// modeNames maps modes to their display names.
var modeNames = map[string]string{"code": "PIN Code", "card": "Card", "mobile_key": "Mobile Key", "cloud_key": "Cloud Key"}

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
	PendingMutations       []wire.Issue `json:"pending_mutations"`
	Warnings               []wire.Issue `json:"warnings"`
	WorkspaceID            string       `json:"workspace_id"`
}

func (a *Area) viewMethod(m *Method) methodView {
	issued := a.isIssued(m)
	view := methodView{
		AccessMethodID:       m.ID,
		Code:                 wire.Optional(m.code),
		CreatedAt:            wire.Time(m.CreatedAt),
		DisplayName:          modeNames[m.mode],
		Errors:               wire.NoIssues,
		IsEncodingRequired:   m.needsEncoding(),
		IsIssued:             issued,
		IsReadyForAssignment: !issued && m.mode == "card" && len(a.freeCards(m)) > 0,
		IsReadyForEncoding:   !issued && m.needsEncoding(),
		Mode:                 m.mode,
		PendingMutations:     wire.NoIssues,
		Warnings:             wire.NoIssues,
		WorkspaceID:          a.world.WorkspaceID,
	}
	switch delay := a.delayOf(m); {
	case delay.ErrorCode != "":
		view.Errors = []wire.Issue{delay}
	case delay.WarningCode != "":
		view.Warnings = []wire.Issue{delay}
	}
	if issued {
		view.IssuedAt = wire.Optional(wire.Time(m.issuedAt))
	}
	if m.instantKey != nil {
		view.ClientSessionToken, view.InstantKeyURL = m.instantKey.Session.Token, m.instantKey.URL()
		view.CustomizationProfileID = m.grant.profileID
	}
	return view
}

// eventFields returns the fields that identify the method in an event.
func (m *Method) eventFields() wire.Object {
	fields := wire.Object{"access_method_id": m.ID, "access_grant_ids": []string{m.grant.ID}}
	if m.grant.key != "" {
		fields["access_grant_keys"] = []string{m.grant.key}
	}
	return fields
}

func (a *Area) namedMethod(c *protocol.Call) (*Method, error) {
	return a.Methods.Find(c.UUID("access_method_id"))
}

func (a *Area) getMethod(c *protocol.Call) (any, error) {
	found, err := a.namedMethod(c)
	if err != nil {
		return nil, err
	}
	return a.viewMethod(found), nil
}

func (a *Area) listMethods(c *protocol.Call) (any, error) {
	grantID, grantKey, spaceID := c.UUID("access_grant_id"), c.Text("access_grant_key"), c.UUID("space_id")
	codeID, deviceID, entranceID := c.UUID("access_code_id"), c.UUID("device_id"), c.UUID("acs_entrance_id")
	found := a.Methods.Where(func(m *Method) bool {
		return protocol.Equal(grantID, m.grant.ID) &&
			protocol.Equal(grantKey, m.grant.key) &&
			world.HasID(m.grant.spaces, spaceID) &&
			world.HasID(m.liveCodes(), codeID) &&
			(deviceID == "" || slices.ContainsFunc(m.liveCodes(), func(cd *codes.Code) bool { return cd.Device.ID == deviceID })) &&
			(entranceID == "" || slices.ContainsFunc(m.credentials, func(cr *credentials.Credential) bool { return world.HasID(cr.Entrances, entranceID) }))
	})
	return wire.Views(found, a.viewMethod), nil
}

// deletedAlone is implemented by deleteMethods.
var deletedAlone = rules.Rule{
	Name:       "An access method is deleted alone, and another one requested in its place",
	Page:       "use-cases/granting-access/managing-access-methods",
	Operations: []string{"/access_methods/delete", "/access_grants/request_access_methods"},
	Test:       "TestDeleteMethods",
}

// deleteMethods deletes one method, or all methods of a grant or of a reservation.
func (a *Area) deleteMethods(c *protocol.Call) (any, error) {
	if c.Given("access_method_id") {
		gone, err := a.namedMethod(c)
		if err != nil {
			return nil, err
		}
		a.Methods.Delete(gone)
		a.announceIssued()
		return protocol.OK, nil
	}
	id, reservation := c.UUID("access_grant_id"), c.Text("reservation_key")
	grants := a.Grants.Where(func(g *Grant) bool {
		return protocol.Equal(id, g.ID) && protocol.Equal(reservation, g.reservationKey)
	})
	if len(grants) == 0 {
		return nil, problem.NotFound("access_grant")
	}
	a.Methods.DeleteWhere(func(m *Method) bool { return slices.Contains(grants, m.grant) })
	a.announceIssued()
	return protocol.OK, nil
}

// dismantle deletes the credentials and codes of a deleted method, and emits the event about its deletion.
func (a *Area) dismantle(gone *Method) {
	for _, cr := range slices.Clone(gone.credentials) {
		a.removeCredential(gone, cr)
	}
	for _, cd := range gone.liveCodes() {
		a.codes.TakeOff(cd)
	}
	if gone.instantKey != nil {
		a.sessions.InstantKeys.Delete(gone.instantKey)
	}
	a.world.Emit("access_method.deleted", gone.eventFields())
}
