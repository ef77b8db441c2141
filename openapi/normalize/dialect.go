package normalize

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// schemaRemedy is the remedy for a schema that cannot be read.
const schemaRemedy = "see whether Seam means it; openapi/normalize/dialect.go decides what it becomes"

// schema returns a schema in the form of OpenAPI 3.0. OpenAPI 3.1 writes some things
// in another form; null, for example, is a type there.
func (r *reader) schema(place string, value any) map[string]any {
	s, isObject := value.(map[string]any)
	switch {
	case value == true:
		return map[string]any{}
	case !isObject:
		r.notes.add(Raw, place, "is not a schema that a value can fit", schemaRemedy)
		return map[string]any{}
	}
	if _, isReference := s["$ref"]; isReference {
		return r.reference(place, s)
	}
	out := map[string]any{}
	for _, key := range slices.Sorted(maps.Keys(s)) {
		read, known := keywords[key]
		switch {
		case strings.HasPrefix(key, "x-"):
			out[key] = s[key]
		case !known:
			r.notes.add(LeftOut, place, fmt.Sprintf("the keyword %q is not known and does not count", key), schemaRemedy)
		case read != nil && !read(r, place, s[key], out):
			r.notes.add(LeftOut, place, fmt.Sprintf("its %s cannot be read and does not count", key), schemaRemedy)
		}
	}
	if out["type"] == "array" && out["items"] == nil {
		out["items"] = map[string]any{}
	}
	r.keepStrings(place, out)
	return out
}

// keepStrings drops the values of an enum that are not strings. An enum of numbers
// becomes a plain number in Go.
func (r *reader) keepStrings(place string, s map[string]any) {
	values, _ := s["enum"].([]any)
	if s["type"] != "string" && s["type"] != "boolean" {
		delete(s, "enum")
		return
	}
	isOther := func(value any) bool { _, isText := value.(string); return !isText && s["type"] == "string" }
	if slices.ContainsFunc(values, isOther) {
		r.notes.add(LeftOut, place, "its enum has values that are no strings", schemaRemedy)
		s["enum"] = slices.DeleteFunc(values, isOther)
	}
}

// reference returns a reference with its extensions. A description next to a
// reference, which OpenAPI 3.1 allows, needs an allOf in OpenAPI 3.0.
func (r *reader) reference(place string, s map[string]any) map[string]any {
	ref, _ := s["$ref"].(string)
	name, ok := referredTo(ref)
	to := r.names[name]
	if !ok || to == "" {
		r.notes.add(Raw, place, fmt.Sprintf("refers to %+q, which is not among the components", ref), schemaRemedy)
		return map[string]any{}
	}
	out := map[string]any{"$ref": schemaPrefix + to}
	beside := map[string]any{}
	for key, value := range s {
		switch {
		case strings.HasPrefix(key, "x-"):
			out[key] = value
		case r.is31 && slices.Contains([]string{"deprecated", "description"}, key):
			beside[key] = value
		}
	}
	if len(beside) == 0 {
		return out
	}
	beside["allOf"] = []any{out}
	return r.schema(place, beside)
}

// keywords are the keywords of JSON schema. The function of a keyword reads its value
// into a schema of OpenAPI 3.0 and reports whether that was possible. A keyword
// without one is ignored, because no Go type depends on it.
var keywords map[string]func(r *reader, place string, value any, out map[string]any) bool

func init() {
	// Not in the declaration, which would refer to itself: schemas are inside schemas.
	keywords = map[string]func(*reader, string, any, map[string]any) bool{
		"$anchor": nil, "$comment": nil, "$id": nil, "$schema": nil, "contentEncoding": nil, "contentMediaType": nil,
		"contentSchema": nil, "default": nil, "example": nil, "examples": nil, "externalDocs": nil, "multipleOf": nil,
		"not": nil, "propertyNames": nil, "readOnly": nil, "title": nil, "writeOnly": nil, "xml": nil,

		"additionalProperties": readAdditional,
		"allOf":                readParts("allOf"),
		"anyOf":                readParts("oneOf"), // one Go type holds the values of all parts either way
		"const": func(r *reader, place string, value any, out map[string]any) bool {
			return readEnum(r, place, []any{value}, out)
		},
		"deprecated":        readAs[bool]("deprecated"),
		"description":       readAs[string]("description"),
		"discriminator":     readDiscriminator,
		"enum":              readEnum,
		"exclusiveMaximum":  readExclusive("exclusiveMaximum", "maximum"),
		"exclusiveMinimum":  readExclusive("exclusiveMinimum", "minimum"),
		"format":            readAs[string]("format"),
		"items":             readItems,
		"maxItems":          readCount("maxItems"),
		"maxLength":         readCount("maxLength"),
		"maxProperties":     readCount("maxProperties"),
		"maximum":           readNumber("maximum"),
		"minItems":          readCount("minItems"),
		"minLength":         readCount("minLength"),
		"minProperties":     readCount("minProperties"),
		"minimum":           readNumber("minimum"),
		"nullable":          readAs[bool]("nullable"),
		"oneOf":             readParts("oneOf"),
		"pattern":           readAs[string]("pattern"),
		"patternProperties": readPatterns,
		"prefixItems":       readItems,
		"properties":        readProperties,
		"required":          readRequired,
		"type":              readType,
		"uniqueItems":       readAs[bool]("uniqueItems"),
	}
}

