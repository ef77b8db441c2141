package seamtest_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/published"
)

// everything creates one object of each kind and returns their IDs by the name of the kind.
func (w *world) everything() map[string]string {
	w.t.Helper()
	hotel := w.srv.AddHotel()
	ids := map[string]string{
		"acs_system": hotel.StaffSystemID, "acs_entrance": hotel.OfficeID, "acs_encoder": hotel.StaffEncoderID,
		"acs_access_group": hotel.AccessGroupID, "device": hotel.LockID, "credential_manager_acs_system": hotel.CredentialManagerID,
	}
	create := func(kind, path, body string) {
		w.t.Helper()
		for other, id := range ids {
			body = strings.ReplaceAll(body, "<"+other+">", id)
		}
		ids[kind] = w.make(path, kind, body)
	}
	create("user_identity", "/user_identities/create", `{'full_name':'Ada','email_address':'ada@example.com'}`)
	create("acs_user", "/acs/users/create", `{'acs_system_id':'<acs_system>','full_name':'Jane'}`)
	create("acs_credential", "/acs/credentials/create", `{'acs_user_id':'<acs_user>','access_method':'card'}`)
	create("space", "/spaces/create", `{'name':'Lobby','device_ids':['<device>'],'acs_entrance_ids':['<acs_entrance>']}`)
	create("access_code", "/access_codes/create", `{'device_id':'<device>','code':'4711'}`)
	create("connect_webview", "/connect_webviews/create", `{}`)
	create("client_session", "/client_sessions/create", `{'user_identity_id':'<user_identity>'}`)
	create("webhook", "/webhooks/create", `{'url':'https://example.com'}`)
	create("action_attempt", "/locks/lock_door", `{'device_id':'<device>'}`)
	create("access_grant", "/access_grants/create", `{'user_identity_id':'<user_identity>','device_ids':['<device>'],'requested_access_methods':[{'mode':'code'}]}`)
	w.ok("/thermostats/create_climate_preset", `{'device_id':'`+hotel.ThermostatID+`','climate_preset_key':'comfort'}`)
	create("thermostat_schedule", "/thermostats/schedules/create", `{'device_id':'`+hotel.ThermostatID+`','climate_preset_key':'comfort',
		'starts_at':'2024-03-01T15:00:00Z','ends_at':'2024-03-02T11:00:00Z'}`)
	create("noise_threshold", "/noise_sensors/noise_thresholds/create", `{'device_id':'`+hotel.NoiseSensorID+`',
		'starts_daily_at':'22:00:00','ends_daily_at':'07:00:00','noise_threshold_decibels':60}`)
	ids["thermostat_daily_program"] = w.own("/thermostats/daily_programs/update", "thermostat_daily_program_id") // an example
	ids["access_method"] = w.ids("/access_methods/list", "access_methods", "access_method_id", `{'access_grant_id':'`+ids["access_grant"]+`'}`)[0]
	ids["event"] = w.ids("/events/list", "events", "event_id", `{'since':'2000-01-01T00:00:00Z'}`)[0]
	ids["connected_account"], _ = w.object("/devices/get", "device", `{'device_id':'`+ids["device"]+`'}`)["connected_account_id"].(string)
	return ids
}

// kindIn returns the kind of object that a field names, or "" if it is not one of the kinds in ids.
func kindIn(ids map[string]string, field string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(field, "s"), "_id")
	if name+"_id" != strings.TrimSuffix(field, "s") {
		return ""
	}
	if strings.HasSuffix(name, "day_program") { // monday_program_id and so on
		return "thermostat_daily_program"
	}
	best := ""
	for kind := range ids {
		if (name == kind || strings.HasSuffix(name, "_"+kind)) && len(kind) > len(best) {
			best = kind
		}
	}
	return best
}

// reference is a field of a request that names an object, and the path to the field.
type reference struct {
	path []string
	kind string
	many bool
}

