package normalize

import "github.com/getkin/kin-openapi/openapi3"

// contradictions are the places where the document gives one field two types.
// Each is reviewed: an entry has the type that the field gets, and the reason.
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

// renames gives the types at these places another name, because the name by rule is taken. A place may
// be a component: then it gets another name before anything is called after it. Fields keep their names.
var renames = map[string]string{
	// The component device_provider describes a provider; this enum only names one.
	"device.device_provider": "device_provider_key",
}

// shortNames gives the types at these places a shorter name, because the name by rule, or that of something
// in them, is longer than [maxName]. Fields keep their names.
var shortNames = map[string]string{
	"/access_codes/create_multiple request.behavior_when_code_cannot_be_shared":       "behavior_when_code_cannot_be_shared",
	"/acs/encoders/simulate/next_credential_encode_will_succeed request.scenario":     "acs_encoder_encode_scenario",
	"/acs/encoders/simulate/next_credential_scan_will_succeed request.scenario":       "acs_encoder_scan_scenario",
	"/acs/entrances/list_credentials_with_access request.include_if":                  "acs_entrance_credentials_include_if",
	"/customers/create_portal request.customer_resources_filter":                      "customer_resources_filter",
	"/customers/create_portal request.features.manage.device_management_confirmation": "device_management_confirmation",
	"/phones/simulate/create_sandbox_phone request.phone_metadata":                    "sandbox_phone_metadata",
	"acs_entrance.visionline_metadata.profile":                                        "visionline_door_profile",
	"device.properties.code_constraint":                                               "code_constraint",
	"device.properties.minut_metadata.latest_sensor_values":                           "minut_sensor_values",
	"scan_credential_action_attempt.result.acs_credential_on_encoder":                 "scanned_card",
	"scan_credential_action_attempt.result.warning":                                   "scan_warning",
}

// valueRenames are the values of enums, by the name of the enum, that would give a
// constant a name longer than [maxName].
var valueRenames = map[string]map[string]string{
	"acs_access_group_pending_mutation_code": {"deferring_user_membership_update": "deferring_membership_update"},
	"acs_entrance_warning_code":              {"salto_ks_entrance_access_code_support_removed": "salto_ks_access_code_support_removed"},
	"connected_account_warning_code":         {"salto_ks_subscription_limit_almost_reached": "salto_ks_limit_almost_reached"},
	"user_identity_warning_code":             {"acs_user_profile_does_not_match_user_identity": "acs_user_profile_does_not_match"},
}

func anything() *openapi3.Schema { return &openapi3.Schema{} }

func text() *openapi3.Schema { return &openapi3.Schema{Type: &openapi3.Types{"string"}} }
