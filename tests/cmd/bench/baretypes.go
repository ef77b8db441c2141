package main

import "time"

// bareCredential is a credential with all its fields, written by hand.
type bareCredential struct {
	ACSCredentialID                        string                  `json:"acs_credential_id"`
	ACSUserID                              string                  `json:"acs_user_id,omitempty"`
	UserIdentityID                         string                  `json:"user_identity_id,omitempty"`
	ACSSystemID                            string                  `json:"acs_system_id"`
	ConnectedAccountID                     string                  `json:"connected_account_id"`
	WorkspaceID                            string                  `json:"workspace_id"`
	ParentACSCredentialID                  string                  `json:"parent_acs_credential_id,omitempty"`
	ACSCredentialPoolID                    string                  `json:"acs_credential_pool_id,omitempty"`
	DisplayName                            string                  `json:"display_name"`
	Code                                   *string                 `json:"code"`
	CardNumber                             *string                 `json:"card_number"`
	AccessMethod                           string                  `json:"access_method"`
	ExternalType                           string                  `json:"external_type,omitempty"`
	ExternalTypeDisplayName                string                  `json:"external_type_display_name,omitempty"`
	IsIssued                               bool                    `json:"is_issued"`
	IssuedAt                               *time.Time              `json:"issued_at"`
	IsManaged                              bool                    `json:"is_managed"`
	IsMultiPhoneSyncCredential             bool                    `json:"is_multi_phone_sync_credential"`
	IsOneTimeUse                           bool                    `json:"is_one_time_use"`
	IsLatestDesiredStateSyncedWithProvider *bool                   `json:"is_latest_desired_state_synced_with_provider"`
	LatestDesiredStateSyncedWithProviderAt *time.Time              `json:"latest_desired_state_synced_with_provider_at"`
	CreatedAt                              time.Time               `json:"created_at"`
	StartsAt                               *time.Time              `json:"starts_at"`
	EndsAt                                 *time.Time              `json:"ends_at"`
	Errors                                 []bareCredentialError   `json:"errors"`
	Warnings                               []bareCredentialWarning `json:"warnings"`
	Visionline                             *bareVisionline         `json:"visionline_metadata,omitempty"`
	Vostio                                 *bareVostio             `json:"assa_abloy_vostio_metadata,omitempty"`
}

type bareCredentialError struct {
	ErrorCode string    `json:"error_code"`
	Message   string    `json:"message"`
	CreatedAt time.Time `json:"created_at"`
}

type bareCredentialWarning struct {
	WarningCode string    `json:"warning_code"`
	Message     string    `json:"message"`
	CreatedAt   time.Time `json:"created_at"`
}

type bareVisionline struct {
	AutoJoin               bool     `json:"auto_join"`
	CardFunctionType       string   `json:"card_function_type"`
	CardID                 string   `json:"card_id"`
	CredentialID           string   `json:"credential_id"`
	CommonACSEntranceIDs   []string `json:"common_acs_entrance_ids"`
	GuestACSEntranceIDs    []string `json:"guest_acs_entrance_ids"`
	IsValid                bool     `json:"is_valid"`
	JoinerACSCredentialIDs []string `json:"joiner_acs_credential_ids"`
}

type bareVostio struct {
	AutoJoin                    bool     `json:"auto_join"`
	DoorNames                   []string `json:"door_names"`
	EndpointID                  string   `json:"endpoint_id"`
	KeyID                       string   `json:"key_id"`
	KeyIssuingRequestID         string   `json:"key_issuing_request_id"`
	OverrideGuestACSEntranceIDs []string `json:"override_guest_acs_entrance_ids"`
}

type barePagination struct {
	HasNextPage    bool    `json:"has_next_page"`
	NextPageCursor *string `json:"next_page_cursor"`
	NextPageURL    *string `json:"next_page_url"`
}

type bareActionAttempt struct {
	ActionAttemptID string         `json:"action_attempt_id"`
	ActionType      string         `json:"action_type"`
	Status          string         `json:"status"`
	Result          map[string]any `json:"result"`
	Error           *struct {
		Type    string `json:"type"`
		Message string `json:"message"`
	} `json:"error"`
}

// bareCreate is the request that creates a credential.
type bareCreate struct {
	ACSUserID           string    `json:"acs_user_id"`
	AccessMethod        string    `json:"access_method"`
	Code                string    `json:"code"`
	AllowedACSEntrances []string  `json:"allowed_acs_entrance_ids"`
	StartsAt            time.Time `json:"starts_at"`
	EndsAt              time.Time `json:"ends_at"`
}

func newBareCreate() bareCreate {
	return bareCreate{
		ACSUserID: acsUser, AccessMethod: "code", Code: pin, AllowedACSEntrances: []string{entrance},
		StartsAt: startsAt, EndsAt: endsAt,
	}
}
