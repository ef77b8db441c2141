package places

import (
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

const metadataPage = "core-concepts/devices/adding-custom-metadata-to-a-device"

// metadataLimits is implemented by ReadMetadata.
var metadataLimits = rules.Rule{
	Name:       "Custom metadata has at most 50 names, of at most 40 characters without a dot, and values of at most 500 characters",
	Page:       metadataPage,
	Operations: []string{"/connect_webviews/create", "/connected_accounts/update", "/devices/unmanaged/update", "/devices/update"},
	Status:     400,
	Message:    "At most 50 names of at most 40 characters without a dot, and values of at most 500 characters",
	Field:      "custom_metadata",
	Test:       "TestMetadataLimits",
}

// emptyRemoves is implemented by readDeviceMetadata.
var emptyRemoves = rules.Rule{
	Name:       "An empty text removes a name from the custom metadata of a device, as null does",
	Page:       metadataPage,
	Operations: []string{"/devices/unmanaged/update", "/devices/update"},
	Test:       "TestEmptyMetadataOfADevice",
}

// ReadMetadata returns a copy of custom metadata with the changes of a request: it sets the names in the
// request, and removes those that are null.
func ReadMetadata(c *protocol.Call, before wire.Object) (wire.Object, error) {
	after := wire.Map(before)
	maps.Copy(after, c.Fields("custom_metadata"))
	maps.DeleteFunc(after, func(_ string, value any) bool { return value == nil })
	if len(after) > 50 {
		return nil, metadataLimits.Err()
	}
	for name, value := range after {
		text, _ := value.(string)
		if strings.Contains(name, ".") || utf8.RuneCountInString(name) > 40 || utf8.RuneCountInString(text) > 500 {
			return nil, metadataLimits.Err()
		}
	}
	return after, nil
}

// readDeviceMetadata calls ReadMetadata for a device, where an empty text removes a name too.
func readDeviceMetadata(c *protocol.Call, d *Device) (wire.Object, error) {
	after, err := ReadMetadata(c, d.Metadata)
	maps.DeleteFunc(after, func(_ string, value any) bool { return value == "" })
	return after, err
}
