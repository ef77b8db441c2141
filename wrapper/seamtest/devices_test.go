package seamtest_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestDevice(t *testing.T) {
	w := newWorld(t)
	account := w.srv.AddAccount(seamtest.Account{Name: "Jane's locks", Type: "schlage", CustomerKey: "acme"})
	id := w.srv.AddDevice(seamtest.Device{
		Name: "Front Door", Type: "schlage_lock", AccountID: account, TimeZone: "Europe/Oslo",
		Can: map[string]bool{"remotely_unlock": false}, Properties: map[string]any{"serial_number": "4711"},
	})
	sameJSON(t, w.ok("/devices/get", `{'device_id':'`+id+`'}`), fill(`{'device':{
		'can_configure_auto_lock':true,
		'can_hvac_cool':false,
		'can_hvac_heat':false,
		'can_hvac_heat_cool':false,
		'can_program_online_access_codes':true,
		'can_remotely_lock':true,
		'can_remotely_unlock':false,
		'can_simulate_connection':true,
		'can_simulate_disconnection':true,
		'can_simulate_removal':true,
		'can_turn_off_hvac':false,
		'can_unlock_with_code':true,
		'capabilities_supported':['lock','access_code'],
		'connected_account_id':'$account',
		'created_at':'2024-02-01T10:00:00.123Z',
		'custom_metadata':{},
		'device_id':'$device',
		'device_type':'schlage_lock',
		'display_name':'Front Door',
		'errors':[],
		'is_managed':true,
		'location':{'time_zone':'Europe/Oslo','timezone':'Europe/Oslo'},
		'properties':{
			'appearance':{'name':'Front Door'},
			'locked':true,
			'manufacturer':'schlage',
			'model':{'display_name':'Schlage Lock','manufacturer_display_name':'Schlage'},
			'name':'Front Door',
			'online':true,
			'serial_number':'4711'
		},
		'space_ids':[],
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{"account": account, "device": id, "workspace": w.srv.WorkspaceID()}))
	w.ok("/devices/get", `{'name':'Front Door'}`)
	w.refusedAs("/devices/get", `{}`, 400, "invalid_input")
	w.refusedAs("/devices/get", `{'name':'Back Door'}`, 404, "device_not_found")
	mustPanic(t, "no connected account", func() { w.srv.AddDevice(seamtest.Device{AccountID: unknownID}) })
}

func TestUpdateDevice(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddDevice(seamtest.Device{Name: "Lock"})
	device := func() map[string]any {
		return w.object("/devices/get", "device", `{'device_id':'`+id+`'}`)
	}
	w.ok("/devices/update", `{'device_id':'`+id+`','name':'Front Door','custom_metadata':{'room':'42','vip':true}}`)
	w.ok("/devices/update", `{'device_id':'`+id+`','custom_metadata':{'vip':null},'backup_access_code_pool_enabled':true}`)
	got := device()
	sameJSON(t, toJSON(t, got["custom_metadata"]), `{'room':'42'}`)
	if got["display_name"] != "Front Door" || got["nickname"] != "Front Door" {
		t.Errorf("renamed %v", got)
	}
	w.ok("/devices/update", `{'device_id':'`+id+`','name':null}`)
	if got := device(); got["display_name"] != "Lock" || got["nickname"] != nil {
		t.Errorf("name taken back: %v", got)
	}
	w.refusedAs("/devices/update", `{'device_id':'`+unknownID+`'}`, 404, "device_not_found")
	w.ok("/devices/report_provider_metadata", `{'devices':[{'device_id':'`+id+`'}]}`)
	w.refusedAs("/devices/report_provider_metadata", `{'devices':[{'device_id':'`+unknownID+`'}]}`, 404, "device_not_found")
}

func TestUnmanagedDevice(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddDevice(seamtest.Device{Name: "Lock", Unmanaged: true})
	named := `{'device_id':'` + id + `'}`
	w.refusedAs("/devices/get", named, 404, "device_not_found")
	w.refusedAs("/locks/unlock_door", named, 404, "device_not_found")
	w.ok("/devices/unmanaged/get", named)
	if got := w.ids("/devices/unmanaged/list", "devices", "device_id", `{}`); !slices.Equal(got, []string{id}) {
		t.Errorf("list %v", got)
	}
	w.ok("/devices/unmanaged/update", `{'device_id':'`+id+`','is_managed':true,'custom_metadata':{'a':'b'}}`)
	w.ok("/devices/get", named)
	w.refusedAs("/devices/unmanaged/get", named, 404, "device_not_found")
	w.refusedAs("/devices/unmanaged/update", named, 404, "device_not_found")
	w.ok("/devices/update", `{'device_id':'`+id+`','is_managed':false}`)
	w.ok("/devices/unmanaged/get", named)
	w.sawEvents(`'device_id':'`+id+`'`, "device.added", "device.unmanaged.connected",
		"device.unmanaged.converted_to_managed", "device.converted_to_unmanaged")
}

func TestListDevices(t *testing.T) {
	w := newWorld(t)
	account := w.srv.AddAccount(seamtest.Account{CustomerKey: "acme"})
	lock := w.srv.AddDevice(seamtest.Device{Name: "Front Door", AccountID: account})
	w.now = w.now.Add(time.Hour)
	thermostat := w.srv.AddDevice(seamtest.Device{Name: "Living Room", Type: "ecobee_thermostat"})
	w.ok("/devices/update", `{'device_id':'`+thermostat+`','custom_metadata':{'floor':'1'}}`)
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":            {`{}`, []string{lock, thermostat}},
		"by ID":          {`{'device_ids':['` + thermostat + `']}`, []string{thermostat}},
		"by account":     {`{'connected_account_id':'` + account + `'}`, []string{lock}},
		"by accounts":    {`{'connected_account_ids':['` + account + `']}`, []string{lock}},
		"by customer":    {`{'customer_key':'acme'}`, []string{lock}},
		"by type":        {`{'device_type':'ecobee_thermostat'}`, []string{thermostat}},
		"by types":       {`{'device_types':['ecobee_thermostat','august_lock']}`, []string{lock, thermostat}},
		"by maker":       {`{'manufacturer':'august'}`, []string{lock}},
		"created before": {`{'created_before':'2024-02-01T11:00:00Z'}`, []string{lock}},
		"by metadata":    {`{'custom_metadata_has':{'floor':'1'}}`, []string{thermostat}},
		"other metadata": {`{'custom_metadata_has':{'floor':'2'}}`, []string{}},
		"search":         {`{'search':'FRONT'}`, []string{lock}},
		"no space":       {`{'space_id':'` + unknownID + `'}`, []string{}},
		"one":            {`{'limit':1}`, []string{lock}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/devices/list", "devices", "device_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	if got := w.ids("/locks/list", "locks", "device_id", `{}`); !slices.Equal(got, []string{lock}) {
		t.Errorf("locks %v", got)
	}
}

// A device that is added offline has the error device_offline until it is connected.
func TestOfflineDevice(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddDevice(seamtest.Device{Offline: true})
	named := `{'device_id':'` + id + `'}`
	errors := func() []any { return w.object("/devices/get", "device", named)["errors"].([]any) }
	if found := errors(); len(found) != 1 || found[0].(map[string]any)["error_code"] != "device_offline" {
		t.Errorf("errors %v", found)
	}
	w.ok("/devices/simulate/connect", named)
	if found := errors(); len(found) != 0 {
		t.Errorf("errors %v after connecting", found)
	}
	w.sawEvents(`'device_id':'`+id+`'`, "device.added", "device.connected")
}

func TestSimulatedTrouble(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddDevice(seamtest.Device{})
	named := `{'device_id':'` + id + `'}`
	look := func() (online bool, errors []string) {
		device := w.object("/devices/get", "device", named)
		for _, e := range device["errors"].([]any) {
			errors = append(errors, e.(map[string]any)["error_code"].(string))
		}
		return device["properties"].(map[string]any)["online"].(bool), errors
	}
	steps := []struct {
		path, body string
		online     bool
		errors     []string
	}{
		{"disconnect", named, false, []string{"device_offline"}},
		{"disconnect", named, false, []string{"device_offline"}},
		{"disconnect_from_hub", named, false, []string{"device_offline", "hub_disconnected"}},
		{"connect", named, false, []string{"hub_disconnected"}},
		{"connect_to_hub", named, true, nil},
		{"paid_subscription", `{'device_id':'` + id + `','is_expired':true}`, true, []string{"subscription_required"}},
		{"paid_subscription", `{'device_id':'` + id + `','is_expired':false}`, true, nil},
		{"remove", named, false, []string{"device_removed"}},
	}
	for _, step := range steps {
		w.ok("/devices/simulate/"+step.path, step.body)
		if online, errors := look(); online != step.online || !slices.Equal(errors, step.errors) {
			t.Errorf("%s: online %v, errors %v", step.path, online, errors)
		}
		w.refusedAs("/devices/simulate/"+step.path, fmt.Sprintf(`{'device_id':'%s','is_expired':true}`, unknownID), 404, "device_not_found")
	}
	w.sawEvents(`'device_id':'`+id+`'`, "device.added", "device.connected", "device.disconnected", "device.disconnected",
		"device.connected", "device.error.subscription_required", "device.error.subscription_required.resolved", "device.removed")
}
