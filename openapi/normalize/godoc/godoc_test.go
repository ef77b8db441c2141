package godoc_test

import (
	"go/doc/comment"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/seam-go/seam/openapi/normalize/godoc"
)

// The descriptions are Seam's.
func TestField(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		kind godoc.Kind
		sent bool
		want string
	}{
		{"ID of the access code.", godoc.Other, false, "is the ID of the access code."},
		{"IDs of the entrances.", godoc.List, false, "are the IDs of the entrances."},
		{"Unique identifier for the access code.", godoc.Other, false, "is the unique identifier for the access code."},
		{"The ID of the connected account.", godoc.Other, false, "is the ID of the connected account."},
		{"Your unique key for the customer.", godoc.Other, false, "is your unique key for the customer."},
		{"Client Session Token. Only returned once.", godoc.Other, false, "is the Client Session Token. Only returned once."},
		{"Salto site user.", godoc.Other, false, "is the Salto site user."},
		{"IANA time zone for the space, e.g. America/Los_Angeles.", godoc.Other, false, "is the IANA time zone for the space, e.g. America/Los_Angeles."},
		{"iCalendar recurrence rule (RRULE).", godoc.Other, false, "is the iCalendar recurrence rule (RRULE)."},
		{"Optional nickname to describe the device.", godoc.Other, false, "is an optional nickname to describe the device."},
		{"Human-readable description of the event.", godoc.Other, false, "is a human-readable description of the event."},
		{"[Cooling set point](https://u) in °C", godoc.Other, false, "is the [cooling set point](https://u) in °C."},
		{"Metada for a Salto device.", godoc.Object, false, "is the metadata for a Salto device."},
		{"Indicates the battery level of the device.", godoc.Other, false, "is the battery level of the device."},
		{"Represents the current status.", godoc.Other, false, "is the current status."},
		{"Number of devices. Indicates what it can.", godoc.Other, false, "is the number of devices. It indicates what it can."},
		{"Pending mutations. Represents changes.", godoc.List, false, "are the pending mutations. They represent changes."},
		{"Numerical limit on the number of devices to return.", godoc.Other, true, "is the maximum number of devices to return."},
		{"For iCal connected accounts, the feed URL.", godoc.Other, false, "is, for iCal connected accounts, the feed URL."},
		{"Identifies the specific page of results.", godoc.Other, true, "identifies the specific page of results."},
		{"Filter spaces by space_key.", godoc.Other, true, "filters spaces by space_key."},
		{"Associate the Connect Webview with a customer.", godoc.Other, true, "associates the Connect Webview with a customer."},
		{"Lower limit in in °C.", godoc.Other, false, "is the lower limit in °C."},
		{"ID of a access code of an user..", godoc.Other, false, "is the ID of an access code of a user."},

		{"Indicates whether Seam manages the device.", godoc.Bool, false, "reports whether Seam manages the device."},
		{"Indicated whether the endpoint is active.", godoc.Bool, false, "reports whether the endpoint is active."},
		{"Indicates if the preset is optimized.", godoc.Bool, false, "reports whether the preset is optimized."},
		{"Whether to exclude this feature.", godoc.Bool, true, "specifies whether to exclude this feature."},
		{"Set to true when the device does not support it.", godoc.Bool, false, "is true if the device does not support it."},
		{"Must be set to true to convert the grant.", godoc.Bool, true, "must be true to convert the grant."},
		{"When `true`, the start and end must fall together.", godoc.Bool, false, "reports whether the start and end must fall together."},
		{"When true, activates tag registration mode.", godoc.Bool, true, "activates tag registration mode."},
		{"Whether the user is added or removed.", godoc.Other, false, "says whether the user is added or removed."},

		{"Date and time at which the event occurred.", godoc.Other, false, "is the time at which the event occurred."},
		{"Date and time after which it becomes inactive.", godoc.Other, false, "is the time after which it becomes inactive."},
		{"Date and time at which the [credential](https://u.v/w) validity ends, in [ISO 8601](https://u) format. Must be later.", godoc.Other, false, "is the time at which the [credential](https://u.v/w) validity ends. Must be later."},
		{"Date and time, in [ISO 8601](https://u) format, before which events to return were created.", godoc.Other, true, "is the time before which events to return were created."},
		{"Optional: When the user creation is scheduled to occur.", godoc.Other, false, "is the time when the user creation is scheduled to occur."},

		{"Array of ACS encoders to report", godoc.List, true, "are the ACS encoders to report."},
		{"Set of IDs of the [devices](https://u) to which access is granted.", godoc.List, true, "are the IDs of the [devices](https://u) to which access is granted."},
		{"Set of key:value pairs.", godoc.Object, false, "is the set of key:value pairs."},
		{"Errors associated with the device.", godoc.List, false, "are the errors associated with the device."},
		{"Profile for the door.", godoc.List, false, "are the profiles for the door."},
		{"Available [climate presets](https://u) for the thermostat.", godoc.List, false, "are the available [climate presets](https://u) for the thermostat."},
		{"`starts_at` and `ends_at` timestamps for the access.", godoc.Object, false, "holds the `starts_at` and `ends_at` timestamps for the access."},
		{"", godoc.Other, false, ""},
	} {
		if got := godoc.Field(test.text, test.kind, test.sent); got != test.want {
			t.Errorf("Field(%q)\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

func TestType(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text      string
		oneOfMany bool
		want      string
	}{
		{"Represents a [device](https://u) that has been connected to Seam.", true, "is a [device](https://u) that has been connected to Seam."},
		{"Group that defines the entrances.", true, "is a group that defines the entrances."},
		{"Means by which a user gains access.", true, "is the means by which a user gains access."},
		{"Warnings associated with the access system user.", true, "is a warning associated with the access system user."},
		{"Error associated with the encoder.", true, "is an error associated with the encoder."},
		{"Access method for the new credential.", true, "is an access method for the new credential."},
		{"Location information for the device.", false, "is the location information for the device."},
		{"Metadata for an August device.", true, "is the metadata for an August device."},
		{"Geographic coordinates (latitude and longitude) of the space.", false, "holds the geographic coordinates (latitude and longitude) of the space."},
		{"When used, creates a new user identity.", false, "creates a new user identity."},
		{"A batch of workspace resources.", false, "is a batch of workspace resources."},
	} {
		if got := godoc.Type(test.text, test.oneOfMany); got != test.want {
			t.Errorf("Type(%q)\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

func TestEnum(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Access method mode. Supported values: `code`, `card`.":  "is the access method mode.",
		"Collection of capabilities that the device supports.":   "", // that is the list
		"High-level device capabilities that can be restricted.": "",
		"Indicates whether it is owned by the user.":             "says whether it is owned by the user.",
		"Type of the device.":                                    "is the type of the device.",
	} {
		if got := godoc.Enum(text); got != want {
			t.Errorf("Enum(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestMethod(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text  string
		paged bool
		want  string
	}{
		{"Creates a new [access code](https://u).", false, "creates a new [access code](https://u)."},
		{"Delete an Access Grant.", false, "deletes an Access Grant."},
		{"Get an Access Grant.", false, "returns an Access Grant."},
		{"Gets a specified webhook.", false, "returns the specified webhook."},
		{"Retrieves a backup access code.", false, "returns a backup access code."},
		{"Returns a list of all [devices](https://u).", true, "yields all [devices](https://u)."},
		{"Returns a list of all events.", false, "returns all events."},
		{"Returns a list of [workspaces](https://u) of the key.", false, "returns the [workspaces](https://u) of the key."},
		{"Gets an Access Grant.", true, "yields all Access Grants."},
		{"Enables you to report constraints. Currently, supports lengths.", false, "reports constraints. Currently, it supports lengths."},
		{"Request a sync attempt.", false, "requests a sync attempt."},
		{"Seam sends a code.", false, "performs the operation: Seam sends a code."},
		{"Notify a user.", false, "notifies a user."},
		{"Remotely unlocks a specified entrance.", false, "remotely unlocks the specified entrance."},
		{"[Suspends](https://u) a specified user.", false, "[suspends](https://u) the specified user."},
		{"Adds devices to a specific space. Only applicable for sandboxes.", false, "adds devices to the specified space. It applies only to sandboxes."},
	} {
		if got := godoc.Method(test.text, test.paged); got != test.want {
			t.Errorf("Method(%q)\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

func TestValue(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Indicates that the device is offline.":                 "means that the device is offline.",
		"Indicates a provider-specific issue that prevents it.": "indicates a provider-specific issue that prevents it.",
		"Indicates the time zone could not be determined.":      "means that the time zone could not be determined.",
		"Seam is in the process of setting a code.":             "means that Seam is in the process of setting a code.",
		"Code was modified externally.":                         "means that the code was modified externally.",
		"Algopins must be used within 24 hours.":                "means that algopins must be used within 24 hours.",
		"Management was transferred.":                           "means that management was transferred.",
		"An unknown issue occurred with the access code.":       "means that an unknown issue occurred with the access code.",
		"Failed to set code on device.":                         "means that Seam failed to set code on device.",
		"No space for access code on device.":                   "means that there is no space for access code on device.",
		"Delay in setting code on device.":                      "means that there is a delay in setting code on device.",
		"Duplicate access code detected on device.":             "means that the device has a duplicate of the access code.",
		"Access code of a guest.":                               "stands for the access code of a guest.",
	} {
		if got := godoc.Value(text); got != want {
			t.Errorf("Value(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"undocumented: Unreleased.": {},
		"undocumented: Unreleased. --- ID of the ACS user associated with the lock event.": {"ID of the ACS user associated with the lock event."},
		"Configuration for the feature. --- deprecated: Use `manage` instead. ---":         {"Configuration for the feature.", "Use `manage` instead."},
		"deprecated: Use `privacy_mode` instead.":                                          {"", "Use `privacy_mode` instead."},
		"A code --- or none.":                  {"A code or none."},
		"Deprecated things.":                   {"Deprecated things."},
		"Name of it. **Deprecated:** Use `x`.": {"Name of it.", "Use `x`."},
	} {
		if rest, deprecated := godoc.Notes(text); rest != want[0] || deprecated != want[1] {
			t.Errorf("Notes(%q) = %q, %q, want %q", text, rest, deprecated, want)
		}
	}
}

func TestDeprecated(t *testing.T) {
	t.Parallel()
	const none = "Deprecated: Seam names no replacement."
	for reason, want := range map[string]string{
		"Use `space_ids`.":                     "Deprecated: Use `space_ids`.",
		"use email_address.":                   "Deprecated: Use `email_address`.",
		"use device.display_name instead":      "Deprecated: Use `device.display_name` instead.",
		"Use 'thermostat_schedule.is_allowed'": "Deprecated: Use `thermostat_schedule.is_allowed`.",
		"Use `salto_ks_metadata ` instead.":    "Deprecated: Use `salto_ks_metadata` instead.",
		"":                                     none,
		"this field is deprecated.":            none,
		`Previously marked as "@DEPRECATED."`:  none,
		"but no x-deprecated-reason was set":   none,
		"élan vital":                           "Deprecated: Élan vital.",
	} {
		if got := godoc.Deprecated(reason); got != want {
			t.Errorf("Deprecated(%q) = %q, want %q", reason, got, want)
		}
	}
}

func TestCommon(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ a, b, want string }{
		{"Error code. For locks.", "Error code. For doors.", "Error code."},
		{"Locking is pending.", "Locking has failed.", ""},
		{"One. Two.", "One. Two.", "One. Two."},
		{"One.", "", ""},
	} {
		if got := godoc.Common(test.a, test.b); got != test.want {
			t.Errorf("Common(%q, %q) = %q, want %q", test.a, test.b, got, test.want)
		}
	}
}

// code resolves like a document that has these names.
func code(span string) string {
	if to, ok := map[string]string{
		"device_id": "DeviceID", "/devices/get": "[DevicesService.Get]", "acs_user": "[ACSUser]",
	}[span]; ok {
		return to
	}
	return `"` + span + `"`
}

func TestRender(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, text, want string }{
		{"a link", "is a [device](https://u/d).", "is a [device].\n\n[device]: https://u/d"},
		{"a link twice", "is a [x](https://u) and [x](https://u).", "is a [x] and [x].\n\n[x]: https://u"},
		{"one text, two pages", "is a [x](https://u) and [x](https://v).", "is a [x] and x.\n\n[x]: https://u"},
		{"a page that is explained elsewhere", "is a [word](https://plain).", "is a word."},
		{"a link within the site", "is a [x](/y).", "is a x."},
		{"mail", "contact [support](mailto:a@b.co).", "contact a@b.co."},
		{"quotes in a link", `is the ["off" mode](https://u).`, "is the [\"off\" mode].\n\n[\"off\" mode]: https://u"},
		{"parentheses in an address", "is [x](https://u/a_(b)).", "is [x].\n\n[x]: https://u/a_(b)"},
		{"a field, a value", "is `device_id` or `x`.", `is DeviceID or "x".`},
		{"an operation in a link", "see [`/devices/get`](https://u).", "see [DevicesService.Get]."},
		{"types", "has [`acs_user`s](https://u).", "has [ACSUser] objects."},
		{"bold, italics, HTML", "is **Important:** *while*<br> it_is_so 2 * 3 * 4.", "is Important: while it_is_so 2 * 3 * 4."},
		{"halves of spans", "is a `b and **c in [d] of [Device].", "is a b and c in (d) of [Device]."},
		{"no full stop", "is x", "is x."},
		{"paragraphs", "is x.\n\nSee y", "is x.\n\nSee y."},
		{"a heading", "is x.\n\n## Why\nBecause.", "is x.\n\n# Why\n\nBecause."},
		{"a list", "has:\n\n- one\n- two\n  more\n\nand.", "has:\n\n  - one\n  - two more\n\nand."},
		{"a numbered list with titles", "has:\n\n1. Creation\n   Configure it.", "has:\n\n 1. Creation: Configure it."},
		{"code", "is x.\n\n```go\na()\n```", "is x.\n\n\ta()"},
		{
			"long lines", "is " + strings.Repeat("word ", 15) + "end.",
			"is word word word word word word word word word word word word word word\nword end.",
		},
		{"a line cannot begin a list", strings.Repeat("word ", 14) + "- x.", strings.Repeat("word ", 14) + "-\nx."},
		{"nothing", "", ""},
	} {
		got := godoc.Render(test.text, godoc.Style{Name: 4, Code: code, Plain: func(url string) bool { return url == "https://plain" }})
		if got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// Whatever a description is, a comment comes out of it.
func FuzzRender(f *testing.F) {
	f.Add("Represents a [device](https://u) `x`.\n\n- a\n  B\n1. \n  C\n```\n+build x")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("a document is UTF-8")
		}
		rest, why := godoc.Notes(text)
		for _, shaped := range []string{
			godoc.Field(rest, godoc.Bool, true), godoc.Field(rest, godoc.List, false), godoc.Type(rest, true), godoc.Enum(rest),
			godoc.Value(rest), godoc.Event(rest), godoc.Method(rest, true), godoc.Deprecated(why), godoc.Common(rest, why),
		} {
			got := godoc.Render(shaped, godoc.Style{Code: code})
			if !utf8.ValidString(got) {
				t.Errorf("not UTF-8: %q", got)
			}
			for line := range strings.Lines(got) {
				if strings.HasPrefix(line, "+build") {
					t.Errorf("a build constraint: %q", got)
				}
			}
			new(comment.Parser).Parse(got)
		}
	})
}
