package normalize

import (
	"encoding/json"
	"testing"
)

// filesOf are the files of the components and services that the passes up to
// "files" make of a document.
func filesOf(t *testing.T, doc *document) (components, services map[string]string) {
	t.Helper()
	if err := runPasses(doc, upTo("files")...); err != nil {
		t.Fatal(err)
	}
	components, services = map[string]string{}, map[string]string{}
	for name, r := range doc.Components.Schemas {
		components[name], _ = r.Value.Extensions[extFile].(string)
		if r.Ref != "" {
			components[name], _ = r.Extensions[extFile].(string)
		}
	}
	for _, op := range doc.operations() {
		list, _ := op.Extensions["x-go-services"].([]any)
		for _, s := range list {
			service := s.(map[string]any)
			services[service["type"].(string)], _ = service["file"].(string)
		}
	}
	return components, services
}

func TestFilesOfTheVendoredDocument(t *testing.T) {
	t.Parallel()
	data, _ := vendored()
	doc, err := read(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	components, services := filesOf(t, doc)
	for name, file := range components {
		if file == "" || file != fileName(file) {
			t.Errorf("%s is in the file %q", name, file)
		}
	}
	for name, want := range map[string]string{
		"device":                                    "devices",
		"device_error":                              "devices",
		"device_provider":                           "devices",
		"device_properties":                         "devices_properties",
		"device_properties_akiles_metadata":         "devices_metadata",
		"unmanaged_device":                          "devices_unmanaged",
		"devices_list_request":                      "devices",
		"devices_unmanaged_list_request":            "devices_unmanaged",
		"devices_simulate_connect_request":          "devices",
		"unmanaged_access_grant":                    "access_grants_unmanaged",
		"acs_user":                                  "acs_users",
		"acs_encoders_get_request":                  "acs_encoders",
		"thermostat_schedule":                       "thermostats_schedules",
		"noise_threshold":                           "noise_sensors_noise_thresholds",
		"user_identity":                             "user_identities",
		"customer_portal":                           "customers",
		"magic_link":                                "customers",
		"customers_push_data_request":               "customers_push_data",
		"event":                                     "event",
		"event_type":                                "event",
		"event_error_code":                          "event",
		"access_code_created_event":                 "event_access_code",
		"device_connected_event":                    "event_device",
		"action_attempt":                            "action_attempt",
		"unlock_door_action_attempt":                "action_attempt",
		"scan_credential_action_attempt_result":     "action_attempt",
		"custom_metadata":                           "custom_metadata",
		"acs_encoders_scan_credential_request":      "acs_encoders",
		"access_codes_create_result":                "access_codes",
		"thermostats_daily_programs_create_request": "thermostats_daily_programs",
	} {
		if got, found := components[name]; found && got != want {
			t.Errorf("%s is in the file %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"devices_service": "devices", "devices_simulate_service": "devices", "devices_unmanaged_service": "devices_unmanaged",
		"acs_service": clientFile, "acs_users_service": "acs_users", "thermostats_schedules_service": "thermostats_schedules",
	} {
		if got, found := services[name]; found && got != want {
			t.Errorf("%s is in the file %q, want %q", name, got, want)
		}
	}
}

func TestFilesOfOddNames(t *testing.T) {
	t.Parallel()
	leaf := object(`"x": {"type": "string"}`)
	get := func(name string) string { return post(object(`"id": {"type": "string"}`), object(`"a": `+ref(name))) }
	doc := mustParse(t, docOf(`"pages": `+leaf+`, "__": `+leaf+`, "phone.android": `+leaf+`, "Some-Thing": `+leaf,
		`"/operations/get": `+get("pages")+`, "/client/get": `+get("phone.android")+`, "/list/test/get": `+get("Some-Thing")+
			`, "/phones_windows/get": `+get("__")))
	components, services := filesOf(t, doc)
	got, err := json.Marshal([]any{components, services})
	if err != nil {
		t.Fatal(err)
	}
	wantJSON(t, string(got), `[{
		"Some-Thing": "some_thing", "__": "other_resource", "pages_object": "pages_object", "pagination": "pagination",
		"phone.android": "phone_android_resource",
		"client_get_request": "client_resource", "list_test_get_request": "list_test",
		"operations_get_request": "operations_resource", "phones_windows_get_request": "phones_windows_resource"
	}, {
		"client_service": "client_resource", "list_service": "client", "list_test_service": "list_test",
		"operations_service": "operations_resource", "phones_windows_service": "phones_windows_resource"
	}]`)
}
