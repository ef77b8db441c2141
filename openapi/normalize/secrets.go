package normalize

import (
	"maps"
	"slices"
)

// secretNames are the fields that let whoever reads them act, in any component.
var secretNames = []string{"client_session_token", "instant_key_url", "secret", "token"}

// secretPlaces are fields with a plainer name that do so in one component: links
// with a token in them.
var secretPlaces = map[string][]string{
	"connect_webview":   {"url"},
	"connected_account": {"ical_url"},
	"customer_portal":   {"url"},
	"magic_link":        {"url"},
}

// listSecrets notes on the first operation of all which components have secret
// fields: the templates make these print without them.
func listSecrets(d *document) error {
	var out []any
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		if fields := d.secretFields(name); len(fields) > 0 {
			out = append(out, map[string]any{"type": name, "fields": fields})
		}
	}
	if out != nil {
		d.operations()[0].Extensions["x-go-secrets"] = out
	}
	return nil
}

// secretFields are the fields of a component that are secret, sorted.
func (d *document) secretFields(component string) []string {
	d.use("secretPlaces", component)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(d.Components.Schemas[component].Value.Properties)), func(field string) bool {
		return !slices.Contains(secretNames, field) && !slices.Contains(secretPlaces[component], field)
	})
}