func references(s *openapi3.Schema, ids map[string]string, path ...string) []reference {
	var found []reference
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		property := s.Properties[name].Value
		if property.Extensions["x-undocumented"] != nil {
			continue // the server ignores it
		}
		here := append(slices.Clone(path), name)
		if kind := kindIn(ids, name); kind != "" {
			found = append(found, reference{here, kind, property.Type.Is("array")})
		}
		found = append(found, references(property, ids, here...)...)
	}
	for _, parts := range []openapi3.SchemaRefs{s.OneOf, s.AnyOf, s.AllOf} {
		for _, part := range parts {
			found = append(found, references(part.Value, ids, path...)...)
		}
	}
	return found
}

// set sets the field of a request to an ID.
func (r reference) set(request map[string]any, id string) {
	at := request
	for _, name := range r.path[:len(r.path)-1] {
		inside, _ := at[name].(map[string]any)
		if inside == nil {
			inside = map[string]any{}
		}
		at[name] = inside
		at = inside
	}
	at[r.path[len(r.path)-1]] = id
	if r.many {
		at[r.path[len(r.path)-1]] = []any{id}
	}
}

// baseRequests lists the fields that some operations require in addition to the field under test.
var baseRequests = []string{
	`{}`,
	`{'acs_user_id':'<acs_user>'}`,
	`{'user_identity_id':'<user_identity>'}`,
	`{'user_identity_id':'<user_identity>','acs_system_id':'<acs_system>'}`,
	`{'acs_credential_id':'<acs_credential>'}`,
	`{'space_id':'<space>'}`,
	`{'client_session_id':'<client_session>'}`,
	`{'code':'4711'}`,
	`{'event_type':'device.added'}`,
	`{'supported_code_lengths':[4]}`,
	`{'since':'2000-01-01T00:00:00Z'}`,
}

// TestUnknownObjects puts the IDs of objects of another server, and of objects that do not exist, into every
// field of every operation that names an object. The server rejects such a call with a status 404, or
// returns an empty list. A program that mixes up the data of two workspaces therefore fails its tests.
func TestUnknownObjects(t *testing.T) {
	t.Parallel()
	doc, err := published.Document()
	if err != nil {
		t.Fatal(err)
	}
	here, there := newWorld(t), newWorld(t)
	own, others := here.everything(), there.everything()
	tried := 0
	for _, path := range published.Documented(doc) {
		refs := references(published.Body(doc, path), own)
		for _, ref := range refs {
			for _, unknown := range []string{others[ref.kind], unknownID} {
				tried++
				if !here.refuses(path, published.Request(doc, path), refs, ref, own, unknown) {
					t.Errorf("%s: the unknown %s %s is neither rejected nor without results", path, strings.Join(ref.path, "."), unknown)
				}
			}
		}
	}
	if tried < 600 {
		t.Errorf("only %d requests", tried)
	}
}

// refuses sends an unknown ID in one field, with several base requests, and reports whether one of the calls
// shows that the server checks the field. A call that fails for another reason shows nothing.
func (w *world) refuses(path string, smallest map[string]any, refs []reference, ref reference, own map[string]string, unknown string) bool {
	w.t.Helper()
	for _, base := range []map[string]any{smallest, {}} {
		for _, more := range baseRequests {
			for kind, id := range own {
				more = strings.ReplaceAll(more, "<"+kind+">", id)
			}
			request := maps.Clone(base)
			for _, other := range refs {
				if _, given := request[other.path[0]]; given && len(other.path) == 1 {
					other.set(request, own[other.kind])
				}
			}
			maps.Copy(request, decode(w.t, strings.ReplaceAll(more, "'", `"`)))
			ref.set(request, unknown)
			status, text := w.post(path, toJSON(w.t, request))
			switch key := gen.LookupOperation(path).Key; {
			case status == http.StatusNotFound && strings.HasSuffix(pick(w.t, text, "error", "type"), "_not_found"):
				return true
			case status == http.StatusOK:
				list, isList := decode(w.t, text)[key].([]any)
				return isList && len(list) == 0
			}
		}
	}
	return false
}
