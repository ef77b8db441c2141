package seam

import (
	"encoding/json"
	"log/slog"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// Values that can hold a PIN, a card number or a search text print without it. Their String methods
// leave it out. The GoString and LogValue methods make %#v and slog print the same text; without them,
// both would print the fields. MarshalJSON masks the secret in parameters, because the JSON handler of
// slog calls it for the elements of a slice.
//
// The types of access grants and access codes have these methods in their own files.

// MarshalJSON masks the PIN.
func (m Code) MarshalJSON() ([]byte, error) {
	type plain Code
	m.PIN = maskNonEmpty(m.PIN)
	return json.Marshal(plain(m))
}

// MarshalJSON masks the PIN.
func (m Card) MarshalJSON() ([]byte, error) {
	type plain Card
	m.Code = maskNonEmpty(m.Code)
	return json.Marshal(plain(m))
}

// MarshalJSON masks the PIN.
func (u CredentialUpdate) MarshalJSON() ([]byte, error) {
	type plain CredentialUpdate
	u.Code = maskNonEmpty(u.Code)
	return json.Marshal(plain(u))
}

// MarshalJSON masks Search, which may be a PIN.
func (f CredentialFilter) MarshalJSON() ([]byte, error) {
	type plain CredentialFilter
	f.Search = maskNonEmpty(f.Search)
	return json.Marshal(plain(f))
}

// MarshalJSON returns the path without the value, which may be a PIN.
func (v MalformedValue) MarshalJSON() ([]byte, error) { return json.Marshal(v.Path) }

// MarshalJSON returns the text of [ResponseInfo.String].
func (i ResponseInfo) MarshalJSON() ([]byte, error) { return json.Marshal(i.String()) }

func maskNonEmpty(text string) string {
	if text == "" {
		return ""
	}
	return redact.Placeholder
}

// GoString returns [Code.String], for %#v.
func (m Code) GoString() string { return m.String() }

// LogValue returns [Code.String], for slog.
func (m Code) LogValue() slog.Value { return slog.StringValue(m.String()) }

// GoString returns [Card.String], for %#v.
func (m Card) GoString() string { return m.String() }

// LogValue returns [Card.String], for slog.
func (m Card) LogValue() slog.Value { return slog.StringValue(m.String()) }

// GoString returns [Credential.String], for %#v.
func (c Credential) GoString() string { return c.String() }

// LogValue returns [Credential.String], for slog.
func (c Credential) LogValue() slog.Value { return slog.StringValue(c.String()) }

// GoString returns [CredentialParams.String], for %#v.
func (p CredentialParams) GoString() string { return p.String() }

// LogValue returns [CredentialParams.String], for slog.
func (p CredentialParams) LogValue() slog.Value { return slog.StringValue(p.String()) }

// GoString returns [CredentialUpdate.String], for %#v.
func (u CredentialUpdate) GoString() string { return u.String() }

// LogValue returns [CredentialUpdate.String], for slog.
func (u CredentialUpdate) LogValue() slog.Value { return slog.StringValue(u.String()) }

// GoString returns [CredentialFilter.String], for %#v.
func (f CredentialFilter) GoString() string { return f.String() }

// LogValue returns [CredentialFilter.String], for slog.
func (f CredentialFilter) LogValue() slog.Value { return slog.StringValue(f.String()) }

// GoString returns [ScanResult.String], for %#v.
func (r ScanResult) GoString() string { return r.String() }

// LogValue returns [ScanResult.String], for slog.
func (r ScanResult) LogValue() slog.Value { return slog.StringValue(r.String()) }

// GoString returns [MalformedValue.String], for %#v.
func (v MalformedValue) GoString() string { return v.String() }

// LogValue returns [MalformedValue.String], for slog.
func (v MalformedValue) LogValue() slog.Value { return slog.StringValue(v.String()) }

// GoString returns [ResponseInfo.String], for %#v.
func (i ResponseInfo) GoString() string { return i.String() }

// LogValue returns [ResponseInfo.String], for slog.
func (i ResponseInfo) LogValue() slog.Value { return slog.StringValue(i.String()) }
