package seamtest

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// accessCode is a PIN on a lock.
type accessCode struct {
	world.Record
	device           *places.Device
	name             string
	code             string
	commonKey        string
	startsAt, endsAt time.Time // both zero for an ongoing code
	unmanaged        bool
	offline          bool // made by the lock's own rules: it need not be told of it
	oneTime          bool
	external         bool // may be changed at the lock
	hasBackup        bool
	isBackup         bool
	pulledID         string // the backup code that took its place
	onDevice         bool
	removing         bool
	mutations        []mutation
	errors           []wire.Issue
}

// mutation is a change that the lock has not been told of yet.
type mutation struct {
	CreatedAt    string      `json:"created_at"`
	From         wire.Object `json:"from,omitzero"`
	Message      string      `json:"message"`
	MutationCode string      `json:"mutation_code"`
	To           wire.Object `json:"to,omitzero"`
}

var accessCodeOperations = protocol.Operations[*Server]{
	"/access_codes/create":                    (*Server).createAccessCode,
	"/access_codes/create_multiple":           (*Server).createAccessCodes,
	"/access_codes/delete":                    (*Server).deleteAccessCode,
	"/access_codes/generate_code":             (*Server).generateCode,
	"/access_codes/get":                       (*Server).getAccessCode,
	"/access_codes/list":                      (*Server).listAccessCodes,
	"/access_codes/pull_backup_access_code":   (*Server).pullBackupCode,
	"/access_codes/report_device_constraints": (*Server).reportConstraints,
	"/locks/simulate/keypad_code_entry":       (*Server).enterCode,
	"/access_codes/update":                    (*Server).updateAccessCode,
	"/access_codes/update_multiple":           (*Server).updateAccessCodes,
}

// status tells where the code is in its life. A time-bound code is on the lock from its start to its
// end, and opens nothing before and after.
func (of *accessCode) status(now time.Time) string {
	switch {
	case of.removing:
		return "removing"
	case !of.startsAt.IsZero() && now.Before(of.startsAt), !of.endsAt.IsZero() && !now.Before(of.endsAt):
		return "unset"
	case of.onDevice:
		return "set"
	case of.unmanaged:
		return "unset"
	default:
		return "setting"
	}
}

func (of *accessCode) kind() string {
	if of.endsAt.IsZero() {
		return "ongoing"
	}
	return "time_bound"
}

// viewAccessCode has the fields of a managed or an unmanaged code, whichever it is.
func (s *Server) viewAccessCode(of *accessCode) wire.Object {
	view := wire.Object{
		"access_code_id": of.ID,
		"code":           wire.Optional(of.code),
		"created_at":     wire.Time(of.CreatedAt),
		"device_id":      of.device.ID,
		"errors":         wire.List(of.errors),
		"is_managed":     !of.unmanaged,
		"name":           wire.Optional(of.name),
		"status":         of.status(s.world.Now()),
		"type":           of.kind(),
		"warnings":       wire.NoIssues,
		"workspace_id":   s.world.WorkspaceID,
	}
	if !of.endsAt.IsZero() {
		view["starts_at"], view["ends_at"] = wire.Time(of.startsAt), wire.Time(of.endsAt)
	}
	if of.unmanaged {
		return view
	}
	view["common_code_key"] = wire.Optional(of.commonKey)
	view["is_backup"] = of.isBackup
	view["is_backup_access_code_available"] = of.hasBackup
	view["is_external_modification_allowed"] = of.external
	view["is_offline_access_code"] = of.offline
	view["is_one_time_use"] = of.oneTime
	view["pending_mutations"] = wire.List(of.mutations)
	if of.pulledID != "" {
		view["pulled_backup_access_code_id"] = of.pulledID
	}
	return view
}

// ids are what an event about the code tells of it.
func (of *accessCode) EventFields() wire.Object {
	ids := of.device.EventFields()
	delete(ids, "customer_key")
	ids["access_code_id"] = of.ID
	return ids
}

