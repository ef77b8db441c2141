package seam

import (
	"fmt"
	"time"

	"github.com/seam-go/seam/wrapper/internal/redact"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// CredentialParams holds the parameters of a new credential. Times are sent in UTC with
// milliseconds.
//
// Printing the parameters leaves out the PIN, in JSON as well.
type CredentialParams struct {
	// Holder is required: [ACSUser] or [UserIdentityIn].
	Holder Holder
	// Method is required: [Code], [Card], [MobileKey] or [CloudKey].
	Method CredentialMethod
	// AllowedEntranceIDs lists the entrances that the credential opens.
	AllowedEntranceIDs []string
	// StartsAt is the time from which the credential is valid; zero leaves the choice to Seam.
	StartsAt time.Time
	// EndsAt is the time until which the credential is valid; zero means no end. Seam rejects a
	// time in the past.
	EndsAt time.Time
}

// String returns the fields with their names, without the PIN.
func (p CredentialParams) String() string {
	type fields CredentialParams // without String, which would call itself
	return fmt.Sprintf("%+v", fields(p))
}

// CredentialUpdate lists the fields to change; zero fields are left unchanged.
type CredentialUpdate struct {
	// Code is the new PIN, digits only.
	Code string
	// EndsAt is the new time until which the credential is valid. Seam rejects a time in the past, and
	// documents no way to remove the end of a credential: set a later time when this one comes near, or
	// create a credential without EndsAt and delete this one. An [AccessGrantUpdate] can remove the end of
	// an access grant.
	EndsAt time.Time
}

// String leaves out the PIN, because logs must not open doors.
func (u CredentialUpdate) String() string { return "update until " + u.EndsAt.String() }

// CredentialFilter selects credentials. A zero field does not restrict the list.
type CredentialFilter struct {
	ACSUserID      string
	ACSSystemID    string
	UserIdentityID string
	// Search is part of a display name, code, card number or ID of a credential or ACS user.
	Search string
	// MultiPhoneSync selects multi-phone sync credentials with new(true), and all others with
	// new(false).
	MultiPhoneSync *bool
	CreatedBefore  time.Time
	// Limit is the maximum number of credentials on a page, not in the whole list; 0 leaves the
	// choice to Seam.
	Limit int
	// Cursor continues a list: it is the NextPageCursor of a page with the same filter, including
	// Limit. Seam rejects a cursor of another filter or an expired one with [ErrInvalidInput];
	// start again without a cursor then.
	Cursor string
}

// createCredentialRequest is the JSON form of [CredentialParams].
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

// updateCredentialRequest is the JSON form of a [CredentialUpdate].
type updateCredentialRequest struct {
	ACSCredentialID string    `json:"acs_credential_id"`
	Code            string    `json:"code,omitzero"`
	EndsAt          time.Time `json:"ends_at,omitzero"`
}

// listCredentialsRequest is the JSON form of a [CredentialFilter].
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

// String returns the JSON form with Search masked, because it may be a PIN.
func (f CredentialFilter) String() string {
	if f.Search != "" {
		f.Search = redact.Placeholder
	}
	f.CreatedBefore = rest.SentTime(f.CreatedBefore)
	return jsonText(f.request())
}

// Validate returns the [*ParamsError] with which [CredentialsService.Create] would reject the
// parameters, or nil. It sends nothing.
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

// request returns the JSON form of checked parameters.
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
