package normalize

import "github.com/getkin/kin-openapi/openapi3"

// contradictions are the places where the document gives one field two types.
// Each is reviewed: an entry says what the field becomes and why.
var contradictions = []struct {
	place   string
	becomes func() *openapi3.Schema
	reason  string
}{
	{
		"device.properties.dormakaba_oracode_metadata.device_id", anything,
		"a number in one variant of the device properties and a string in the other",
	},
	{
		"/customers/create_portal request.customer_resources_filters[].value", anything,
		"compared with custom metadata, whose values are strings or booleans",
	},
	{
		"/events/list request.between[]", text,
		"a time or a keyword, as the description says",
	},
}

// copies are the places where the document spells a component out. Giving them
// the type of the component lets a caller hand the result of a wait to whatever
// takes the resource. A copy may lack fields of the component, not have others.
var copies = map[string]string{
	"action_attempt.ENCODE_CREDENTIAL.result":                      "acs_credential",
	"action_attempt.SCAN_TO_ASSIGN_CREDENTIAL.result":              "acs_credential",
	"action_attempt.SCAN_CREDENTIAL.result.acs_credential_on_seam": "acs_credential",
	"action_attempt.ASSIGN_CREDENTIAL.result":                      "access_method",
}

// aliases are the response properties that repeat the result under a second
// name. The client reads whichever of the two comes.
var aliases = map[string]string{
	"/locks/get":          "lock",
	"/locks/list":         "locks",
	"/noise_sensors/list": "noise_sensors",
	"/thermostats/list":   "thermostats",
	"/user_identities/list_accessible_devices": "accessible_devices",
}

// renames are the places whose name by rule is that of something else. A place may
// be a component: then it gets another name before anything is called after it.
var renames = map[string]string{
	// The component device_provider describes a provider; this enum only names one.
	"device.device_provider": "device_provider_key",
	// The properties hold a list of presets and, beside it, a list of modes.
	"device.properties.available_climate_preset.climate_preset_mode": "device_properties_available_climate_preset_preset_mode",
}

func anything() *openapi3.Schema { return &openapi3.Schema{} }

func text() *openapi3.Schema { return &openapi3.Schema{Type: &openapi3.Types{"string"}} }
