package seam

import "github.com/seam-go/seam/gen/scanner"

// scan reads a credential whose every member fits its field; for others there is
// [Credential.UnmarshalJSON].
func (c *Credential) scan(s *scanner.Scanner) {
	begin := s.BeginKept()
	for s.Member() {
		switch string(s.Key()) {
		case "acs_credential_id":
			s.Text(&c.ACSCredentialID)
		case "acs_user_id":
			s.Text(&c.ACSUserID)
		case "user_identity_id":
			s.Text(&c.UserIdentityID)
		case "acs_system_id":
			s.Text(&c.ACSSystemID)
		case "connected_account_id":
			s.Text(&c.ConnectedAccountID)
		case "workspace_id":
			s.Text(&c.WorkspaceID)
		case "parent_acs_credential_id":
			s.Text(&c.ParentACSCredentialID)
		case "acs_credential_pool_id":
			s.Text(&c.ACSCredentialPoolID)
		case "display_name":
			s.Text(&c.DisplayName)
		case "code":
			s.Text(&c.Code)
		case "card_number":
			s.Text(&c.CardNumber)
		case "access_method":
			s.Text((*string)(&c.AccessMethod))
		case "external_type":
			s.Text((*string)(&c.ExternalType))
		case "external_type_display_name":
			s.Text(&c.ExternalTypeDisplayName)
		case "is_issued":
			s.Bool(&c.IsIssued)
		case "issued_at":
			s.TimePointer(&c.IssuedAt)
		case "is_managed":
			s.Bool(&c.IsManaged)
		case "is_multi_phone_sync_credential":
			s.Bool(&c.IsMultiPhoneSyncCredential)
		case "is_one_time_use":
			s.Bool(&c.IsOneTimeUse)
		case "is_latest_desired_state_synced_with_provider":
			s.BoolPointer(&c.IsLatestDesiredStateSyncedWithProvider)
		case "latest_desired_state_synced_with_provider_at":
			s.TimePointer(&c.LatestDesiredStateSyncedWithProviderAt)
		case "created_at":
			s.Time(&c.CreatedAt)
		case "starts_at":
			s.Time(&c.StartsAt)
		case "ends_at":
			s.Time(&c.EndsAt)
		case "errors":
			if s.List(c.Errors == nil) {
				c.Errors = make([]CredentialError, 0, s.Count())
				for s.Item() {
					c.Errors = append(c.Errors, CredentialError{})
					if s.Object(true) {
						c.Errors[len(c.Errors)-1].scan(s)
					}
				}
			}
		case "warnings":
			if s.List(c.Warnings == nil) {
				c.Warnings = make([]CredentialWarning, 0, s.Count())
				for s.Item() {
					c.Warnings = append(c.Warnings, CredentialWarning{})
					if s.Object(true) {
						c.Warnings[len(c.Warnings)-1].scan(s)
					}
				}
			}
		default:
			s.Unknown()
		}
	}
	s.Keep(&c.members.text, begin)
}

func (e *CredentialError) scan(s *scanner.Scanner) {
	begin := s.BeginKept()
	for s.Member() {
		switch string(s.Key()) {
		case "error_code":
			s.Text((*string)(&e.Code))
		case "message":
			s.Text(&e.Message)
		case "created_at":
			s.Time(&e.CreatedAt)
		default:
			s.Unknown()
		}
	}
	s.Keep(&e.members.text, begin)
}

func (w *CredentialWarning) scan(s *scanner.Scanner) {
	begin := s.BeginKept()
	for s.Member() {
		switch string(s.Key()) {
		case "warning_code":
			s.Text((*string)(&w.Code))
		case "message":
			s.Text(&w.Message)
		case "created_at":
			s.Time(&w.CreatedAt)
		default:
			s.Unknown()
		}
	}
	s.Keep(&w.members.text, begin)
}
