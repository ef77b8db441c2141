package codes

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Code is an access code: a PIN on a lock.
type Code struct {
	world.Record

	Device           *places.Device
	Name             string
	PIN              string
	StartsAt, EndsAt time.Time // both zero for an ongoing code

	// OnDevice is true if the device has the code, in its present form or as it was before a change.
	OnDevice bool
	// Removing is true while the code is being removed from the device.
	Removing bool
	// Errors are the reasons why the device does not have the code.
	Errors []wire.Issue

	unmanaged bool
	offline   bool // the lock computes the PIN by itself
	oneTime   bool
	external  bool // may be changed at the lock
	commonKey string
	hasBackup bool
	isBackup  bool
	pulledID  string // the ID of the backup code that was pulled for it
	mutations []mutation
	scheduled time.Time // when a code that is already on the lock starts, zero if it has started
}

// IsCurrent reports whether the device has the code in its present form.
func (cd *Code) IsCurrent() bool { return cd.OnDevice && len(cd.mutations) == 0 }

// status returns the status of the code in Seam's terms. A time-bound code opens the lock from its start
// to its end only.
func (cd *Code) status(now time.Time) string {
	switch {
	case cd.Removing:
		return "removing"
	case now.Before(cd.StartsAt), cd.hasEnded(now):
		return "unset"
	case cd.OnDevice:
		return "set"
	case cd.unmanaged:
		return "unset"
	default:
		return "setting"
	}
}

func (cd *Code) hasEnded(now time.Time) bool { return !cd.EndsAt.IsZero() && !now.Before(cd.EndsAt) }

func (cd *Code) kind() string {
	if cd.EndsAt.IsZero() {
		return "ongoing"
	}
	return "time_bound"
}

// view returns the code as responses show it. An unmanaged code has fewer fields.
func (a *Area) view(cd *Code) wire.Object {
	view := wire.Object{
		"access_code_id": cd.ID,
		"code":           wire.Optional(cd.PIN),
		"created_at":     wire.Time(cd.CreatedAt),
		"device_id":      cd.Device.ID,
		"errors":         wire.List(cd.Errors),
		"is_managed":     !cd.unmanaged,
		"name":           wire.Optional(cd.Name),
		"status":         cd.status(a.world.Now()),
		"type":           cd.kind(),
		"warnings":       wire.NoIssues,
		"workspace_id":   a.world.WorkspaceID,
	}
	if !cd.EndsAt.IsZero() {
		view["starts_at"], view["ends_at"] = wire.Time(cd.StartsAt), wire.Time(cd.EndsAt)
	}
	if cd.unmanaged {
		return view
	}
	view["common_code_key"] = wire.Optional(cd.commonKey)
	view["is_backup"] = cd.isBackup
	view["is_backup_access_code_available"] = cd.hasBackup
	view["is_external_modification_allowed"] = cd.external
	view["is_offline_access_code"] = cd.offline
	view["is_one_time_use"] = cd.oneTime
	view["is_scheduled_on_device"] = !cd.scheduled.IsZero()
	view["pending_mutations"] = wire.List(cd.mutations)
	if cd.pulledID != "" {
		view["pulled_backup_access_code_id"] = cd.pulledID
	}
	return view
}

// viewOne returns the response of an operation whose result is one code.
func (a *Area) viewOne(cd *Code) protocol.Body { return protocol.Body{"access_code": a.view(cd)} }

// EventFields returns the fields that identify the code in an event.
func (cd *Code) EventFields() wire.Object {
	fields := cd.Device.EventFields()
	delete(fields, "customer_key")
	fields["access_code_id"] = cd.ID
	return fields
}

// named returns the code that a request names by its ID. If the request has a device_id, the code must be
// on that device.
func (a *Area) named(c *protocol.Call, unmanaged bool) (*Code, error) {
	id, deviceID := c.UUID("access_code_id"), c.UUID("device_id")
	return a.Codes.FindFirst(func(cd *Code) bool {
		return cd.ID == id && cd.unmanaged == unmanaged && protocol.Equal(deviceID, cd.Device.ID)
	})
}

// get returns the code that a request names, by its ID or by its device and its PIN.
func (a *Area) get(c *protocol.Call, unmanaged bool) (any, error) {
	id, deviceID, pin := c.UUID("access_code_id"), c.UUID("device_id"), c.Text("code")
	if id == "" && (deviceID == "" || pin == "") {
		return nil, problem.Invalid("", "Give access_code_id, or device_id and code")
	}
	found, err := a.Codes.FindFirst(func(cd *Code) bool {
		return cd.unmanaged == unmanaged && protocol.Equal(id, cd.ID) && protocol.Equal(deviceID, cd.Device.ID) && protocol.Equal(pin, cd.PIN)
	})
	if err != nil {
		return nil, err
	}
	return a.viewOne(found), nil
}

func (a *Area) getCode(c *protocol.Call) (any, error) { return a.get(c, false) }

// selectors lists the parameters of which a list of codes requires at least one.
var selectors = []string{"device_id", "access_code_ids", "access_method_id", "access_grant_id", "access_grant_key", "customer_key"}

func (a *Area) listCodes(c *protocol.Call) (any, error) {
	if !slices.ContainsFunc(selectors, c.Given) {
		c.Wrong("", "Give device_id, access_code_ids, access_method_id, access_grant_id or access_grant_key")
	}
	ids, hasIDs, customer := c.UUIDs("access_code_ids"), c.Given("access_code_ids"), c.Text("customer_key")
	match := a.Filter(c)
	return a.list(c, func(cd *Code) bool {
		return !cd.unmanaged && match(cd) && protocol.Among(ids, hasIDs, cd.ID) &&
			protocol.Equal(customer, cd.Device.Account.CustomerKey)
	})
}

// list returns a page of the codes that match.
func (a *Area) list(c *protocol.Call, match func(*Code) bool) (any, error) {
	deviceID, search, user := c.UUID("device_id"), c.Text("search"), c.Text("user_identifier_key")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	if deviceID != "" {
		if _, err := a.places.Devices.Find(deviceID); err != nil {
			return nil, err
		}
	}
	found := a.Codes.Where(func(cd *Code) bool {
		return protocol.Equal(deviceID, cd.Device.ID) && // first, because it leaves few codes of many
			protocol.Equal(user, cd.Device.Account.UserKey) &&
			protocol.Search(search, cd.Name, cd.PIN, cd.ID) &&
			match(cd)
	})
	return protocol.Paginate(page, found, a.view)
}

// enterCode simulates a person at the keypad: a code that is set on the device opens the door.
func (a *Area) enterCode(c *protocol.Call) (any, error) {
	d, err := a.places.NamedLock(c, "unlock_with_code")
	if err != nil {
		return nil, err
	}
	pin := c.Text("code")
	return a.places.BeginAt(d, c.Action(), func(string) wire.Object {
		cd, ok := a.Codes.First(func(cd *Code) bool {
			return cd.Device == d && cd.PIN == pin && cd.status(a.world.Now()) == "set"
		})
		if !ok {
			a.world.Emit("lock.access_denied", d.EventFields(), wire.Object{"reason": wire.Object{"reason_code": "unknown_code", "message": "There is no such code on the device"}})
			return nil
		}
		a.places.SetLocked(d, false, wire.Object{
			"method": "keycode", "access_code_id": cd.ID, "access_code_is_managed": !cd.unmanaged, "code": cd.PIN,
		})
		return nil
	}).View(), nil
}
