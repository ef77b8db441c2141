package seam

// secret holds a credential so that no way of printing a value that contains it shows it: fmt,
// encoding/json, log/slog and reflection all see a function. A string, even unexported, would
// be printed by %+v of any struct around it.
type secret struct{ reveal func() string }

func newSecret(s string) secret {
	return secret{reveal: func() string { return s }}
}

// value is the credential; "" for the zero secret.
func (s secret) value() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}