// readAs copies a value that has one JSON type.
func readAs[T any](key string) func(*reader, string, any, map[string]any) bool {
	return func(_ *reader, _ string, value any, out map[string]any) bool {
		typed, ok := value.(T)
		if ok {
			out[key] = typed
		}
		return ok
	}
}

// readNumber copies a number that a float64 can hold.
func readNumber(key string) func(*reader, string, any, map[string]any) bool {
	return func(_ *reader, _ string, value any, out map[string]any) bool {
		number, _ := value.(json.Number)
		if _, err := number.Float64(); err != nil {
			return false
		}
		out[key] = number
		return true
	}
}

// readCount copies a whole number that is not negative.
func readCount(key string) func(*reader, string, any, map[string]any) bool {
	return func(_ *reader, _ string, value any, out map[string]any) bool {
		number, _ := value.(json.Number)
		n, err := number.Int64()
		if err != nil || n < 0 {
			return false
		}
		out[key] = number
		return true
	}
}

// readExclusive reads a limit. It is a number in OpenAPI 3.1, and in OpenAPI 3.0 a
// mark on the keyword limit.
func readExclusive(key, limit string) func(*reader, string, any, map[string]any) bool {
	return func(_ *reader, _ string, value any, out map[string]any) bool {
		switch value := value.(type) {
		case bool:
			out[key] = value
			return true
		case json.Number:
			out[key] = true
			return readNumber(limit)(nil, "", value, out)
		default:
			return false
		}
	}
}

// readType reads a type or a list of types. Null makes the value nullable, and
// several other types become a oneOf.
func readType(_ *reader, _ string, value any, out map[string]any) bool {
	list, isList := value.([]any)
	if !isList {
		list = []any{value}
	}
	var types []string
	for _, item := range list {
		switch item {
		case "null":
			out["nullable"] = true
		case "array", "boolean", "integer", "number", "object", "string":
			types = append(types, item.(string))
		default:
			return false
		}
	}
	switch len(types) {
	case 0:
		return out["nullable"] == true
	case 1:
		out["type"] = types[0]
	default:
		if out["oneOf"] != nil {
			return false
		}
		var parts []any
		for _, t := range types {
			part := map[string]any{"type": t}
			if t == "array" {
				part["items"] = map[string]any{}
			}
			parts = append(parts, part)
		}
		out["oneOf"] = parts
	}
	return true
}

// readEnum reads the values of an enum. Null among them makes it nullable.
func readEnum(r *reader, place string, value any, out map[string]any) bool {
	list, ok := value.([]any)
	var values []any
	for _, item := range list {
		switch item.(type) {
		case nil:
			out["nullable"] = true
		case map[string]any, []any:
			r.notes.add(LeftOut, place, "its enum has a value that is an object or a list", schemaRemedy)
		default:
			values = append(values, item)
		}
	}
	if len(values) > 0 {
		out["enum"] = values
		if _, isText := values[0].(string); isText && out["type"] == nil {
			out["type"] = "string" // a later type of the schema replaces it
		}
	}
	return ok
}

func readItems(r *reader, place string, value any, out map[string]any) bool {
	if _, isTuple := value.([]any); isTuple {
		r.notes.add(Raw, place+"[]", "its items have a type each", schemaRemedy)
		value = map[string]any{}
	}
	out["items"] = r.schema(place+"[]", value)
	return true
}

func readProperties(r *reader, place string, value any, out map[string]any) bool {
	members, ok := value.(map[string]any)
	properties := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		properties[name] = r.schema(place+"."+name, members[name])
	}
	out["properties"] = properties
	return ok
}

// readAdditional reads the schema of further properties, if there is one.
func readAdditional(r *reader, place string, value any, out map[string]any) bool {
	if allowed, isBool := value.(bool); isBool {
		out["additionalProperties"] = allowed
		return true
	}
	out["additionalProperties"] = r.schema(place+"{}", value)
	return true
}

// readPatterns makes a map of anything of properties whose names have a pattern.
func readPatterns(r *reader, place string, _ any, out map[string]any) bool {
	r.notes.add(Raw, place+"{}", "its properties have names by a pattern", schemaRemedy)
	out["additionalProperties"] = map[string]any{}
	return true
}

func readRequired(_ *reader, _ string, value any, out map[string]any) bool {
	list, ok := value.([]any)
	for _, item := range list {
		if _, isName := item.(string); !isName {
			return false
		}
	}
	if ok {
		out["required"] = list
	}
	return ok
}

// readDiscriminator reads the name of the property. The mapping is not needed: the
// variants say which values they are for.
func readDiscriminator(_ *reader, _ string, value any, out map[string]any) bool {
	d, _ := value.(map[string]any)
	name, ok := d["propertyName"].(string)
	if ok {
		out["discriminator"] = map[string]any{"propertyName": name}
	}
	return ok
}

func readParts(key string) func(*reader, string, any, map[string]any) bool {
	return func(r *reader, place string, value any, out map[string]any) bool {
		list, ok := value.([]any)
		if !ok || len(list) == 0 || out[key] != nil {
			return false
		}
		var parts []any
		for i, item := range list {
			parts = append(parts, r.schema(fmt.Sprintf("%s|%d", place, i), item))
		}
		out[key] = parts
		return true
	}
}
