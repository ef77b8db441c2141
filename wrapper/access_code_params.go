package seam

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/seam-go/seam/gen"
)

// AccessCodeParams holds the parameters of a new access code on one device. Times are sent in UTC,
// truncated to milliseconds.
//
// Set either StartsAt and EndsAt, or NoEnd; a OneTime code needs none of them. [AccessCodesService.CheckPIN]
// fetches the device and its codes, and checks the PIN, the name and the start against their rules.
//
// Printed and JSON forms mask the PIN.
type AccessCodeParams struct {
	// DeviceID is the smart lock or keypad that gets the code. It is required.
	DeviceID string
	// PIN has 4 to 12 digits; "" lets Seam choose it.
	PIN string
	// PreferredLength is the length of a PIN that Seam chooses. A device that does not support the length
	// gets the shortest PIN that it supports. 0 leaves the choice to Seam.
	PreferredLength int
	// Name is your own name for the code. Give each code of a device a different name: it is how you find the
	// code if Seam's response is lost. The app of the manufacturer may show it differently.
	Name string

	// StartsAt and EndsAt limit the time in which the code opens the door. Seam rejects an end in the past.
	StartsAt, EndsAt time.Time
	// NoEnd makes a code that works from now on until it is deleted.
	NoEnd bool

	// CommonCodeKey is your own key for codes on several devices that have the same PIN.
	CommonCodeKey string
	// AllowExternalModification lets people change the code outside Seam, for example in the app of the
	// manufacturer.
	AllowExternalModification bool
	// UseBackupPool keeps spare codes on the device: client.AccessCodes.PullBackupAccessCode returns one if this
	// code does not work. The device must have the property supports_backup_access_code_pool.
	UseBackupPool bool
	// NoNativeScheduling makes Seam add the code to the device at StartsAt and remove it at EndsAt, even if the
	// device could keep the times itself.
	NoNativeScheduling bool

	// Offline makes a code for a device without a network connection. The device computes the PIN, so it
	// cannot be chosen. The code cannot be changed or deleted.
	Offline bool
	// OneTime makes an offline code that works only once. Some devices reject an EndsAt for it.
	OneTime bool
	// Daily makes an offline code that is valid for whole days, on devices that distinguish such codes from
	// codes for hours.
	Daily bool
}

// Seam accepts PINs of these lengths for an access code. Many devices accept only some of them.
const minCodePIN, maxCodePIN = 4, 12

// Validate returns the [*ParamsError] with which [AccessCodesService.Create] would reject the parameters, or
// nil. It sends nothing.
func (p AccessCodeParams) Validate() error {
	var found problems
	found.id("DeviceID", p.DeviceID)
	found.pin("PIN", p.PIN, minCodePIN, maxCodePIN)
	switch {
	case p.PreferredLength < 0:
		found.add("PreferredLength", "negative")
	case p.PreferredLength > 0 && p.PIN != "":
		found.add("PreferredLength", "set together with PIN; set only one of them")
	}
	p.checkTimes(&found)
	if p.Offline && p.PIN != "" {
		found.add("PIN", "set together with Offline; the device computes the PIN of an offline code")
	}
	if p.OneTime && !p.Offline {
		found.add("OneTime", "only for offline codes; set Offline, too")
	}
	if p.Daily && !p.Offline {
		found.add("Daily", "only for offline codes; set Offline, too")
	}
	return found.err(pathCreateAccessCode)
}

// checkTimes accepts NoEnd alone, or StartsAt with EndsAt. A one-time code may have either time or none, because
// its use ends it.
func (p AccessCodeParams) checkTimes(found *problems) {
	hasStart, hasEnd := !p.StartsAt.IsZero(), !p.EndsAt.IsZero()
	switch {
	case p.NoEnd && (hasStart || hasEnd):
		found.add("NoEnd", "set together with StartsAt or EndsAt; a code without an end starts at once")
	case p.NoEnd || p.OneTime:
	case !hasStart && !hasEnd:
		found.add("EndsAt", "zero; set StartsAt and EndsAt, or set NoEnd for a code without an end")
	case !hasStart:
		found.add("StartsAt", "zero; set it together with EndsAt")
	case !hasEnd:
		found.add("EndsAt", "zero; set it together with StartsAt")
	}
	found.validity(p.StartsAt, p.EndsAt)
}

// request returns the request with the parameters, which must be valid.
func (p AccessCodeParams) request() *gen.AccessCodesCreateRequest {
	req := &gen.AccessCodesCreateRequest{
		DeviceID:                      p.DeviceID,
		Code:                          orNil(p.PIN),
		PreferredCodeLength:           orNil(p.PreferredLength),
		Name:                          orNil(p.Name),
		StartsAt:                      timeOrNil(p.StartsAt),
		EndsAt:                        timeOrNil(p.EndsAt),
		CommonCodeKey:                 orNil(p.CommonCodeKey),
		IsExternalModificationAllowed: orNil(p.AllowExternalModification),
		UseBackupAccessCodePool:       orNil(p.UseBackupPool),
		IsOfflineAccessCode:           orNil(p.Offline),
		IsOneTimeUse:                  orNil(p.OneTime),
	}
	if p.NoNativeScheduling {
		req.PreferNativeScheduling = new(false)
	}
	if p.Daily {
		req.MaxTimeRounding = new(gen.MaxTimeRoundingN1D)
	}
	return req
}

// String returns the fields with their names, and masks the PIN.
func (p AccessCodeParams) String() string {
	type fields AccessCodeParams // without String, which would call itself
	p.PIN = maskNonEmpty(p.PIN)
	return fmt.Sprintf("%+v", fields(p))
}

// GoString returns [AccessCodeParams.String], for %#v.
func (p AccessCodeParams) GoString() string { return p.String() }

// LogValue returns [AccessCodeParams.String], for slog.
func (p AccessCodeParams) LogValue() slog.Value { return slog.StringValue(p.String()) }

// MarshalJSON masks the PIN.
func (p AccessCodeParams) MarshalJSON() ([]byte, error) {
	type plain AccessCodeParams
	p.PIN = maskNonEmpty(p.PIN)
	return json.Marshal(plain(p))
}
