package seamtest_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

const codeCreate, codeGet, codeUpdate, codeDelete = "/access_codes/create", "/access_codes/get", "/access_codes/update", "/access_codes/delete"

// code returns an access code.
func (w *world) code(id string) map[string]any {
	w.t.Helper()
	return w.object(codeGet, "access_code", `{'access_code_id':'`+id+`'}`)
}

func (w *world) makeCode(body string) string {
	w.t.Helper()
	return w.make(codeCreate, "access_code", body)
}

func TestOngoingCode(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	got := w.ok(codeCreate, `{'device_id':'`+lock+`','name':'Jane','code':'1234'}`)
	id := pick(t, got, "access_code", "access_code_id")
	sameJSON(t, toJSON(t, decode(t, got)["access_code"]), fill(`{
		'access_code_id':'$code',
		'code':'1234',
		'common_code_key':null,
		'created_at':'2024-02-01T10:00:00.123Z',
		'device_id':'$lock',
		'errors':[],
		'is_backup':false,
		'is_backup_access_code_available':false,
		'is_external_modification_allowed':false,
		'is_managed':true,
		'is_offline_access_code':false,
		'is_one_time_use':false,
		'is_scheduled_on_device':false,
		'name':'Jane',
		'pending_mutations':[{'created_at':'2024-02-01T10:00:00.123Z','message':'Seam is telling the device','mutation_code':'creating'}],
		'status':'setting',
		'type':'ongoing',
		'warnings':[],
		'workspace_id':'$workspace'
	}`, map[string]string{"code": id, "lock": lock, "workspace": w.srv.WorkspaceID()}))
	if status := pick(t, got, "action_attempt", "status"); status != "pending" {
		t.Errorf("attempt %s", status)
	}
	if code := w.code(id); code["status"] != "set" || len(code["pending_mutations"].([]any)) != 0 {
		t.Errorf("afterwards %v", code)
	}
	w.ok(codeGet, `{'device_id':'`+lock+`','code':'1234'}`)
	w.refusedAs(codeGet, `{'device_id':'`+lock+`'}`, 400, "invalid_input")
	w.refusedAs(codeGet, `{'access_code_id':'`+unknownID+`'}`, 404, "access_code_not_found")

	if got := w.attempt(codeDelete, `{'access_code_id':'`+id+`'}`); got["status"] != "success" {
		t.Errorf("deleted: %v", got)
	}
	w.refusedAs(codeGet, `{'access_code_id':'`+id+`'}`, 404, "access_code_not_found")
	w.sawEvents(`'access_code_id':'`+id+`'`, "access_code.created", "access_code.set_on_device",
		"access_code.removed_from_device", "access_code.deleted")
}

// A time-bound code opens the door from its start to its end.
func TestTimeBoundCode(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	id := w.makeCode(`{'device_id':'` + lock + `','starts_at':'2024-02-01T12:00:00Z','ends_at':'2024-02-01T14:00:00Z'}`)
	for _, step := range []struct {
		hours  time.Duration
		status string
	}{{0, "unset"}, {2, "set"}, {2, "unset"}} {
		w.now = w.now.Add(step.hours * time.Hour)
		if code := w.code(id); code["status"] != step.status || code["type"] != "time_bound" {
			t.Errorf("at %v: %v", w.now, code)
		}
	}
}

func TestCodeWhileTheDeviceIsTold(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	id := w.makeCode(`{'device_id':'` + lock + `','code':'1234','name':'Jane'}`)
	w.code(id)
	w.srv.SetActionTime(time.Minute)
	w.ok(codeUpdate, `{'access_code_id':'`+id+`','code':'4321','name':'John','starts_at':'2024-02-01T10:00:00Z','ends_at':'2024-02-03T10:00:00Z'}`)
	var pending []string
	for _, m := range w.code(id)["pending_mutations"].([]any) {
		pending = append(pending, m.(map[string]any)["mutation_code"].(string))
	}
	if want := []string{"updating_code", "updating_name", "updating_time_frame"}; !slices.Equal(pending, want) {
		t.Errorf("pending %v", pending)
	}
	w.now = w.now.Add(time.Minute)
	if code := w.code(id); code["code"] != "4321" || code["name"] != "John" || len(code["pending_mutations"].([]any)) != 0 {
		t.Errorf("afterwards %v", code)
	}
	w.ok(codeUpdate, `{'access_code_id':'`+id+`','type':'ongoing'}`)
	if code := w.code(id); code["type"] != "ongoing" {
		t.Errorf("made ongoing: %v", code)
	}
	w.ok(codeDelete, `{'access_code_id':'`+id+`'}`)
	if code := w.code(id); code["status"] != "removing" {
		t.Errorf("while it is removed: %v", code)
	}
	w.refusedAs(codeUpdate, `{'access_code_id':'`+id+`','name':'Jane'}`, 404, "access_code_not_found")
	w.sawEvents(`'access_code_id':'`+id+`','event_types':['access_code.mutations_requested','access_code.code_changed','access_code.name_changed','access_code.time_frame_changed']`,
		"access_code.mutations_requested", "access_code.code_changed", "access_code.name_changed", "access_code.time_frame_changed",
		"access_code.mutations_requested")
}

