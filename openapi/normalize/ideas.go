package normalize

import (
	"strings"
	"sync"
)

// idea is an enum that occurs at several places and means the same at each.
type idea struct {
	description string
	places      []string
}

// ideas are the enums that are one type in Go, by its name. Each is reviewed: equal
// values alone do not make two places one idea. With a shared type, a value that was
// read from a response can be sent in a request.
var ideas = map[string]idea{
	"accepted_capability": {"Kind of device that a connected account may bring.", []string{
		"connect_webview.accepted_capability",
		"connected_account.accepted_capability",
		"/connect_webviews/create request.accepted_capability",
		"/connected_accounts/update request.accepted_capability",
	}},
	"access_code_change_type": {"Kind of change that was made to an access code outside of Seam.", []string{
		"access_code.error.change_type",
		"access_code.warning.change_type",
		"unmanaged_access_code.error.change_type",
		"unmanaged_access_code.warning.change_type",
	}},
	"access_code_error_code": {"Code of an error of an access code.", []string{
		"access_code.error.error_code",
		"unmanaged_access_code.error.error_code",
		"event.access_code_error.error_code",
	}},
	"access_code_pending_mutation_code": {"Code of a change to an access code that is under way.", []string{
		"access_code.pending_mutation.mutation_code",
		"event.requested_mutation.mutation_code",
	}},
	"access_code_status": {"Status of an access code on its device.", []string{
		"access_code.status",
		"unmanaged_access_code.status",
	}},
	"access_code_type": {"Kind of time frame of an access code.", []string{
		"access_code.type",
		"unmanaged_access_code.type",
	}},
	"access_code_warning_code": {"Code of a warning about an access code.", []string{
		"access_code.warning.warning_code",
		"unmanaged_access_code.warning.warning_code",
		"event.access_code_warning.warning_code",
	}},
	"access_grant_error_code": {"Code of an error of an access grant.", []string{
		"access_grant.error.error_code",
		"unmanaged_access_grant.error.error_code",
	}},
	"access_grant_pending_mutation_code": {"Code of a change to an access grant that is under way.", []string{
		"access_grant.pending_mutation.mutation_code",
		"unmanaged_access_grant.pending_mutation.mutation_code",
	}},
	"access_grant_warning_code": {"Code of a warning about an access grant.", []string{
		"access_grant.warning.warning_code",
		"unmanaged_access_grant.warning.warning_code",
	}},
	"access_grant_warning_reason": {"Reason why a device cannot keep to the times of an access grant.", []string{
		"access_grant.warning.reason",
		"unmanaged_access_grant.warning.reason",
	}},
	"access_method_error_code": {"Code of an error of an access method.", []string{
		"access_method.error.error_code",
		"unmanaged_access_method.error.error_code",
	}},
	"access_method_mode": {"Way in which an access method or a credential opens doors.", []string{
		"access_method.mode",
		"access_grant.requested_access_method.mode",
		"acs_credential.access_method",
		"unmanaged_access_grant.requested_access_method.mode",
		"unmanaged_access_method.mode",
		"/access_grants/create request.requested_access_method.mode",
		"/access_grants/request_access_methods request.requested_access_method.mode",
	}},
	"access_method_pending_mutation_code": {"Code of a change to an access method that is under way.", []string{
		"access_method.pending_mutation.mutation_code",
		"unmanaged_access_method.pending_mutation.mutation_code",
	}},
	"access_method_warning_code": {"Code of a warning about an access method.", []string{
		"access_method.warning.warning_code",
		"unmanaged_access_method.warning.warning_code",
	}},
	"access_grants_related": {"Kind of resource that belongs to access grants.", []string{
		"/access_grants/get_related request.include",
		"/access_grants/get_related request.exclude",
	}},
	"access_methods_related": {"Kind of resource that belongs to access methods.", []string{
		"/access_methods/get_related request.include",
		"/access_methods/get_related request.exclude",
	}},
	"acs_access_group_external_type": {"Name that a manufacturer has for its kind of access group.", []string{
		"acs_access_group.external_type",
		"acs_access_group.access_group_type",
	}},
	"acs_system_error_code": {"Code of an error of an access system.", []string{
		"acs_system.error.error_code",
		"event.acs_system_error.error_code",
	}},
	"acs_system_external_type": {"Name that a manufacturer has for its kind of access system.", []string{
		"acs_system.external_type",
		"acs_system.system_type",
	}},
	"acs_system_warning_code": {"Code of a warning about an access system.", []string{
		"acs_system.warning.warning_code",
		"event.acs_system_warning.warning_code",
	}},
	"action_error_type": {"Kind of failure of an action.", []string{
		"action_attempt.error.type",
		"/acs/encoders/simulate/next_credential_encode_will_fail request.error_code",
		"/acs/encoders/simulate/next_credential_scan_will_fail request.error_code",
	}},
	"action_type": {"", []string{ // the discriminator of action attempts
		"event.action_type",
	}},
	"battery_status": {"Charge of a battery in words.", []string{
		"device.properties.battery.status",
		"event.battery_status",
		"unmanaged_device.properties.battery.status",
	}},
	"climate_preset_mode": {"Kind of situation that a climate preset is for.", []string{
		"device.properties.available_climate_preset_mode",
		"device.properties.available_climate_preset.climate_preset_mode",
		"device.properties.current_climate_setting.climate_preset_mode",
		"device.properties.default_climate_setting.climate_preset_mode",
		"/thermostats/create_climate_preset request.climate_preset_mode",
		"/thermostats/update_climate_preset request.climate_preset_mode",
	}},
	"connected_account_error_code": {"Code of an error of a connected account.", []string{
		"connected_account.error.error_code",
		"event.connected_account_error.error_code",
	}},
	"connected_account_warning_code": {"Code of a warning about a connected account.", []string{
		"connected_account.warning.warning_code",
		"event.connected_account_warning.warning_code",
	}},
	"device_capability": {"Kind of thing that a device can do.", []string{
		"device.capabilities_supported",
		"unmanaged_device.capabilities_supported",
	}},
	"device_error_code": {"Code of an error of a device.", []string{
		"device.error.error_code",
		"event.device_error.error_code",
		"unmanaged_device.error.error_code",
	}},
	"device_type": {"Kind of device.", []string{
		"device.device_type",
		"phone.device_type",
		"unmanaged_device.device_type",
		"/devices/list request.device_type",
		"/devices/unmanaged/list request.device_type",
		"/locks/list request.device_type",
		"/noise_sensors/list request.device_type",
		"/thermostats/list request.device_type",
	}},
	"device_warning_code": {"Code of a warning about a device.", []string{
		"device.warning.warning_code",
		"event.device_warning.warning_code",
		"unmanaged_device.warning.warning_code",
	}},
	"ecobee_owner": {"Owner of an ecobee climate preset.", []string{
		"device.properties.available_climate_preset.ecobee_metadata.owner",
		"device.properties.current_climate_setting.ecobee_metadata.owner",
		"device.properties.default_climate_setting.ecobee_metadata.owner",
		"/thermostats/create_climate_preset request.ecobee_metadata.owner",
		"/thermostats/update_climate_preset request.ecobee_metadata.owner",
	}},
	"event_type": {"", []string{ // the discriminator of events
		"webhook.event_type",
		"/events/get request.event_type",
		"/events/list request.event_type",
		"/webhooks/create request.event_type",
		"/webhooks/update request.event_type",
	}},
	"fan_mode": {"Mode of a thermostat's fan.", []string{
		"device.properties.available_climate_preset.fan_mode_setting",
		"device.properties.available_fan_mode_setting",
		"device.properties.current_climate_setting.fan_mode_setting",
		"device.properties.default_climate_setting.fan_mode_setting",
		"device.properties.fan_mode_setting",
		"event.fan_mode_setting",
		"/thermostats/create_climate_preset request.fan_mode_setting",
		"/thermostats/set_fan_mode request.fan_mode",
		"/thermostats/set_fan_mode request.fan_mode_setting",
		"/thermostats/update_climate_preset request.fan_mode_setting",
	}},
	"hvac_mode": {"Mode of a thermostat: heating, cooling, both or neither.", []string{
		"device.properties.available_climate_preset.hvac_mode_setting",
		"device.properties.available_hvac_mode_setting",
		"device.properties.current_climate_setting.hvac_mode_setting",
		"device.properties.default_climate_setting.hvac_mode_setting",
		"event.hvac_mode_setting",
		"/thermostats/create_climate_preset request.hvac_mode_setting",
		"/thermostats/set_hvac_mode request.hvac_mode_setting",
		"/thermostats/simulate/hvac_mode_adjusted request.hvac_mode",
		"/thermostats/update_climate_preset request.hvac_mode_setting",
	}},
	"logo_shape": {"Shape of a workspace's logo in Connect Webviews.", []string{
		"workspace.connect_webview_customization.logo_shape",
		"/workspaces/create request.connect_webview_customization.logo_shape",
		"/workspaces/create request.webview_logo_shape",
		"/workspaces/update request.connect_webview_customization.logo_shape",
	}},
	"manufacturer": {"Manufacturer of devices.", []string{
		"device.device_manufacturer.manufacturer",
		"/devices/list request.manufacturer",
		"/devices/unmanaged/list request.manufacturer",
		"/locks/list request.manufacturer",
		"/noise_sensors/list request.manufacturer",
		"/thermostats/list request.manufacturer",
	}},
	"max_time_rounding": {"Largest change that Seam may make to the times of an access code for a device that takes only full hours or days.", []string{
		"/access_codes/create request.max_time_rounding",
		"/access_codes/update request.max_time_rounding",
	}},
	"provider_category": {"Category of providers of devices.", []string{
		"device.device_provider.provider_category",
		"device_provider.provider_category",
		"/connect_webviews/create request.provider_category",
		"/devices/list_device_providers request.provider_category",
	}},
	"provider_key": {"Key of a provider whose accounts can be connected.", []string{
		"connect_webview.accepted_provider",
		"connect_webview.selected_provider",
		"device_provider.device_provider_name",
		"/connect_webviews/create request.accepted_provider",
		"/connect_webviews/create request.excluded_provider",
		"/customers/create_portal request.features.connect.accepted_provider",
		"/customers/create_portal request.features.connect.excluded_provider",
	}},
	"spaces_related": {"Kind of resource that belongs to spaces.", []string{
		"/spaces/get_related request.include",
		"/spaces/get_related request.exclude",
	}},
	"user_identity_error_code": {"Code of an error of a user identity.", []string{
		"user_identity.error.error_code",
		"unmanaged_user_identity.error.error_code",
	}},
	"user_identity_warning_code": {"Code of a warning about a user identity.", []string{
		"user_identity.warning.warning_code",
		"unmanaged_user_identity.warning.warning_code",
	}},
	"visionline_card_format": {"Format of the cards of a Visionline system.", []string{
		"scan_credential_action_attempt.result.acs_credential_on_encoder.visionline_metadata.card_format",
		"/acs/credentials/create request.visionline_metadata.card_format",
	}},
	"visionline_card_function_type": {"Kind of person that a card of a Visionline system is for.", []string{
		"acs_credential.visionline_metadata.card_function_type",
		"/acs/credentials/create request.visionline_metadata.card_function_type",
	}},
}

// ideaAt returns the name that the enum at a place shares with others, "" if it
// shares none. Unmanaged resources are results in some documents and components in
// others.
func ideaAt(place string) string {
	return ideasByPlace()[strings.TrimPrefix(place, unmanagedResult)]
}

var ideasByPlace = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for name, i := range ideas {
		for _, place := range i.places {
			out[place] = name
		}
	}
	return out
})
