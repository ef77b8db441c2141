package normalize

import (
	"slices"
	"testing"
)

// staleOf returns the entries of reviewed lists that a document does not need.
func staleOf(t *testing.T, text string) []string {
	t.Helper()
	result, err := Normalize([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	var entries []string
	for _, n := range result.Notes {
		if n.Kind == Stale {
			entries = append(entries, n.Place)
		}
	}
	return entries
}

// An entry of each kind of list is stale in an empty document, and not in one that
// has its place.
func TestStaleEntries(t *testing.T) {
	t.Parallel()
	empty := staleOf(t, docOf("", ""))
	used := staleOf(t, docOf(
		`"device": `+object(`"device_provider": `+enum("x")+`, "properties": `+object(`"code_constraints": {"type": "array", "items": `+object(`"a": {"type": "string"}`)+`}`))+
			`, "connect_webview": `+object(`"url": {"type": "string"}`)+`, "acs_credential": `+object(`"starts_at": {"type": "string"}`)+
			`, "magic_link": `+object(`"url": {"type": "string"}`),
		`"/events/list": `+post(object(`"between": {"type": "array", "items": {"oneOf": [{"type": "string", "format": "date-time"}, {"type": "string"}]}}`), "")+
			`, "/access_grants/create": `+post(object(`"name": {"type": "string", "nullable": true}`), "")+
			`, "/locks/get": `+post("", object(`"device": `+ref("device")+`, "lock": `+ref("device")))+
			`, "/acs/credentials/assign": `+post("", object(`"acs_credential": `+ref("acs_credential")))+
			`, "/connect_webviews/get": `+post("", object(`"connect_webview": `+ref("connect_webview")))+
			`, "/customers/links/get": `+post("", object(`"magic_link": `+ref("magic_link")))+
			`, "/thermostats/set_fan_mode": `+post(object(`"fan_mode": `+enum("on")+`, "timezone_raw_offset_ms": {"type": "number"}, "starts_at_time": {"type": "string"}`), ""),
	))
	for _, entry := range []string{
		"device.device_provider", "device.properties.code_constraint", "connect_webview", "acs_credential.starts_at", "magic_link",
		"/events/list request.between[]", "/access_grants/create request.name", "/locks/get", "/acs/credentials/assign",
		"/thermostats/set_fan_mode request.fan_mode", "timezone_raw_offset_ms", "starts_at_time",
	} {
		if !slices.Contains(empty, entry) {
			t.Errorf("%s is not stale in an empty document", entry)
		}
		if slices.Contains(used, entry) {
			t.Errorf("%s is stale in a document that needs it", entry)
		}
	}
}

func TestContradictionsHaveReasons(t *testing.T) {
	t.Parallel()
	for _, c := range contradictions {
		if c.reason == "" {
			t.Errorf("%s has no reason", c.place)
		}
	}
}