func TestCodeOnAnUnreachableDevice(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Offline: true})
	w.refusedAs(codeCreate, `{'device_id':'`+lock+`','attempt_for_offline_device':false}`, 400, "device_offline")
	got := w.attempt(codeCreate, `{'device_id':'`+lock+`','code':'1234'}`)
	if got["status"] != "error" {
		t.Errorf("attempt %v", got)
	}
	list := w.ids("/access_codes/list", "access_codes", "status", `{'device_id':'`+lock+`'}`)
	if !slices.Equal(list, []string{"setting"}) {
		t.Errorf("codes %v", list)
	}
	w.sawEvents(`'device_id':'`+lock+`','event_type':'access_code.failed_to_set_on_device'`, "access_code.failed_to_set_on_device")
}

func TestCodeRules(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	w.ok("/access_codes/report_device_constraints", `{'device_id':'`+lock+`','min_code_length':6,'max_code_length':8}`)
	w.makeCode(`{'device_id':'` + lock + `','code':'123456'}`)
	for name, test := range map[string]struct {
		fields string
		status int
		kind   string
	}{
		"length":           {`'code':'1234'`, 400, "invalid_input"},
		"letters":          {`'code':'12a456'`, 400, "invalid_input"},
		"duplicate":        {`'code':'123456'`, 409, "duplicate_access_code"},
		"start alone":      {`'starts_at':'2024-02-02T10:00:00Z'`, 400, "invalid_input"},
		"past":             {`'starts_at':'2024-01-01T10:00:00Z','ends_at':'2024-01-02T10:00:00Z'`, 400, "invalid_input"},
		"ends first":       {`'starts_at':'2024-03-02T10:00:00Z','ends_at':'2024-03-01T10:00:00Z'`, 400, "invalid_input"},
		"no date":          {`'starts_at':'soon','ends_at':'later'`, 400, "invalid_input"},
		"no offline codes": {`'is_offline_access_code':true`, 400, "invalid_input"},
		"one-time online":  {`'is_one_time_use':true`, 400, "invalid_input"},
		"no pool":          {`'use_backup_access_code_pool':true`, 400, "invalid_input"},
	} {
		t.Run(name, func(t *testing.T) {
			w.refusedAs(codeCreate, `{'device_id':'`+lock+`',`+test.fields+`}`, test.status, test.kind)
		})
	}
	w.refusedAs(codeCreate, `{'device_id':'`+unknownID+`'}`, 404, "device_not_found")
	for preferred, want := range map[string]int{"7": 7, "99": 6, "1.5": 6} {
		made := w.ok(codeCreate, `{'device_id':'`+lock+`','preferred_code_length':`+preferred+`}`)
		if pin := pick(t, made, "access_code", "code"); len(pin) != want {
			t.Errorf("preferring %s: %s", preferred, pin)
		}
	}
	if pin := pick(t, w.ok("/access_codes/generate_code", `{'device_id':'`+lock+`'}`), "generated_code", "code"); len(pin) != 6 {
		t.Errorf("generated %s", pin)
	}
	w.ok("/access_codes/report_device_constraints", `{'device_id':'`+lock+`','supported_code_lengths':[4]}`)
	w.refusedAs("/access_codes/report_device_constraints", `{'device_id':'`+lock+`'}`, 400, "invalid_input")
	w.refusedAs("/access_codes/report_device_constraints", `{'device_id':'`+lock+`','min_code_length':9,'max_code_length':4}`, 400, "invalid_input")
	w.refusedAs("/access_codes/list", `{}`, 400, "invalid_input")
	w.refusedAs("/access_codes/list", `{'device_id':'`+unknownID+`'}`, 404, "device_not_found")
}

