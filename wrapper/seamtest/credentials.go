package seamtest

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"
)

var credentialRoutes = map[string]handler{
	"/acs/credentials/create":                    (*Server).createCredential,
	"/acs/credentials/get":                       (*Server).getCredential,
	"/acs/credentials/list":                      (*Server).listCredentials,
	"/acs/credentials/update":                    (*Server).updateCredential,
	"/acs/credentials/delete":                    (*Server).deleteCredential,
	"/acs/credentials/assign":                    (*Server).assignCredential,
	"/acs/credentials/unassign":                  (*Server).unassignCredential,
	"/acs/credentials/list_accessible_entrances": (*Server).listAccessibleEntrances,
}

type credential struct {
	record
	system           *system
	user             *user // nil while unassigned
	method           string
	code             string
	multiPhone       bool
	managerID        string
	startsAt, endsAt time.Time
	syncedAt         time.Time
	entrances        []*entrance
	metadata         metadata
	issuance
	onPhone
}

type credentialView struct {
	AccessMethod             string          `json:"access_method"`
	ACSCredentialID          string          `json:"acs_credential_id"`
	ACSSystemID              string          `json:"acs_system_id"`
	ACSUserID                string          `json:"acs_user_id,omitzero"`
	AssaAbloyVostioMetadata  *vostioView     `json:"assa_abloy_vostio_metadata,omitzero"`
	CardNumber               string          `json:"card_number,omitzero"`
	Code                     *string         `json:"code"`
	ConnectedAccountID       string          `json:"connected_account_id"`
	CreatedAt                string          `json:"created_at"`
	DisplayName              string          `json:"display_name"`
	EndsAt                   *string         `json:"ends_at,omitzero"`
	Errors                   []issue         `json:"errors"`
	ExternalType             string          `json:"external_type,omitzero"`
	ExternalTypeDisplayName  string          `json:"external_type_display_name,omitzero"`
	IsIssued                 *bool           `json:"is_issued,omitzero"`
	IsSynced                 bool            `json:"is_latest_desired_state_synced_with_provider"`
	IsManaged                bool            `json:"is_managed"`
	IsMultiPhoneSync         bool            `json:"is_multi_phone_sync_credential"`
	IsOneTimeUse             bool            `json:"is_one_time_use"`
	IssuedAt                 *string         `json:"issued_at,omitzero"`
	LatestDesiredStateSynced string          `json:"latest_desired_state_synced_with_provider_at"`
	ParentACSCredentialID    string          `json:"parent_acs_credential_id,omitzero"`
	StartsAt                 *string         `json:"starts_at,omitzero"`
	UserIdentityID           string          `json:"user_identity_id,omitzero"`
	VisionlineMetadata       *visionlineView `json:"visionline_metadata,omitzero"`
	Warnings                 []issue         `json:"warnings"`
	WorkspaceID              string          `json:"workspace_id"`
}

func (s *Server) viewCredential(of *credential) credentialView {
	view := credentialView{
		AccessMethod:             of.method,
		ACSCredentialID:          of.id,
		ACSSystemID:              of.system.id,
		AssaAbloyVostioMetadata:  of.viewVostio(),
		Code:                     optional(of.code),
		ConnectedAccountID:       of.system.connectedAccountID,
		CreatedAt:                timestamp(of.createdAt),
		DisplayName:              of.displayName(),
		EndsAt:                   optionalTime(of.endsAt),
		Errors:                   noIssues,
		IsSynced:                 true,
		IsManaged:                true,
		IsMultiPhoneSync:         of.multiPhone,
		LatestDesiredStateSynced: timestamp(of.syncedAt),
		StartsAt:                 optionalTime(of.startsAt),
		VisionlineMetadata:       of.viewVisionline(s.instant()),
		Warnings:                 noIssues,
		WorkspaceID:              s.workspaceID,
	}
	if !of.multiPhone { // Such a credential stands for those on the phones and is no card or key itself.
		view.ExternalType = of.externalType()
		view.ExternalTypeDisplayName = typeNames[view.ExternalType]
	}
	if of.method == "card" {
		view.IsIssued = new(of.card != nil)
		view.IssuedAt = optionalTime(of.issuedAt)
		view.CardNumber = of.cardNumber()
		view.Warnings = of.cardWarnings()
	}
	if of.parent != nil {
		view.ParentACSCredentialID = of.parent.id
	}
	view.ACSUserID, view.UserIdentityID = of.holderIDs()
	return view
}