func (s *Server) findAccessCode(id string) (*accessCode, error) {
	if found, ok := s.codes.Get(id); ok && !found.unmanaged {
		return found, nil
	}
	return nil, problem.NotFound("access_code")
}

// namedAccessCode finds the code that a request names, by its ID or by its device and its PIN.
func (s *Server) namedAccessCode(c *protocol.Call, unmanaged bool) (*accessCode, error) {
	id, deviceID, pin := c.UUID("access_code_id"), c.UUID("device_id"), c.Text("code")
	if id == "" && (deviceID == "" || pin == "") {
		return nil, problem.Invalid("", "Give access_code_id, or device_id and code")
	}
	found, ok := s.codes.First(func(of *accessCode) bool {
		return of.unmanaged == unmanaged && protocol.Equal(id, of.ID) && protocol.Equal(deviceID, of.device.ID) && protocol.Equal(pin, of.code)
	})
	if !ok {
		return nil, problem.NotFound("access_code")
	}
	return found, nil
}

func (s *Server) getAccessCode(c *protocol.Call) (any, error) {
	found, err := s.namedAccessCode(c, false)
	if err != nil {
		return nil, err
	}
	return protocol.Body{"access_code": s.viewAccessCode(found)}, nil
}

// accessCodeSelectors are the parameters of which a list of codes needs one.
var accessCodeSelectors = []string{"device_id", "access_code_ids", "access_method_id", "access_grant_id", "access_grant_key", "customer_key"}

func (s *Server) listAccessCodes(c *protocol.Call) (any, error) {
	if !slices.ContainsFunc(accessCodeSelectors, c.Given) {
		c.Wrong("", "Give device_id, access_code_ids, access_method_id, access_grant_id or access_grant_key")
	}
	return s.listCodes(c, func(of *accessCode) bool {
		return !of.unmanaged && s.codeIsFor(c, of) &&
			protocol.Among(c.UUIDs("access_code_ids"), c.Given("access_code_ids"), of.ID) &&
			protocol.Equal(c.Text("customer_key"), of.device.Account.CustomerKey)
	})
}

// listCodes answers with the page of codes that a request asks for, among those that count.
func (s *Server) listCodes(c *protocol.Call, counts func(*accessCode) bool) (any, error) {
	deviceID, search, user := c.UUID("device_id"), c.Text("search"), c.Text("user_identifier_key")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	if deviceID != "" {
		if _, err := s.places.Devices.Find(deviceID); err != nil {
			return nil, err
		}
	}
	found := s.codes.Where(func(of *accessCode) bool {
		return counts(of) &&
			protocol.Equal(deviceID, of.device.ID) &&
			protocol.Equal(user, of.device.Account.UserKey) &&
			protocol.Search(search, of.name, of.code, of.ID)
	})
	return protocol.Paginate(page, found, s.viewAccessCode)
}

// deviceOf returns the ID of the device that a call is about, by itself or by its access code.
func (s *Server) deviceOf(c *protocol.Call) string {
	if code, ok := s.codes.Get(c.UUID("access_code_id")); ok {
		return code.device.ID
	}
	return c.UUID("device_id")
}

// enterCode plays someone at the keypad: a code that is set on the device opens the door.
func (s *Server) enterCode(c *protocol.Call) (any, error) {
	of, err := s.places.NamedLock(c, "unlock_with_code")
	if err != nil {
		return nil, err
	}
	entered := c.Text("code")
	return attempted(s.places.BeginAt(of, c.Action(), func(string) error {
		code, ok := s.codes.First(func(code *accessCode) bool {
			return code.device == of && code.code == entered && code.status(s.world.Now()) == "set"
		})
		if !ok {
			s.world.Emit("lock.access_denied", of.EventFields(), wire.Object{"reason": wire.Object{"reason_code": "unknown_code", "message": "There is no such code on the device"}})
			return nil
		}
		s.places.SetLocked(of, false, wire.Object{
			"method": "keycode", "access_code_id": code.ID, "access_code_is_managed": !code.unmanaged, "code": code.code,
		})
		return nil
	})), nil
}
