package normalize

import (
	"maps"
	"slices"
)

// review is a decision about one operation.
type review struct {
	effect string
	reason string
	// page is the page of Seam's guides that states it, below https://docs.seam.co/.
	// It is "" for most operations: few pages mention a second call.
	page string
	// gone are the types of Seam's not-found error which mean that a removal was
	// done before: of the operation's own resource, or of one that nothing can be
	// removed from any more.
	gone []string
}

// Reasons that several operations share.
const (
	setsValues    = "sets the values that it is given"
	addsMember    = "a member stays one member"
	removesMember = "no member stays no member"
	deletesByID   = "an ID is never given out again"
)

func sets() review                { return repeatable(setsValues) }
func adds() review                { return repeatable(addsMember) }
func takes(gone ...string) review { return repeatable(removesMember).goneAfter(gone...) }
func deletes(gone string) review  { return repeatable(deletesByID).goneAfter(gone) }

func repeatable(reason string) review { return review{effect: effectIdempotent, reason: reason} }
func writes(reason string) review     { return review{effect: effectWrite, reason: reason} }

func (r review) goneAfter(gone ...string) review {
	r.gone = gone
	return r
}

func (r review) saidOn(page string) review {
	r.page = page
	return r
}

// Pages of Seam's guides that several operations share.
const (
	automationsPage = "capability-guides/reservation-automations"
	linkedCodesPage = "low-level-apis/smart-locks/access-codes/creating-and-updating-multiple-linked-access-codes"
)

// reviews decide the effect of a second call of an operation. An operation that is
// not here and has no GET double is a write. spec drift lists it for review if it is
// new or has a double that hints at another effect.
//
// A PUT or DELETE double proves nothing, so no rule derives an effect from one:
// access_codes/create_multiple and client_sessions/create have PUT doubles, and
// create something each time.
var reviews = map[string]review{
	"/access_codes/create_multiple":              writes("creates codes each time, in spite of PUT").saidOn(linkedCodesPage),
	"/access_codes/delete":                       deletes("access_code_not_found"),
	"/access_codes/pull_backup_access_code":      repeatable("returns the code that was pulled").saidOn("low-level-apis/smart-locks/access-codes/backup-access-codes"),
	"/access_codes/unmanaged/convert_to_managed": writes("starts a conversion"),
	"/access_codes/unmanaged/delete":             deletes("access_code_not_found"),
	"/access_codes/unmanaged/update":             sets(),
	"/access_codes/update":                       sets(),
	"/access_codes/update_multiple":              sets(),
	"/access_grants/delete":                      deletes("access_grant_not_found"),
	"/access_grants/unmanaged/update":            sets(),
	"/access_grants/update":                      sets(),
	"/access_methods/delete":                     deletes("access_method_not_found"),
	"/acs/access_groups/add_user":                adds(),
	"/acs/access_groups/delete":                  deletes("acs_access_group_not_found"),
	"/acs/access_groups/remove_user":             takes("acs_user_not_found", "acs_access_group_not_found"),
	"/acs/credentials/assign":                    sets(),
	"/acs/credentials/delete":                    deletes("acs_credential_not_found"),
	"/acs/credentials/unassign":                  takes(), // The credential shows whose it is.
	"/acs/credentials/update":                    sets(),
	"/acs/users/add_to_access_group":             adds(),
	"/acs/users/delete":                          deletes("acs_user_not_found"),
	"/acs/users/remove_from_access_group":        takes("acs_user_not_found", "acs_access_group_not_found"),
	"/acs/users/update":                          sets(),
	"/client_sessions/create":                    writes("creates a session each time, in spite of PUT"),
	"/client_sessions/delete":                    deletes("client_session_not_found"),
	"/client_sessions/get_or_create":             repeatable("returns the session that is there"),
	"/client_sessions/grant_access":              writes("adds to what the session may do"),
	"/connect_webviews/delete":                   deletes("connect_webview_not_found"),
	"/connected_accounts/delete":                 deletes("connected_account_not_found"),
	"/connected_accounts/update":                 sets(),
	"/customers/delete_data":                     repeatable("deletes by key what there is").saidOn(automationsPage),
	"/customers/push_data":                       repeatable("creates or updates by key").saidOn(automationsPage),
	"/devices/unmanaged/update":                  sets(),
	"/devices/update":                            sets(),
	"/instant_keys/delete":                       deletes("instant_key_not_found"),
	"/noise_sensors/noise_thresholds/delete":     deletes("noise_threshold_not_found"),
	"/noise_sensors/noise_thresholds/update":     sets(),
	"/phones/deactivate":                         repeatable(deletesByID).goneAfter("phone_not_found", "device_not_found"), // A phone is named by a device ID.
	"/spaces/add_acs_entrances":                  adds(),
	"/spaces/add_connected_account":              adds(),
	"/spaces/add_devices":                        adds(),
	"/spaces/delete":                             deletes("space_not_found"),
	"/spaces/remove_acs_entrances":               takes("space_not_found"),
	"/spaces/remove_connected_account":           takes("space_not_found", "connected_account_not_found"),
	"/spaces/remove_devices":                     takes("space_not_found"),
	"/spaces/update":                             sets(),
	"/thermostats/daily_programs/delete":         deletes("thermostat_daily_program_not_found"),
	"/thermostats/daily_programs/update":         writes("starts sending the periods to the device"),
	"/thermostats/delete_climate_preset":         repeatable("a key that is gone stays gone").goneAfter("climate_preset_not_found"),
	"/thermostats/schedules/delete":              deletes("thermostat_schedule_not_found"),
	"/thermostats/schedules/update":              sets(),
	"/thermostats/set_temperature_threshold":     sets(),
	"/thermostats/update_climate_preset":         sets(),
	"/user_identities/add_acs_user":              adds(),
	"/user_identities/delete":                    deletes("user_identity_not_found"),
	"/user_identities/grant_access_to_device":    adds(),
	"/user_identities/remove_acs_user":           takes("user_identity_not_found", "acs_user_not_found"),
	"/user_identities/revoke_access_to_device":   takes("user_identity_not_found", "device_not_found"),
	"/user_identities/unmanaged/update":          sets(),
	"/user_identities/update":                    sets(),
	"/webhooks/delete":                           deletes("webhook_not_found"),
	"/webhooks/update":                           sets(),
	"/workspaces/update":                         sets(),
}

// Review is a person's decision about the effect of an operation. It rests on prose and
// on experience: no schema states it.
type Review struct {
	Operation string // its path
	Effect    string // read, idempotent or write
	Reason    string
	Page      string // the address of the page that states it, "" for most
}

// Reviews returns all decisions about effects, sorted by operation.
func Reviews() []Review {
	var all []Review
	for _, path := range slices.Sorted(maps.Keys(reviews)) {
		r := Review{Operation: path, Effect: reviews[path].effect, Reason: reviews[path].reason}
		if page := reviews[path].page; page != "" {
			r.Page = "https://docs.seam.co/" + page
		}
		all = append(all, r)
	}
	return all
}
