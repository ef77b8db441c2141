package seam

import (
	"fmt"
	"time"

	"github.com/seam-go/seam/wrapper/internal/redact"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// CredentialParams are the parameters that a credential is created with. Times are sent in UTC, in
// milliseconds.
//
// They print without the PIN, also in JSON.
type CredentialParams struct {
	// Holder is required: [ACSUser] or [UserIdentityIn].
	Holder Holder
	// Method is required: [Code], [Card], [MobileKey] or [CloudKey].
	Method CredentialMethod
	// AllowedEntranceIDs are the entrances that the credential opens.
	AllowedEntranceIDs []string
	// StartsAt is when it begins to be valid; zero leaves that to Seam.
	StartsAt time.Time
	// EndsAt is when it ceases to be valid; zero leaves it open. Seam rejects one in the past.
	EndsAt time.Time
}

// String is the fields with their names. The Method leaves its PIN out.
func (p CredentialParams) String() string {
	type fields CredentialParams // without String, which would call itself
	return fmt.Sprintf("%+v", fields(p))
}

// CredentialUpdate lists the fields to change; zero fields are left unchanged.
type CredentialUpdate struct {
	// Code is the new PIN, digits only.
	Code string
	// EndsAt is when the credential is to cease to be valid.
	EndsAt time.Time
}

// String leaves the PIN out, which opens a door and would end up in logs.
func (u CredentialUpdate) String() string { return "update until " + u.EndsAt.String() }

// CredentialFilter chooses credentials. What is zero does not restrict; the zero filter chooses
// all.
type CredentialFilter struct {
	ACSUserID      string
	ACSSystemID    string
	UserIdentityID string
	// Search is part of a display name, code, card number or ID of a credential or ACS user.
	Search string
	// MultiPhoneSync chooses those that are multi-phone sync credentials, or those that are not;
	// new(true) is the former.
	MultiPhoneSync *bool
	CreatedBefore  time.Time
	// Limit is how many credentials a page has at most, not the whole list; 0 leaves it to Seam.
	Limit int
	// Cursor is where to go on: the NextPageCursor of a page with the same filter, Limit included.
	// With another filter, or once Seam does not know it any more, it is refused
	// ([ErrInvalidInput]): begin again without.
	Cursor string
}

// createCredentialRequest is how [CredentialParams] are sent.
type createCredentialRequest struct {
	holderRequest
	ACSSystemID         string             `json:"acs_system_id,omitzero"`
	AccessMethod        AccessMethod       `json:"access_method,omitzero"`
	Code                string             `json:"code,omitzero"`
	IsMultiPhoneSync    bool               `json:"is_multi_phone_sync_credential,omitzero"`
	CredentialManagerID string             `json:"credential_manager_acs_system_id,omitzero"`
	AllowedEntranceIDs  []string           `json:"allowed_acs_entrance_ids,omitzero"`
	StartsAt            time.Time          `json:"starts_at,omitzero"`
	EndsAt              time.Time          `json:"ends_at,omitzero"`
	Visionline          *visionlineRequest `json:"visionline_metadata,omitzero"`
	Vostio              *vostioRequest     `json:"assa_abloy_vostio_metadata,omitzero"`
	SaltoSpace          *saltoSpaceRequest `json:"salto_space_metadata,omitzero"`
	Hotek               *hotekRequest      `json:"hotek_metadata,omitzero"`
}

// updateCredentialRequest is how a [CredentialUpdate] is sent.
type updateCredentialRequest struct {
	ACSCredentialID string    `json:"acs_credential_id"`
	Code            string    `json:"code,omitzero"`
	EndsAt          time.Time `json:"ends_at,omitzero"`
}

// listCredentialsRequest is how a [CredentialFilter] is sent.
type listCredentialsRequest struct {
	ACSUserID      string    `json:"acs_user_id,omitzero"`
	ACSSystemID    string    `json:"acs_system_id,omitzero"`
	UserIdentityID string    `json:"user_identity_id,omitzero"`
	Search         string    `json:"search,omitzero"`
	MultiPhoneSync *bool     `json:"is_multi_phone_sync_credential,omitzero"`
	CreatedBefore  time.Time `json:"created_before,omitzero"`
	Limit          int       `json:"limit,omitzero"`
	Cursor         string    `json:"page_cursor,omitzero"`
}

// String is what is sent, but of Search only that there is one: it may be a PIN.
func (f CredentialFilter) String() string {
	if f.Search != "" {
		f.Search = redact.Placeholder
	}
	f.CreatedBefore = rest.SentTime(f.CreatedBefore)
	return jsonText(f.request())
}

// Validate returns what [CredentialsService.Create] would refuse, a [*ParamsError], without sending
// anything; nil if it would send it.
func (p CredentialParams) Validate() error { return p.check() }

func (p CredentialParams) check() error {
	var found problems
	found.holder(p.Holder)
	if !isNil(p.Holder) {
		if _, known := p.Holder.system(); !known {
			found.add("Holder", "a user identity without an access system; use seam.UserIdentityIn")
		}
	}
	found.method(p.Method)
	found.ids("AllowedEntranceIDs", p.AllowedEntranceIDs)
	found.validity(p.StartsAt, p.EndsAt)
	return found.err(pathCreateCredential)
}

// request is for parameters that were checked.
func (p CredentialParams) request() *createCredentialRequest {
	req := &createCredentialRequest{
		AllowedEntranceIDs: p.AllowedEntranceIDs,
		StartsAt:           p.StartsAt,
		EndsAt:             p.EndsAt,
	}
	p.Holder.fillHolder(&req.holderRequest)
	req.ACSSystemID, _ = p.Holder.system()
	p.Method.fill(req)
	return req
}

func (req *createCredentialRequest) attach(m RequestMetadata) {
	if m != nil {
		m.attachTo(req)
	}
}

func (u CredentialUpdate) check(id string) error {
	var found problems
	found.id("ACSCredentialID", id)
	found.digits("Code", u.Code)
	if u == (CredentialUpdate{}) {
		found.add("CredentialUpdate", "nothing to change; set Code or EndsAt")
	}
	return found.err(pathUpdateCredential)
}

func (u CredentialUpdate) request(id string) *updateCredentialRequest {
	return &updateCredentialRequest{ACSCredentialID: id, Code: u.Code, EndsAt: u.EndsAt}
}

func (f CredentialFilter) check() error {
	var found problems
	if f.Limit < 0 {
		found.add("Limit", "negative")
	}
	return found.err(pathListCredentials)
}

func (f CredentialFilter) request() *listCredentialsRequest {
	req := listCredentialsRequest(f)
	return &req
}