// holderIDs returns the IDs of the ACS user and the user identity that hold the credential, "" for
// those that do not exist.
func (of *credential) holderIDs() (userID, identityID string) {
	if of.user == nil {
		return "", ""
	}
	if of.user.identity == nil {
		return of.user.id, ""
	}
	return of.user.id, of.user.identity.id
}

func (of *credential) displayName() string {
	switch {
	case of.method == "code":
		return "PIN Code"
	case of.method == "card":
		return "Card"
	case of.method == "cloud_key":
		return "Cloud Key"
	case of.multiPhone:
		return "Multi Phone Sync Credential"
	default:
		return "Mobile Key"
	}
}

// takesCode tells whether a credential with this access method can have a code. A phone or a cloud
// service opens the door by itself.
func takesCode(method string) bool { return method == "code" || method == "card" }

func (s *Server) createCredential(c *call) (answer, *refusal) {
	added := s.readCredential(c)
	userID, identityID := c.oneOf("acs_user_id", "user_identity_id")
	systemID := c.uuid("acs_system_id")
	if c.given("user_identity_id") {
		c.require("acs_system_id")
	}
	entranceIDs := c.uuids("allowed_acs_entrance_ids")
	if no := c.refusal(); no != nil {
		return nil, no
	}

	var in *system
	if systemID != "" {
		var no *refusal
		if in, no = s.findSystem(systemID); no != nil {
			return nil, no
		}
	}
	to, no := s.findHolder(userID, identityID, in)
	if no != nil {
		return nil, no
	}
	added.system = to.system
	if no := s.connect(added, entranceIDs); no != nil {
		return nil, no
	}

	added.user = s.settle(to)
	added.record = s.newRecord("acs_credential")
	added.syncedAt = added.createdAt
	if added.method == "code" && added.code == "" {
		added.code = s.newPIN(added.system)
	}
	s.credentials.put(added)
	s.syncPhones()
	return answer{"acs_credential": s.viewCredential(added)}, nil
}

// readCredential reads what a request says about the new credential itself.
func (s *Server) readCredential(c *call) *credential {
	of := &credential{
		method:    c.text("access_method"),
		code:      c.text("code"),
		managerID: c.uuid("credential_manager_acs_system_id"),
		startsAt:  c.dateTime("starts_at"),
		endsAt:    c.dateTime("ends_at"),
		metadata:  readMetadata(c),
	}
	if multiPhone := c.flag("is_multi_phone_sync_credential"); multiPhone != nil {
		of.multiPhone = *multiPhone
	}
	if c.given("code") && c.given("access_method") && !takesCode(of.method) {
		c.wrong("code", "Not possible with this access_method")
	}
	c.window("ends_at", of.startsAt, of.endsAt, s.instant())
	return of
}

// connect checks what a new credential refers to, and gives it its entrances.
func (s *Server) connect(of *credential, entranceIDs []string) *refusal {
	for _, id := range entranceIDs {
		door, ok := s.entrances.get(id)
		if !ok {
			return notFound("acs_entrance")
		}
		if door.system != of.system {
			return invalid("allowed_acs_entrance_ids", "An entrance belongs to another access system")
		}
		of.entrances = append(of.entrances, door)
	}
	if of.managerID != "" {
		manager, no := s.findSystem(of.managerID)
		if no != nil {
			return no
		}
		if !manager.IsCredentialManager {
			return invalid("credential_manager_acs_system_id", "The access system is no credential manager")
		}
	}
	return of.metadata.check(s)
}

