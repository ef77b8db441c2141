package published

import (
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// The smallest value of a schema is valid, also of a kind that only other documents have.
func TestSmallest(t *testing.T) {
	text := openapi3.NewStringSchema
	for name, schema := range map[string]*openapi3.Schema{
		"text":      text(),
		"enum":      text().WithEnum("a", "b"),
		"uuid":      text().WithFormat("uuid"),
		"date-time": text().WithFormat("date-time"),
		"uri":       text().WithFormat("uri"),
		"email":     text().WithFormat("email"),
		"digits":    text().WithPattern(`^\d+$`),
		"name":      text().WithPattern(`^[a-zA-Z_]\w*$`),
		"time":      text().WithPattern(`^\d\d:\d\d:\d\d$`),
		"number":    openapi3.NewFloat64Schema(),
		"integer":   openapi3.NewIntegerSchema(),
		"boolean":   openapi3.NewBoolSchema(),
		"list":      openapi3.NewArraySchema().WithItems(text()),
		"variants":  openapi3.NewOneOfSchema(text().WithFormat("uuid"), openapi3.NewIntegerSchema()),
		"parts": openapi3.NewAllOfSchema(
			openapi3.NewObjectSchema().WithProperty("a", text()).WithRequired([]string{"a"}),
			openapi3.NewObjectSchema().WithProperty("b", openapi3.NewBoolSchema()).WithRequired([]string{"b"}),
		),
	} {
		if err := schema.VisitJSON(smallest(schema), formats, openapi3.EnableFormatValidation()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Check accepts a response as documented, and returns all differences of another.
func TestCheck(t *testing.T) {
	if err := Check("/webhooks/delete", []byte(`{"ok":true}`)); err != nil {
		t.Error(err)
	}
	for response, wants := range map[string][]string{
		`{"ok":true`: {"unexpected end of JSON input"},
		`{}`:         {`"ok" is missing`, `"device" is missing`},
		`{"ok":1,"device":{"device_id":"x"}}`: {
			"/ok", "value must be a boolean", "/device/device_id", "uuid", `property "device_type" is missing`,
		},
	} {
		err := Check("/devices/get", []byte(response))
		for _, want := range wants {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v lacks %q", response, err, want)
			}
		}
	}
}