func TestCodeAbilities(t *testing.T) {
	w := newWorld(t)
	online := w.srv.AddDevice(seamtest.Device{})
	offline := w.srv.AddDevice(seamtest.Device{Can: map[string]bool{"program_online_access_codes": false, "program_offline_access_codes": true}})
	w.refusedAs(codeCreate, `{'device_id':'`+offline+`'}`, 400, "invalid_input")
	w.refusedAs(codeCreate, `{'device_id':'`+online+`','is_offline_access_code':true}`, 400, "invalid_input")
	w.makeCode(`{'device_id':'` + online + `'}`)
	w.makeCode(`{'device_id':'` + offline + `','is_offline_access_code':true}`)
}

// Two codes on one device can have the same PIN at different times.
func TestCodesThatFollowEachOther(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	w.makeCode(`{'device_id':'` + lock + `','code':'1234','starts_at':'2024-02-02T10:00:00Z','ends_at':'2024-02-03T10:00:00Z'}`)
	id := w.makeCode(`{'device_id':'` + lock + `','code':'1234','starts_at':'2024-02-03T10:00:00Z','ends_at':'2024-02-04T10:00:00Z'}`)
	w.refusedAs(codeUpdate, `{'access_code_id':'`+id+`','code':'1234','starts_at':'2024-02-03T09:00:00Z'}`, 409, "duplicate_access_code")
	w.ok(codeUpdate, `{'access_code_id':'`+id+`','code':'1234'}`)
}

func TestOfflineCode(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Offline: true, Can: map[string]bool{"program_offline_access_codes": true}})
	window := `'device_id':'` + lock + `','is_offline_access_code':true,'starts_at':'2024-02-02T10:20:00Z','ends_at':'2024-02-03T10:20:00Z'`
	w.refusedAs(codeCreate, `{`+window+`,'code':'1234'}`, 400, "invalid_input")
	hourly := w.code(w.makeCode(`{` + window + `,'is_one_time_use':true}`))
	if hourly["starts_at"] != "2024-02-02T10:00:00.000Z" || hourly["ends_at"] != "2024-02-03T11:00:00.000Z" || hourly["is_one_time_use"] != true {
		t.Errorf("hourly %v", hourly)
	}
	daily := w.code(w.makeCode(`{` + window + `,'max_time_rounding':'1d'}`))
	if daily["starts_at"] != "2024-02-02T00:00:00.000Z" || daily["ends_at"] != "2024-02-04T00:00:00.000Z" {
		t.Errorf("daily %v", daily)
	}
	once := w.code(w.makeCode(`{'device_id':'` + lock + `','is_offline_access_code':true,'is_one_time_use':true,'starts_at':'2024-02-02T10:20:00Z'}`))
	if once["starts_at"] != "2024-02-02T10:20:00.000Z" || once["ends_at"] != "2024-02-03T10:20:00.000Z" {
		t.Errorf("once %v", once)
	}
	w.now = w.now.Add(36 * time.Hour)
	if code := w.code(daily["access_code_id"].(string)); code["status"] != "set" {
		t.Errorf("an offline code works on a device that cannot be reached: %v", code)
	}
}

func TestOfflineCodeIsFixed(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Can: map[string]bool{"program_offline_access_codes": true}})
	id := w.makeCode(`{'device_id':'` + lock + `','is_offline_access_code':true,'common_code_key':'guests'}`)
	before := w.code(id)
	named := `{'access_code_id':'` + id + `'`
	for path, body := range map[string]string{
		codeUpdate: named + `,'name':'Jane'}`, codeDelete: named + `}`, "/access_codes/update_multiple": `{'common_code_key':'guests','name':'Jane'}`,
	} {
		w.refusedAs(path, body, 400, "invalid_input")
	}
	if after := w.code(id); !reflect.DeepEqual(after, before) {
		t.Errorf("changed: %v", after)
	}
}

