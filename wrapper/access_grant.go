package seam

import (
	"cmp"
	"encoding/json"
	"log/slog"
	"slices"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
)

// AccessGrant gives a person access to places, by one or more access methods. Its fields are those of
// [gen.AccessGrant]. EndsAt is nil if access has no end.
//
// RequestedAccessMethods lists the requested methods. [AccessGrantsService.Methods] returns the access
// methods that Seam made for them, [AccessGrant.PINOn] the PIN of a method on one device, and [IssuesOf] the
// errors and warnings.
//
// An access grant prints as its ID and person. json.Marshal writes everything, including the requested
// PINs, the instant key URL and the client session token.
type AccessGrant struct {
	gen.AccessGrant

	raw json.RawMessage
}

// PINChange describes a device on which Seam replaced the requested PIN by another.
type PINChange struct {
	DeviceID string
	// Requested is the PIN that was not available on the device, and Assigned the PIN that it has instead.
	Requested, Assigned string
}

// PINChanges returns the devices that have another PIN than the requested one.
func (g *AccessGrant) PINChanges() []PINChange {
	var changes []PINChange
	for _, w := range g.Warnings {
		if w.WarningCode == gen.AccessGrantWarningCodeRequestedCodeUnavailable {
			changes = append(changes, PINChange{DeviceID: w.DeviceID, Requested: w.OriginalCode, Assigned: w.NewCode})
		}
	}
	return changes
}

// PINOn returns the PIN that an access method of the grant has on a device: the PIN of the method, or the one
// that Seam assigned on this device instead. It returns "" if the method has no PIN or none yet. Use a grant
// and a method that were read after the state of the method was [MethodIssued].
//
//	methods, err := client.AccessGrants.WaitIssued(ctx, ref)
//	if err != nil {
//		return err
//	}
//	grant, err := client.AccessGrants.Get(ctx, ref)
//	if err != nil {
//		return err
//	}
//	for _, method := range methods {
//		fmt.Println(method.Mode, grant.PINOn(lockID, method))
//	}
//
// PINOn reads the warnings of the grant and sends nothing. Seam documents a warning for a PIN that is in use on a
// device, but none for a PIN of a length that the device does not accept. client.AccessCodes.List with an
// AccessMethodID lists the access code of each device, with its PIN.
func (g *AccessGrant) PINOn(deviceID string, method *GrantedMethod) string {
	pin := method.PIN()
	if pin == "" || method.BackupOf() != "" { // Seam chose the backup code after the warnings.
		return pin
	}
	requested := cmp.Or(g.requestedPIN(method.AccessMethodID), pin)
	var latest time.Time
	for _, w := range g.Warnings {
		isReplaced := w.WarningCode == gen.AccessGrantWarningCodeRequestedCodeUnavailable &&
			w.DeviceID == deviceID && w.OriginalCode == requested
		if isReplaced && !w.CreatedAt.Before(latest) {
			pin, latest = w.NewCode, w.CreatedAt
		}
	}
	return pin
}

// requestedPIN returns the PIN of the request that an access method was created for, or "" if Seam chose the
// PIN. The PIN of the method may differ from it, for example on several Salto locks.
func (g *AccessGrant) requestedPIN(methodID string) string {
	for _, r := range g.RequestedAccessMethods {
		if slices.Contains(r.CreatedAccessMethodIDs, methodID) {
			return r.Code
		}
	}
	return ""
}

// isBeingDeleted reports whether Seam is deleting the grant.
func (g *AccessGrant) isBeingDeleted() bool {
	for _, w := range g.Warnings {
		if w.WarningCode == gen.AccessGrantWarningCodeBeingDeleted {
			return true
		}
	}
	return false
}

// Raw returns the JSON that the grant was decoded from, or nil if it was not decoded. A value that does not
// fit its field is null there.
func (g *AccessGrant) Raw() json.RawMessage { return g.raw }

// SetRaw sets the JSON that Raw returns. The decoder calls it.
func (g *AccessGrant) SetRaw(raw json.RawMessage) { g.raw = raw }

// Unknown returns the members of the JSON that this version has no field for.
func (g *AccessGrant) Unknown() map[string]json.RawMessage {
	return decode.Unread(g.raw, &g.AccessGrant)
}

// UnmarshalJSON decodes every member that fits its field, and skips the others.
func (g *AccessGrant) UnmarshalJSON(b []byte) error { return unmarshalMembers(b, g) }

// MarshalJSON encodes the grant in Seam's form. It keeps unchanged values, and members without a field, as
// Seam sent them.
func (g AccessGrant) MarshalJSON() ([]byte, error) {
	return marshalMembers(members{string(g.raw)}, &g.AccessGrant)
}

// String returns the IDs of the grant and of its person. It leaves out the requested PINs and the instant key
// URL.
func (g AccessGrant) String() string {
	return "access grant " + g.AccessGrantID + " of user identity " + g.UserIdentityID
}

// GoString returns [AccessGrant.String], for %#v.
func (g AccessGrant) GoString() string { return g.String() }

// LogValue returns [AccessGrant.String], for slog.
func (g AccessGrant) LogValue() slog.Value { return slog.StringValue(g.String()) }

// String returns the ID of the device. It leaves out the PINs.
func (c PINChange) String() string { return "another PIN on device " + c.DeviceID }

// GoString returns [PINChange.String], for %#v.
func (c PINChange) GoString() string { return c.String() }

// LogValue returns [PINChange.String], for slog.
func (c PINChange) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalJSON masks the PINs.
func (c PINChange) MarshalJSON() ([]byte, error) {
	type plain PINChange
	c.Requested, c.Assigned = maskNonEmpty(c.Requested), maskNonEmpty(c.Assigned)
	return json.Marshal(plain(c))
}
