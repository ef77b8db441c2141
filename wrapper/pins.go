package seam

import "log/slog"

// What can hold a PIN, the number of a card or what was searched for prints without it. String says
// how; these methods make %#v and slog, which would write the fields or the JSON form, say the same.

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
