package seamtest

import (
	"slices"
	"time"
)

// accessCode is a PIN on a lock.
type accessCode struct {
	record
	device           *device
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
	errors           []issue
}

// mutation is a change that the lock has not been told of yet.
type mutation struct {
	CreatedAt    string `json:"created_at"`
	From         answer `json:"from,omitzero"`
	Message      string `json:"message"`
	MutationCode string `json:"mutation_code"`
	To           answer `json:"to,omitzero"`
}

var accessCodeRoutes = map[string]handler{
	"/access_codes/create":                    (*Server).createAccessCode,
	"/access_codes/create_multiple":           (*Server).createAccessCodes,
	"/access_codes/delete":                    (*Server).deleteAccessCode,
	"/access_codes/generate_code":             (*Server).generateCode,
	"/access_codes/get":                       (*Server).getAccessCode,
	"/access_codes/list":                      (*Server).listAccessCodes,
	"/access_codes/pull_backup_access_code":   (*Server).pullBackupCode,
	"/access_codes/report_device_constraints": (*Server).reportConstraints,
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
func (s *Server) viewAccessCode(of *accessCode) answer {
	view := answer{
		"access_code_id": of.id,
		"code":           optional(of.code),
		"created_at":     timestamp(of.createdAt),
		"device_id":      of.device.id,
		"errors":         listed(of.errors),
		"is_managed":     !of.unmanaged,
		"name":           optional(of.name),
		"status":         of.status(s.instant()),
		"type":           of.kind(),
		"warnings":       noIssues,
		"workspace_id":   s.workspaceID,
	}
	if !of.endsAt.IsZero() {
		view["starts_at"], view["ends_at"] = timestamp(of.startsAt), timestamp(of.endsAt)
	}
	if of.unmanaged {
		return view
	}
	view["common_code_key"] = optional(of.commonKey)
	view["is_backup"] = of.isBackup
	view["is_backup_access_code_available"] = of.hasBackup
	view["is_external_modification_allowed"] = of.external
	view["is_offline_access_code"] = of.offline
	view["is_one_time_use"] = of.oneTime
	view["pending_mutations"] = listed(of.mutations)
	if of.pulledID != "" {
		view["pulled_backup_access_code_id"] = of.pulledID
	}
	return view
}

// ids are what an event about the code tells of it.
func (of *accessCode) ids() answer {
	ids := of.device.ids()
	delete(ids, "customer_key")
	ids["access_code_id"] = of.id
	return ids
}

func (s *Server) findAccessCode(id string) (*accessCode, *refusal) {
	if found, ok := s.codes.get(id); ok && !found.unmanaged {
		return found, nil
	}
	return nil, notFound("access_code")
}

// namedAccessCode finds the code that a request names, by its ID or by its device and its PIN.
func (s *Server) namedAccessCode(c *call, unmanaged bool) (*accessCode, *refusal) {
	id, deviceID, pin := c.uuid("access_code_id"), c.uuid("device_id"), c.text("code")
	if id == "" && (deviceID == "" || pin == "") {
		return nil, invalid("", "Give access_code_id, or device_id and code")
	}
	found, ok := s.codes.first(func(of *accessCode) bool {
		return of.unmanaged == unmanaged && equals(id, of.id) && equals(deviceID, of.device.id) && equals(pin, of.code)
	})
	if !ok {
		return nil, notFound("access_code")
	}
	return found, nil
}

func (s *Server) getAccessCode(c *call) (answer, *refusal) {
	found, no := s.namedAccessCode(c, false)
	if no != nil {
		return nil, no
	}
	return answer{"access_code": s.viewAccessCode(found)}, nil
}

// accessCodeSelectors are the parameters of which a list of codes needs one.
var accessCodeSelectors = []string{"device_id", "access_code_ids", "access_method_id", "access_grant_id", "access_grant_key", "customer_key"}

func (s *Server) listAccessCodes(c *call) (answer, *refusal) {
	if !slices.ContainsFunc(accessCodeSelectors, c.given) {
		c.wrong("", "Give device_id, access_code_ids, access_method_id, access_grant_id or access_grant_key")
	}
	return s.listCodes(c, func(of *accessCode) bool {
		return !of.unmanaged && s.codeIsFor(c, of) &&
			among(c.uuids("access_code_ids"), c.given("access_code_ids"), of.id) &&
			equals(c.text("customer_key"), of.device.account.CustomerKey)
	})
}

// listCodes answers with the page of codes that a request asks for, among those that count.
func (s *Server) listCodes(c *call, counts func(*accessCode) bool) (answer, *refusal) {
	deviceID, search, user := c.uuid("device_id"), c.text("search"), c.text("user_identifier_key")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	if deviceID != "" {
		if _, no := s.findDevice(deviceID); no != nil {
			return nil, no
		}
	}
	found := s.codes.where(func(of *accessCode) bool {
		return counts(of) &&
			equals(deviceID, of.device.id) &&
			equals(user, of.device.account.userKey()) &&
			matches(search, of.name, of.code, of.id)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"access_codes": views(found, s.viewAccessCode), "pagination": pages}, nil
}