// A code that starts later is on the lock before, and opens from its start.
func TestScheduledCode(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	id := w.makeCode(`{'device_id':'` + lock + `','starts_at':'2024-02-01T12:00:00Z','ends_at':'2024-02-03T12:00:00Z'}`)
	other := w.makeCode(`{'device_id':'` + lock + `','starts_at':'2024-02-01T12:00:00Z','ends_at':'2024-02-03T12:00:00Z'}`)
	types := `'access_code_id':'` + id + `','event_types':['access_code.scheduled_on_device','access_code.set_on_device']`
	w.sawEvents(types, "access_code.scheduled_on_device")
	scheduled := func() any {
		return decode(t, w.ok("/access_codes/get", `{'access_code_id':'`+id+`'}`))["access_code"].(map[string]any)["is_scheduled_on_device"]
	}
	if scheduled() != true {
		t.Error("the lock does not have the schedule of the code")
	}
	w.ok(codeUpdate, `{'access_code_id':'`+id+`','starts_at':'2024-02-01T13:00:00Z'}`)
	w.ok(codeUpdate, `{'access_code_id':'`+id+`','name':'Jane'}`)
	w.ok(codeDelete, `{'access_code_id':'`+other+`'}`)
	w.now = w.now.Add(2 * time.Hour)
	w.sawEvents(types, "access_code.scheduled_on_device", "access_code.scheduled_on_device", "access_code.scheduled_on_device")
	w.now = w.now.Add(2 * time.Hour)
	w.sawEvents(types, "access_code.scheduled_on_device", "access_code.scheduled_on_device", "access_code.scheduled_on_device", "access_code.set_on_device")
	if scheduled() != false {
		t.Error("a code that has started is still scheduled")
	}
	events := decode(t, w.ok("/events/list", `{'since':'2000-01-01T00:00:00Z','event_type':'access_code.set_on_device'}`))["events"].([]any)
	if len(events) != 1 || events[0].(map[string]any)["occurred_at"] != "2024-02-01T13:00:00.000Z" {
		t.Errorf("events %v", events)
	}
}

func TestUltraloqTimeZone(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Type: "ultraloq_lock"})
	on := `{'device_id':'` + lock + `'`
	bound := on + `,'starts_at':'2024-02-02T10:00:00Z','ends_at':'2024-02-03T10:00:00Z'}`
	w.refusedAs(codeCreate, bound, 400, "invalid_input")
	w.makeCode(on + `}`)
	w.ok("/devices/report_provider_metadata", `{'devices':[`+on+`,'ultraloq_metadata':{'time_zone':'Europe/Paris'}}]}`)
	w.makeCode(bound)
}

func TestNoConversion(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Type: "kwikset_lock"})
	id := w.make("/access_codes/simulate/create_unmanaged_access_code", "access_code", `{'device_id':'`+lock+`','name':'Spare','code':'1234'}`)
	w.refusedAs("/access_codes/unmanaged/convert_to_managed", `{'access_code_id':'`+id+`'}`, 400, "invalid_input")
	w.refusedAs("/access_codes/unmanaged/update", `{'access_code_id':'`+id+`','is_managed':true}`, 400, "invalid_input")
	w.ok("/access_codes/unmanaged/get", `{'access_code_id':'`+id+`'}`)
}

func TestCodesOfADeletedAccount(t *testing.T) {
	w := newWorld(t)
	account := w.srv.AddAccount(seamtest.Account{})
	id := w.makeCode(`{'device_id':'` + w.srv.AddDevice(seamtest.Device{AccountID: account}) + `'}`)
	w.ok("/connected_accounts/delete", `{'connected_account_id':'`+account+`'}`)
	w.sawEvents(`'access_code_id':'`+id+`'`, "access_code.created", "access_code.set_on_device", "access_code.deleted")
}

func TestBackupCode(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Properties: map[string]any{"supports_backup_access_code_pool": true}})
	const pull = "/access_codes/pull_backup_access_code"
	id := w.makeCode(`{'device_id':'` + lock + `','use_backup_access_code_pool':true,'starts_at':'2024-02-02T10:00:00Z','ends_at':'2024-02-03T10:00:00Z'}`)
	if code := w.code(id); code["is_backup_access_code_available"] != true {
		t.Errorf("code %v", code)
	}
	got := w.ok(pull, `{'access_code_id':'`+id+`'}`)
	backup := decode(t, got)["access_code"].(map[string]any)
	if backup["status"] != "set" || backup["is_backup"] != true || backup["ends_at"] != "2024-02-03T10:00:00.000Z" {
		t.Errorf("backup %v", backup)
	}
	if code := w.code(id); code["pulled_backup_access_code_id"] != backup["access_code_id"] || code["is_backup_access_code_available"] != false {
		t.Errorf("first code %v", code)
	}
	// Pulling again returns the same code, so that a call whose response was lost can be repeated.
	sameJSON(t, w.ok(pull, `{'access_code_id':'`+id+`'}`), got)
	w.sawEvents(`'access_code_id':'`+id+`','event_type':'access_code.backup_access_code_pulled'`, "access_code.backup_access_code_pulled")
	w.attempt("/access_codes/delete", `{'access_code_id':'`+backup["access_code_id"].(string)+`'}`)
	w.refusedAs(pull, `{'access_code_id':'`+id+`'}`, 400, "no_backup_access_code_available")
	ongoing := w.makeCode(`{'device_id':'` + lock + `','use_backup_access_code_pool':true}`)
	w.refusedAs(pull, `{'access_code_id':'`+ongoing+`'}`, 400, "invalid_input")
}

