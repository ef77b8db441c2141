package seam

import (
	"encoding/json"
	"log/slog"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
)

// AccessGrant gives a person access to places, by one or more access methods. Its fields are those of
// [gen.AccessGrant]. EndsAt is nil if access has no end.
//
// RequestedAccessMethods has what was asked for. What came of it is in the access methods that
// [AccessGrantsService.Methods] returns, and [AccessGrant.PINChanges] has the PINs that Seam replaced.
// [IssuesOf] lists the errors and warnings.
//
// An access grant prints as its ID and person. json.Marshal writes everything, the requested PINs, the
// instant key URL and the client session token included.
type AccessGrant struct {
	gen.AccessGrant

	raw json.RawMessage
}

// PINChange is a device that did not take the PIN that was requested.
type PINChange struct {
	DeviceID string
	// Requested is the PIN that the device could not take, Assigned the one that it has instead.
	Requested, Assigned string
}

// PINChanges returns the devices on which another PIN is in force than the requested one.
func (g *AccessGrant) PINChanges() []PINChange {
	var changes []PINChange
	for _, w := range g.Warnings {
		if w.WarningCode == gen.AccessGrantWarningCodeRequestedCodeUnavailable {
			changes = append(changes, PINChange{DeviceID: w.DeviceID, Requested: w.OriginalCode, Assigned: w.NewCode})
		}
	}
	return changes
}

// isBeingDeleted reports whether a deletion of the grant has begun.
func (g *AccessGrant) isBeingDeleted() bool {
	for _, w := range g.Warnings {
		if w.WarningCode == gen.AccessGrantWarningCodeBeingDeleted {
			return true
		}
	}
	return false
}

// Raw returns the JSON that the grant was read from, nil if it was not read. A value that does not fit
// its field is null there.
func (g *AccessGrant) Raw() json.RawMessage { return g.raw }

// SetRaw sets the JSON that Raw returns. The decoder of responses calls it.
func (g *AccessGrant) SetRaw(raw json.RawMessage) { g.raw = raw }

// Unknown returns the members of the JSON that this version has no field for.
func (g *AccessGrant) Unknown() map[string]json.RawMessage {
	return decode.Unread(g.raw, &g.AccessGrant)
}

// UnmarshalJSON reads every member by itself, so that one invalid value costs no other.
func (g *AccessGrant) UnmarshalJSON(b []byte) error { return unmarshalMembers(b, g) }

// MarshalJSON writes Seam's form. What was read and not changed is written as it was read, members
// without a field included.
func (g AccessGrant) MarshalJSON() ([]byte, error) {
	return marshalMembers(members{string(g.raw)}, &g.AccessGrant)
}

// String names the grant and its person. It leaves out requested PINs and the URL of the instant key.
func (g AccessGrant) String() string {
	return "access grant " + g.AccessGrantID + " of user identity " + g.UserIdentityID
}

// GoString is [AccessGrant.String], for %#v.
func (g AccessGrant) GoString() string { return g.String() }

// LogValue is [AccessGrant.String], for slog.
func (g AccessGrant) LogValue() slog.Value { return slog.StringValue(g.String()) }

// String names the device. It leaves the PINs out.
func (c PINChange) String() string { return "another PIN on device " + c.DeviceID }

// GoString is [PINChange.String], for %#v.
func (c PINChange) GoString() string { return c.String() }

// LogValue is [PINChange.String], for slog.
func (c PINChange) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalJSON masks the PINs.
func (c PINChange) MarshalJSON() ([]byte, error) {
	type plain PINChange
	c.Requested, c.Assigned = maskNonEmpty(c.Requested), maskNonEmpty(c.Assigned)
	return json.Marshal(plain(c))
}
