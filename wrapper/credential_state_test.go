package seam

import "testing"

func TestCredentialState(t *testing.T) {
	warned := func(code CredentialWarningCode) []CredentialWarning { return []CredentialWarning{{Code: code}} }
	for name, tt := range map[string]struct {
		credential Credential
		want       CredentialState
	}{
		"blank card":        {Credential{AccessMethod: AccessMethodCard, IsLatestDesiredStateSyncedWithProvider: new(true)}, CredentialNeedsEncoding},
		"card":              {Credential{AccessMethod: AccessMethodCard, IsIssued: true}, CredentialIssued},
		"changed card":      {Credential{AccessMethod: AccessMethodCard, IsIssued: true, Warnings: warned(CredentialWarningNeedsToBeReissued)}, CredentialNeedsEncoding},
		"card, other issue": {Credential{AccessMethod: AccessMethodCard, IsIssued: true, Warnings: warned(CredentialWarningScheduleModified)}, CredentialIssued},
		"PIN":               {Credential{AccessMethod: AccessMethodCode, IsLatestDesiredStateSyncedWithProvider: new(true)}, CredentialIssued},
		"new PIN":           {Credential{AccessMethod: AccessMethodCode, IsLatestDesiredStateSyncedWithProvider: new(false)}, CredentialPending},
		"mobile key":        {Credential{AccessMethod: AccessMethodMobileKey}, CredentialUnknown},
		"issued key":        {Credential{AccessMethod: AccessMethodMobileKey, IsIssued: true}, CredentialIssued},
		"future method":     {Credential{AccessMethod: "retina", IsLatestDesiredStateSyncedWithProvider: new(true)}, CredentialIssued},
		"errors":            {Credential{AccessMethod: AccessMethodCard, IsIssued: true, Errors: []CredentialError{{Code: "broken"}}}, CredentialFailed},
		"deleted card":      {Credential{AccessMethod: AccessMethodCard, IsIssued: true, Warnings: warned(CredentialWarningBeingDeleted)}, CredentialBeingDeleted},
		"nothing was sent":  {Credential{}, CredentialUnknown},
	} {
		if got := tt.credential.State(); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}
