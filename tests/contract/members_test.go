package contract

import (
	"reflect"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
)

// lookUp returns the field for a key, or the value that a struct keeps without a field.
func lookUp(v reflect.Value, fields map[string]reflect.StructField, key string) (reflect.Value, bool) {
	if field, found := fields[key]; found {
		return v.FieldByIndex(field.Index), true
	}
	if credential, is := reflect.TypeAssert[seam.Credential](v); is && strings.HasSuffix(key, "_metadata") {
		return metadataOf(&credential, key), true
	}
	if more := v.FieldByName("AdditionalProperties"); more.IsValid() {
		entry := more.MapIndex(reflect.ValueOf(key))
		return entry, entry.IsValid()
	}
	return reflect.Value{}, false
}

// metadataOf returns the metadata of the manufacturer with this key, or an invalid value.
func metadataOf(credential *seam.Credential, key string) reflect.Value {
	for _, m := range credential.AllMetadata() {
		switch m.(type) {
		case *seam.VisionlineMetadata:
			if key == "visionline_metadata" {
				return reflect.ValueOf(m)
			}
		case *seam.VostioMetadata:
			if key == "assa_abloy_vostio_metadata" {
				return reflect.ValueOf(m)
			}
		}
	}
	return reflect.Value{}
}
