package seamtest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
	"github.com/seam-go/seam/wrapper/seamtest/internal/published"
)

// A hotel has cards on its encoders, which a program in another language cannot put there.
func TestHotelEncodesAndScans(t *testing.T) {
	w := newWorld(t)
	hotel := w.srv.AddHotel()
	for _, desk := range []struct{ system, door, encoder, card string }{
		{hotel.SystemID, hotel.RoomID, hotel.EncoderID, hotel.CardNumber},
		{hotel.StaffSystemID, hotel.OfficeID, hotel.StaffEncoderID, hotel.StaffCardNumber},
	} {
		user := w.makeUser(`{'acs_system_id':'` + desk.system + `','full_name':'Jane'}`)
		credential := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card','allowed_acs_entrance_ids':['` + desk.door + `']}`)
		w.ok("/acs/encoders/encode_credential", `{'acs_encoder_id':'`+desk.encoder+`','acs_credential_id':'`+credential+`'}`)
		scan := pick(t, w.ok("/acs/encoders/scan_credential", `{'acs_encoder_id':'`+desk.encoder+`'}`), "action_attempt", "action_attempt_id")
		result := w.object("/action_attempts/get", "action_attempt", `{'action_attempt_id':'`+scan+`'}`)["result"].(map[string]any)
		if number := result["acs_credential_on_encoder"].(map[string]any)["card_number"]; number != desk.card {
			t.Errorf("scanned the card %v, want %s", number, desk.card)
		}
		if on, _ := result["acs_credential_on_seam"].(map[string]any); on["acs_credential_id"] != credential || on["is_issued"] != true {
			t.Errorf("scanned %v", on)
		}
	}
}

func TestHotelHasEveryKindOfDevice(t *testing.T) {
	w := newWorld(t)
	hotel := w.srv.AddHotel()
	for _, list := range []struct{ path, key, want string }{
		{"/thermostats/list", "thermostats", hotel.ThermostatID},
		{"/thermostats/list", "devices", hotel.ThermostatID},
		{"/noise_sensors/list", "noise_sensors", hotel.NoiseSensorID},
		{"/locks/list", "locks", hotel.LockID},
		{"/devices/unmanaged/list", "devices", hotel.UnmanagedLockID},
	} {
		if got := w.ids(list.path, list.key, "device_id", `{}`); !slices.Equal(got, []string{list.want}) {
			t.Errorf("%s %s: %v, want %s", list.path, list.key, got, list.want)
		}
	}
	got := w.object("/acs/access_groups/get", "acs_access_group", `{'acs_access_group_id':'`+hotel.AccessGroupID+`'}`)
	if got["acs_system_id"] != hotel.StaffSystemID {
		t.Errorf("access group %v", got)
	}
	if got := w.ids("/acs/access_groups/list_accessible_entrances", "acs_entrances", "acs_entrance_id", `{'acs_access_group_id':'`+hotel.AccessGroupID+`'}`); !slices.Equal(got, []string{hotel.OfficeID}) {
		t.Errorf("it opens %v", got)
	}
	manager := w.object("/acs/systems/get", "acs_system", `{'acs_system_id':'`+hotel.SystemID+`'}`)["default_credential_manager_acs_system_id"]
	if manager != hotel.CredentialManagerID {
		t.Errorf("credential manager %v", manager)
	}
}

// Lists of one kind of device have the filters of the list of all devices, and a limit, but no pages.
func TestListsOfOneKindOfDevice(t *testing.T) {
	w := newWorld(t)
	hotel := w.srv.AddHotel()
	second := w.srv.AddDevice(seamtest.Device{Name: "Lobby", Type: "nest_thermostat"})
	w.srv.AddDevice(seamtest.Device{Type: "ecobee_thermostat", Unmanaged: true})
	for body, want := range map[string][]string{
		`{}`:                 {hotel.ThermostatID, second},
		`{'search':'lobby'}`: {second},
		`{'limit':1}`:        {hotel.ThermostatID},
		`{'device_ids':['` + hotel.NoiseSensorID + `']}`: nil,
		`{'device_types':['nest_thermostat']}`:           {second},
		`{'created_before':'2024-01-01T00:00:00Z'}`:      nil,
	} {
		if !documents(t, "/thermostats/list", body) {
			continue // later documents have fewer filters here
		}
		if got := w.ids("/thermostats/list", "thermostats", "device_id", body); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
}

// documents reports whether the document has every field of a request.
func documents(t *testing.T, path, body string) bool {
	t.Helper()
	doc, err := published.Document()
	if err != nil {
		t.Fatal(err)
	}
	for field := range decode(t, strings.ReplaceAll(body, "'", `"`)) {
		if published.Body(doc, path).Properties[field] == nil {
			return false
		}
	}
	return true
}

// A list without pages is complete, however long it is.
func TestListsOfOneKindAreWhole(t *testing.T) {
	srv := seamtest.NewServer()
	account := srv.AddAccount(seamtest.Account{})
	for range 501 {
		srv.AddDevice(seamtest.Device{AccountID: account})
	}
	locks, err := srv.Client().Locks.List(t.Context(), nil)
	if err != nil || len(locks) != 501 {
		t.Errorf("%d locks, %v", len(locks), err)
	}
}