func TestUnmanagedCode(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	create := func(pin string) string {
		return w.make("/access_codes/simulate/create_unmanaged_access_code", "access_code", `{'device_id':'`+lock+`','name':'Spare','code':'`+pin+`'}`)
	}
	id := create("1234")
	named := `{'access_code_id':'` + id + `'}`
	w.refusedAs(codeGet, named, 404, "access_code_not_found")
	w.refusedAs(codeCreate, `{'device_id':'`+lock+`','code':'1234'}`, 409, "duplicate_access_code")
	w.ok("/access_codes/unmanaged/get", named)
	if got := w.ids("/access_codes/unmanaged/list", "access_codes", "access_code_id", `{'device_id':'`+lock+`'}`); !slices.Equal(got, []string{id}) {
		t.Errorf("list %v", got)
	}
	w.ok("/access_codes/unmanaged/update", `{'access_code_id':'`+id+`','is_managed':false}`)
	w.ok("/access_codes/unmanaged/convert_to_managed", `{'access_code_id':'`+id+`','is_external_modification_allowed':true}`)
	if code := w.code(id); code["is_external_modification_allowed"] != true || code["status"] != "set" {
		t.Errorf("converted %v", code)
	}
	w.refusedAs("/access_codes/unmanaged/get", named, 404, "access_code_not_found")
	second := create("4321")
	w.ok("/access_codes/unmanaged/update", `{'access_code_id':'`+second+`','is_managed':true}`)
	w.code(second)
	third := create("5555")
	w.attempt("/access_codes/unmanaged/delete", `{'access_code_id':'`+third+`'}`)
	w.refusedAs("/access_codes/unmanaged/delete", `{'access_code_id':'`+third+`'}`, 404, "access_code_not_found")
	w.sawEvents(`'access_code_id':'`+third+`'`, "access_code.unmanaged.created", "access_code.unmanaged.removed")
}

func TestLinkedCodes(t *testing.T) {
	w := newWorld(t)
	front, back := w.srv.AddDevice(seamtest.Device{}), w.srv.AddDevice(seamtest.Device{})
	const several = "/access_codes/create_multiple"
	both := `'device_ids':['` + front + `','` + back + `']`
	text := w.ok(several, `{`+both+`,'name':'Jane'}`)
	pins, keys := idsIn(t, text, "access_codes", "code"), idsIn(t, text, "access_codes", "common_code_key")
	if len(pins) != 2 || pins[0] != pins[1] || keys[0] != keys[1] {
		t.Errorf("PINs %v, keys %v", pins, keys)
	}
	w.ok("/access_codes/update_multiple", `{'common_code_key':'`+keys[0]+`','name':'John'}`)
	for _, id := range idsIn(t, text, "access_codes", "access_code_id") {
		if code := w.code(id); code["name"] != "John" {
			t.Errorf("updated %v", code)
		}
	}
	w.refusedAs("/access_codes/update_multiple", `{'common_code_key':'unknown'}`, 404, "access_code_not_found")

	w.makeCode(`{'device_id':'` + back + `','code':'7777'}`)
	w.refusedAs(several, `{`+both+`,'code':'7777'}`, 409, "duplicate_access_code")
	if got := w.ids("/access_codes/list", "access_codes", "code", `{'device_id':'`+front+`'}`); len(got) != 1 {
		t.Errorf("a refused call left %v", got)
	}
	text = w.ok(several, `{`+both+`,'code':'7777','behavior_when_code_cannot_be_shared':'create_random_code'}`)
	if decode(t, text)["access_codes"].([]any)[0].(map[string]any)["common_code_key"] != nil {
		t.Errorf("random codes are linked: %s", text)
	}
	w.refusedAs(several, `{'device_ids':[]}`, 400, "invalid_input")
}
