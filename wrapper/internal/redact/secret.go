package redact

// Secret holds a credential so that no output of a value that contains it shows the credential: fmt,
// encoding/json, log/slog and reflection all see a function. A string, even unexported, would be
// printed by %+v of any struct around it.
type Secret struct{ reveal func() string }

// NewSecret returns a Secret that holds s.
func NewSecret(s string) Secret {
	return Secret{reveal: func() string { return s }}
}

// Value returns the credential, and "" for the zero Secret.
func (s Secret) Value() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}
