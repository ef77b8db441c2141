package normalize

import "github.com/getkin/kin-openapi/openapi3"

// makeLimitsIntegers makes the number of items on a page an integer. The
// document says number in most requests and integer in some; half an item is
// never meant.
func makeLimitsIntegers(d *document) error {
	for _, op := range d.operations() {
		m := op.request()
		if m == nil || m.Schema.Ref != "" {
			continue
		}
		if limit := m.Schema.Value.Properties["limit"]; limit != nil && limit.Ref == "" && isNumber(limit.Value) {
			limit.Value.Type = &openapi3.Types{"integer"}
			limit.Value.Format = ""
		}
	}
	return nil
}
