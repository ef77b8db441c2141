package seam

import "testing"

// Malformed values of a credential are reported by CallInfo.
func TestMalformedCredentialValues(t *testing.T) {
	const (
		valid     = `{"acs_credential_id":"a","errors":[{"error_code":"e"}]}`
		malformed = `{"acs_credential_id":"b","created_at":"then","code":7,"errors":[{"error_code":[]}],"warnings":[{"created_at":""}]}`
	)
	get := func(s *CredentialsService, info *ResponseInfo) error {
		_, err := s.Get(t.Context(), "b", CallInfo(info))
		return err
	}
	list := func(s *CredentialsService, info *ResponseInfo) error {
		_, err := s.ListPage(t.Context(), CredentialFilter{}, CallInfo(info))
		return err
	}
	for _, tt := range []struct {
		call       func(*CredentialsService, *ResponseInfo) error
		body, want string
	}{
		{get, `{"acs_credential":` + valid + `}`, ``},
		{list, `{"acs_credentials":[` + valid + `],"pagination":{"has_next_page":false}}`, ``},
		{
			get, `{"acs_credential":` + malformed + `}`,
			`acs_credential.created_at="then" acs_credential.code=7 acs_credential.errors[0].error_code=[] acs_credential.warnings[0].created_at=""`,
		},
		{
			list, `{"acs_credentials":[` + valid + `,null,{"is_issued":"yes"}],"pagination":{"has_next_page":false}}`,
			`acs_credentials[1]=null acs_credentials[2].is_issued="yes"`,
		},
	} {
		s, _ := stubCredentials(t, tt.body)
		var info ResponseInfo
		if err := tt.call(s, &info); err != nil || paths(info.Malformed) != tt.want {
			t.Errorf("%s: malformed %s, %v", tt.body, paths(info.Malformed), err)
		}
	}
}
