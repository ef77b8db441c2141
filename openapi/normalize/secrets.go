package normalize

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// secretNames are the fields, in any component, with which anybody could act.
var secretNames = []string{"client_session_token", "instant_key_url", "secret", "token"}

// secretPlaces lists fields that are secret in one component only, although their names do not say so:
// links that contain a token.
var secretPlaces = map[string][]string{
	"connect_webview":   {"url"},
	"connected_account": {"ical_url"},
	"customer_portal":   {"url"},
	"magic_link":        {"url"},
}

// notSecret are fields that sound like a secret or are links, and hold none. Each
// has been looked at.
var notSecret = []string{
	"api_url", "authorized_at", "custom_redirect_failure_url", "custom_redirect_url", "image_url", "inviter_logo_url",
	"is_publishable_key_auth_enabled", "logo_url", "next_page_url", "video_url",
	"webhook.url", "webhooks_create_request.url", // The user's own address.
}

// secretSounds are parts of names that secrets and links with a token have.
var secretSounds = []string{"auth", "jwt", "magic", "password", "secret", "token", "url"}

// listSecrets notes on the first operation of all which components have secret
// fields: the templates make these print without them. A field that sounds like a
// secret counts as one until somebody has looked at it.
func listSecrets(d *document) error {
	var out []any
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		fields := d.secretFields(name)
		if len(fields) == 0 {
			continue
		}
		out = append(out, map[string]any{"type": name, "fields": fields})
		for _, field := range fields {
			if !isSecret(name, field) {
				d.notes.add(Undecided, d.placeOf(name)+"."+field, "sounds like a secret; it is not printed for now",
					"see what Seam means, then list it in secretNames, secretPlaces or notSecret in openapi/normalize/secrets.go")
			}
		}
	}
	if out != nil {
		d.operations()[0].Extensions["x-go-secrets"] = out
	}
	return nil
}

// secretFields are the fields of a component that are not printed, sorted.
func (d *document) secretFields(component string) []string {
	d.use("secretPlaces", component)
	properties := d.Components.Schemas[component].Value.Properties
	return slices.DeleteFunc(slices.Sorted(maps.Keys(properties)), func(field string) bool {
		return !isSecret(component, field) && !soundsSecret(component, field, properties[field])
	})
}

// isSecret reports whether a reviewed list has a field.
func isSecret(component, field string) bool {
	return slices.Contains(secretNames, field) || slices.Contains(secretPlaces[component], field)
}

// soundsSecret reports whether a string that nobody has looked at may be a secret.
func soundsSecret(component, field string, r *openapi3.SchemaRef) bool {
	isPart := func(part string) bool { return strings.Contains(field, part) }
	return r.Ref == "" && isString(r.Value) && slices.ContainsFunc(secretSounds, isPart) &&
		!slices.Contains(notSecret, field) && !slices.Contains(notSecret, component+"."+field)
}
