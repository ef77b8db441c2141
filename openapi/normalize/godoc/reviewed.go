package godoc

// reviewed are the first sentences, or whole descriptions, that no rule reads well.
var reviewed = map[string]string{
	// Fields.
	"Set key:value pairs.": "holds key:value pairs.",
	"Set key:value pairs for filtering reservations by custom criteria.":      "holds key:value pairs for filtering reservations by custom criteria.",
	"Indicates that Seam does not manage the access code.":                    "reports whether Seam manages the access code, which is false.",
	"Indicates that Seam does not manage the device.":                         "reports whether Seam manages the device, which is false.",
	"Accepted device provider keys as an alternative to `provider_category`.": "are the accepted device provider keys, an alternative to `provider_category`.",

	"Accessory keypad properties and state.": "holds the properties and the state of the accessory keypad.",

	// Operations.
	"Gets an Access Grant.": "yields all Access Grants.",
	"Returns a list of all [devices](https://docs.seam.co/core-concepts/devices).":                        "yields all [devices](https://docs.seam.co/core-concepts/devices) that Seam manages, without those of `/devices/unmanaged/list`.",
	"Returns a list of all [access codes](https://docs.seam.co/low-level-apis/smart-locks/access-codes).": "yields all [access codes](https://docs.seam.co/low-level-apis/smart-locks/access-codes) that Seam manages, without those of `/access_codes/unmanaged/list`.",

	// Values.
	"Duplicate access code detected on device.":                                   "means that the device has a duplicate of the access code.",
	"Third-party integration detected that may cause access codes to fail.":       "means that a third-party integration was detected that may cause access codes to fail.",
	"Admin role required—insufficient permissions to manage PINs on this device.": "means that managing PINs on this device requires the admin role.",
}
