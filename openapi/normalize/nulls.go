package normalize

import (
	"maps"
	"slices"
)

// pageCursor is the field of a request that selects a page.
const pageCursor = "page_cursor"

// dropNulls removes null from the fields of requests in which it means the same as
// leaving the field out. A pointer is enough for those. A Nullable is for the fields
// in which the two differ, most of them in updates.
func dropNulls(d *document) error {
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		component := d.Components.Schemas[name].Value
		if component.Extensions[extRequest] != true {
			continue
		}
		for _, field := range slices.Sorted(maps.Keys(component.Properties)) {
			p, place := component.Properties[field], d.placeOf(name)+"."+field
			if p.Ref != "" || !p.Value.Nullable || field != pageCursor && !slices.Contains(nullIsAbsent, place) {
				continue
			}
			if field != pageCursor {
				d.use("nullIsAbsent", place)
			}
			keepWire(p, "nullable", true)
			p.Value.Nullable = false
		}
	}
	return nil
}

// nullIsAbsent are the nullable fields of requests in which null means nothing: a
// new resource has no former value that null could remove.
var nullIsAbsent = []string{
	"/access_grants/create request.ends_at",
	"/access_grants/create request.name",
	"/access_grants/create request.user_identity.email_address",
	"/access_grants/create request.user_identity.full_name",
	"/access_grants/create request.user_identity.phone_number",
	"/access_grants/create request.user_identity.user_identity_key",
	"/acs/users/create request.access_schedule.ends_at",
	"/spaces/create request.customer_data.address",
	"/spaces/create request.customer_data.default_checkin_time",
	"/spaces/create request.customer_data.default_checkout_time",
	"/spaces/create request.customer_data.time_zone",
	"/thermostats/create_climate_preset request.name",
	"/workspaces/create request.connect_partner_name",
	"/workspaces/create request.connect_webview_customization.logo_shape",
	"/workspaces/create request.connect_webview_customization.primary_button_color",
	"/workspaces/create request.connect_webview_customization.primary_button_text_color",
	"/workspaces/create request.connect_webview_customization.success_message",
}
