package contract

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
)

// exceptions are the intended differences between client and document. A place that begins with a
// star stands for every place with that ending.
var exceptions = []struct{ place, reason string }{
	{"answer /locks/get.lock", "the device once more"},
	{"answer /locks/list.locks", "the devices once more"},
	{"answer /noise_sensors/list.noise_sensors", "the devices once more"},
	{"answer /thermostats/list.thermostats", "the devices once more"},
	{"answer /user_identities/list_accessible_devices.accessible_devices", "the devices once more"},
	{"answer pagination.next_page_url", "the cursor says the same, and the client follows no URL from an answer"},
	{"name DevicePropertiesAkilesMetadata.UnderscoreMemberGroupID of _member_group_id", "a name that begins with an underscore is not exported"},
	{"answer /access_codes/create.action_attempt", inGenerated},
	{"request AccessCodes.Create: allow_external_modification is never sent", "is_external_modification_allowed says the same"},
	{"request AccessCodes.Create: attempt_for_offline_device is never sent", inGenerated},
	{"request AccessCodes.Create: use_offline_access_code is never sent", "deprecated: is_offline_access_code has taken its place"},
	{"request AccessGrants.Create: location is never sent", olderName},
	{"request AccessGrants.Create: location.acs_entrance_ids is never sent", olderName},
	{"request AccessGrants.Create: location.device_ids is never sent", olderName},
	{"request AccessGrants.Create: location.name is never sent", olderName},
	{"request AccessGrants.Create: location_ids is never sent", olderName},
	{"request AccessGrants.List: location_id is never sent", olderName},
	{"request AccessGrants.ListPage: location_id is never sent", olderName},
	{"request AccessGrants.ListPages: location_id is never sent", olderName},
	{"request AccessGrants.Methods: access_code_id is never sent", inGenerated},
	{"request AccessGrants.Methods: acs_entrance_id is never sent", inGenerated},
	{"request AccessGrants.Methods: device_id is never sent", inGenerated},
	{"request AccessGrants.Methods: space_id is never sent", inGenerated},
	{"request Credentials.Create: hotek_metadata is not documented", seenAtSeam},
	{"request Credentials.Create: hotek_metadata.auto_join is not documented", seenAtSeam},
	{"request Credentials.Create: hotek_metadata.override is not documented", seenAtSeam},
	{"request Encoders.Encode: access_method_id is never sent", "AccessMethods.Encode sends it, to an operation of its own"},
	{"request Encoders.Scan: salto_ks_metadata is never sent", inGenerated},
	{"request Encoders.Scan: salto_ks_metadata.detect_new_tags is never sent", inGenerated},
	{"request Encoders.ScanToAssign: salto_ks_metadata is never sent", inGenerated},
	{"request Encoders.ScanToAssign: salto_ks_metadata.detect_new_tags is never sent", inGenerated},
	{"*.page_cursor: no null", "leaving it out asks for the first page, too"},
	{"request /access_grants/create.ends_at: no null", nothingToRemove},
	{"request /access_grants/create.name: no null", nothingToRemove},
	{"request /access_grants/create.user_identity.email_address: no null", nothingToRemove},
	{"request /access_grants/create.user_identity.full_name: no null", nothingToRemove},
	{"request /access_grants/create.user_identity.phone_number: no null", nothingToRemove},
	{"request /access_grants/create.user_identity.user_identity_key: no null", nothingToRemove},
	{"request /acs/users/create.access_schedule.ends_at: no null", nothingToRemove},
	{"request /spaces/create.customer_data.address: no null", nothingToRemove},
	{"request /spaces/create.customer_data.default_checkin_time: no null", nothingToRemove},
	{"request /spaces/create.customer_data.default_checkout_time: no null", nothingToRemove},
	{"request /spaces/create.customer_data.time_zone: no null", nothingToRemove},
	{"request /thermostats/create_climate_preset.name: no null", nothingToRemove},
	{"request /workspaces/create.connect_partner_name: no null", nothingToRemove},
	{"request /workspaces/create.connect_webview_customization.logo_shape: no null", nothingToRemove},
	{"request /workspaces/create.connect_webview_customization.primary_button_color: no null", nothingToRemove},
	{"request /workspaces/create.connect_webview_customization.primary_button_text_color: no null", nothingToRemove},
	{"request /workspaces/create.connect_webview_customization.success_message: no null", nothingToRemove},
}

const (
	seenAtSeam  = "the document marks it as undocumented; seam.Hotek says that Seam is still developing it"
	inGenerated = "the generated method can say it"
	olderName   = "deprecated: spaces have taken its place"

	nothingToRemove = "what is created has nothing that null could remove, so leaving it out says the same"
)

// departures has the differences that the tests have found.
var departures places

// places is a set for concurrent tests.
type places struct {
	mu  sync.Mutex
	set map[string]bool
}

func (p *places) add(place string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.set == nil {
		p.set = map[string]bool{}
	}
	p.set[place] = true
}

// checkDepartures compares the differences with the exceptions. complete says that all tests have
// run.
func checkDepartures(t *testing.T, complete bool) {
	used := make([]bool, len(exceptions))
	for _, place := range slices.Sorted(maps.Keys(departures.set)) {
		i := slices.IndexFunc(exceptions, func(e struct{ place, reason string }) bool {
			ending, anywhere := strings.CutPrefix(e.place, "*")
			return e.place == place || anywhere && strings.HasSuffix(place, ending)
		})
		if i < 0 {
			t.Errorf("the client differs from the document: %s", place)
			continue
		}
		used[i] = true
	}
	for i, e := range exceptions {
		if complete && !used[i] {
			noteStale(t, "exception", e.place+" ("+e.reason+")")
		}
	}
}
