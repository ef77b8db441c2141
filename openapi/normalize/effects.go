package normalize

import (
	"maps"
	"net/http"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Effects of an operation, from the least to the most careful.
const (
	effectRead       = "read"
	effectIdempotent = "idempotent"
	effectWrite      = "write"
)

const (
	extEffect  = "x-seam-effect"
	extDoubles = "x-seam-doubles"
)

// absolute lists the operations with a PATCH double that set what they are
// given, so that sending one twice leaves what sending it once leaves. Every
// other PATCH counts as a write: it may add to what is there (grant_access), or
// start something (convert_to_managed, daily_programs/update).
var absolute = []string{
	"/access_codes/unmanaged/update",
	"/access_codes/update_multiple",
	"/access_grants/unmanaged/update",
	"/access_grants/update",
	"/acs/credentials/assign",
	"/acs/credentials/unassign",
	"/acs/credentials/update",
	"/acs/users/update",
	"/connected_accounts/update",
	"/devices/unmanaged/update",
	"/devices/update",
	"/spaces/update",
	"/thermostats/schedules/update",
	"/thermostats/set_temperature_threshold",
	"/thermostats/update_climate_preset",
	"/user_identities/unmanaged/update",
	"/user_identities/update",
	"/workspaces/update",
}

// recordEffects notes on each POST what its doubles under other methods say
// about it, before they are dropped: a GET double means that it only reads, a
// PUT or DELETE that it may be repeated. That is all the document tells about
// what a retry would do. The methods themselves are noted too, for a server.
func recordEffects(d *document) error {
	for path, item := range d.Paths.Map() {
		if item.Post == nil {
			continue
		}
		effect := effectWrite
		switch {
		case item.Get != nil:
			effect = effectRead
		case item.Put != nil, item.Delete != nil:
			effect = effectIdempotent
		case item.Patch != nil && slices.Contains(absolute, path):
			effect = effectIdempotent
		}
		if item.Post.Extensions == nil {
			item.Post.Extensions = map[string]any{}
		}
		item.Post.Extensions[extEffect] = effect
		if doubles := doublesOf(item); doubles != nil {
			item.Post.Extensions[extDoubles] = doubles
		}
	}
	return nil
}

// doublesOf lists the other methods under which Seam serves an operation.
func doublesOf(item *openapi3.PathItem) []any {
	var methods []any
	for _, method := range slices.Sorted(maps.Keys(item.Operations())) {
		if method != http.MethodPost {
			methods = append(methods, method)
		}
	}
	return methods
}
