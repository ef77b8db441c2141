package seam

import (
	"encoding/json"
	"log/slog"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// Values that can hold a PIN, the number of a card or a search text print without it. String says how;
// these methods make %#v and slog, which would write the fields or the JSON form, print the same. The
// JSON of parameters, which the JSON handler of slog writes for a slice of them, has a mask instead.

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

// MarshalJSON writes the path without the value, which may be a PIN.
func (v MalformedValue) MarshalJSON() ([]byte, error) { return json.Marshal(v.Path) }

// MarshalJSON writes what String does.
func (i ResponseInfo) MarshalJSON() ([]byte, error) { return json.Marshal(i.String()) }

func maskNonEmpty(text string) string {
	if text == "" {
		return ""
	}
	return redact.Placeholder
}

// GoString is [Code.String], for %#v.
func (m Code) GoString() string { return m.String() }

// LogValue is [Code.String], for slog.
func (m Code) LogValue() slog.Value { return slog.StringValue(m.String()) }

// GoString is [Card.String], for %#v.
func (m Card) GoString() string { return m.String() }

// LogValue is [Card.String], for slog.
func (m Card) LogValue() slog.Value { return slog.StringValue(m.String()) }

// GoString is [Credential.String], for %#v.
func (c Credential) GoString() string { return c.String() }

// LogValue is [Credential.String], for slog.
func (c Credential) LogValue() slog.Value { return slog.StringValue(c.String()) }

// GoString is [CredentialParams.String], for %#v.
func (p CredentialParams) GoString() string { return p.String() }

// LogValue is [CredentialParams.String], for slog.
func (p CredentialParams) LogValue() slog.Value { return slog.StringValue(p.String()) }

// GoString is [CredentialUpdate.String], for %#v.
func (u CredentialUpdate) GoString() string { return u.String() }

// LogValue is [CredentialUpdate.String], for slog.
func (u CredentialUpdate) LogValue() slog.Value { return slog.StringValue(u.String()) }

// GoString is [CredentialFilter.String], for %#v.
func (f CredentialFilter) GoString() string { return f.String() }

// LogValue is [CredentialFilter.String], for slog.
func (f CredentialFilter) LogValue() slog.Value { return slog.StringValue(f.String()) }

// GoString is [ScanResult.String], for %#v.
func (r ScanResult) GoString() string { return r.String() }

// LogValue is [ScanResult.String], for slog.
func (r ScanResult) LogValue() slog.Value { return slog.StringValue(r.String()) }

// GoString is [MalformedValue.String], for %#v.
func (v MalformedValue) GoString() string { return v.String() }

// LogValue is [MalformedValue.String], for slog.
func (v MalformedValue) LogValue() slog.Value { return slog.StringValue(v.String()) }

// GoString is [ResponseInfo.String], for %#v.
func (i ResponseInfo) GoString() string { return i.String() }

// LogValue is [ResponseInfo.String], for slog.
func (i ResponseInfo) LogValue() slog.Value { return slog.StringValue(i.String()) }