// newPIN makes a code of six digits that no other credential of the system has.
func (s *Server) newPIN(in *system) string {
	for {
		b := s.draw("code")
		pin := fmt.Sprintf("%06d", binary.BigEndian.Uint32(b[:4])%1_000_000)
		taken := func(of *credential) bool { return of.system == in && of.code == pin }
		if !slices.ContainsFunc(s.credentials.all, taken) {
			return pin
		}
	}
}

func (s *Server) findCredential(id string) (*credential, *refusal) {
	if found, ok := s.credentials.get(id); ok {
		return found, nil
	}
	return nil, notFound("acs_credential")
}

// namedCredential finds the credential whose ID a request carries. It comes after everything else
// was read, because a bad field counts more than an object that does not exist.
func (s *Server) namedCredential(c *call) (*credential, *refusal) {
	id := c.uuid("acs_credential_id")
	if no := c.refusal(); no != nil {
		return nil, no
	}
	return s.findCredential(id)
}

func (s *Server) getCredential(c *call) (answer, *refusal) {
	found, no := s.namedCredential(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_credential": s.viewCredential(found)}, nil
}

func (s *Server) deleteCredential(c *call) (answer, *refusal) {
	gone, no := s.namedCredential(c)
	if no != nil {
		return nil, no
	}
	s.dropCredentials(func(of *credential) bool { return of == gone })
	return nil, nil
}

// dropCredentials deletes credentials, and those that stand for them on phones.
func (s *Server) dropCredentials(gone func(*credential) bool) {
	removed := s.credentials.where(gone)
	s.credentials.remove(gone)
	for _, of := range removed {
		s.emit("acs_credential.deleted", of.system.ids(), answer{"acs_credential_id": of.id})
	}
	if len(removed) > 0 {
		s.syncPhones()
	}
}

func (s *Server) listAccessibleEntrances(c *call) (answer, *refusal) {
	found, no := s.namedCredential(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_entrances": views(found.entrances, viewEntrance)}, nil
}

// updateCredential changes the code and the end of the validity. As with Seam, whatever else a
// request carries is ignored.
func (s *Server) updateCredential(c *call) (answer, *refusal) {
	id := c.text("acs_credential_id") // The one operation whose document does not ask for a UUID.
	code, endsAt := c.text("code"), c.dateTime("ends_at")
	of, no := s.findCredential(id)
	if no != nil {
		return nil, no
	}
	if code != "" && !takesCode(of.method) {
		c.wrong("code", "Not possible with the access_method of this credential")
	}
	c.window("ends_at", of.startsAt, endsAt, s.instant())
	if no := c.refusal(); no != nil {
		return nil, no
	}

	if code != "" {
		of.code = code
	}
	if !endsAt.IsZero() {
		of.endsAt = endsAt
	}
	of.syncedAt = s.instant()
	s.syncPhones()
	return answer{"acs_credential": s.viewCredential(of)}, nil
}

func (s *Server) listCredentials(c *call) (answer, *refusal) {
	userID, systemID := c.uuid("acs_user_id"), c.uuid("acs_system_id")
	identityID, multiPhone := c.uuid("user_identity_id"), c.flag("is_multi_phone_sync_credential")
	before, search := c.dateTime("created_before"), c.text("search")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.credentials.where(func(of *credential) bool {
		heldBy, whose := of.holderIDs()
		return equals(userID, heldBy) &&
			equals(identityID, whose) &&
			equals(systemID, of.system.id) &&
			(multiPhone == nil || of.multiPhone == *multiPhone) &&
			(before.IsZero() || of.createdAt.Before(before)) &&
			matches(search, of.displayName(), of.code, heldBy, of.id)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"acs_credentials": views(found, s.viewCredential), "pagination": pages}, nil
}
