package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/normalize"
)

// surprise is something that a document has not had before. In its texts, ~ stands
// for a name of its own, as the document spells it, and ^ for the same in Go.
type surprise struct {
	name    string
	schemas string   // components
	paths   string   // paths, in place of those of request and response
	request string   // the schema of the request of POST /~s/get
	returns string   // the schema of the response
	notes   []string // what the notes have to say; none if empty
	code    []string // what package gen has to have, with single spaces
	lacks   []string // what package gen must not have
}

const (
	str   = `{"type": "string"}`
	num   = `{"type": "integer"}`
	thing = `"~": {"type": "object", "properties": {"a": {"type": "string"}}}`
	ref   = `{"$ref": "#/components/schemas/~"}`
)

// long is a name that no file can have.
var long = strings.Repeat("long", 100)

// fields is the schema of an object.
func fields(properties string) string {
	return `{"type": "object", "properties": {` + properties + `}}`
}

// returning is the response of an operation.
func returning(code, content string) string {
	return `"responses": {"` + code + `": {"description": "OK", "content": {` + content + `}}}`
}

func inJSON(schema string) string { return `"application/json": {"schema": ` + schema + `}` }

var surprises = []surprise{
	// Operations.
	{name: "GET alone", paths: `"/~s/view": {"get": {` + returning("200", inJSON(`{}`)) + `}}`, notes: []string{"left out /~s/view: takes GET and not POST", "openapi/normalize/operations.go"}, lacks: []string{"^"}},
	{name: "PUT alone", paths: `"/~s/put": {"put": {"responses": {}}}`, notes: []string{"takes PUT"}, lacks: []string{"^"}},
	{name: "no operation", paths: `"/~s/none": {}`, lacks: []string{"^"}},
	{name: "an operation that is no object", paths: `"/~s/none": {"post": 1}`, lacks: []string{"^"}},
	{name: "a path that is no object", paths: `"/~s/none": 1`, lacks: []string{"^"}},
	{name: "a parameter in braces", paths: `"/~s/{id}/get": {"post": {` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"left out /~s/{id}/get: its path has a parameter"}, lacks: []string{"^"}},
	{name: "a parameter in brackets", paths: `"/~s/[id]/get": {"post": {` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"its path has a parameter"}, lacks: []string{"^"}},
	{name: "a path parameter without a place", paths: `"/~s/get": {"post": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": ` + str + `}], "responses": {}}}`, notes: []string{`it needs the path parameter "id"`}, lacks: []string{"^"}},
	{name: "a required query parameter", paths: `"/~s/get": {"post": {"parameters": [{"name": "q", "in": "query", "required": true, "schema": ` + str + `}], "responses": {}}}`, notes: []string{`left out /~s/get: it needs the query parameter "q"`}, lacks: []string{"^"}},
	{name: "a required header for all methods", paths: `"/~s/get": {"parameters": [{"name": "H", "in": "header", "required": true, "schema": ` + str + `}], "post": {` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{`the header parameter "H"`}, lacks: []string{"^"}},
	{name: "an optional query parameter", paths: `"/~s/get": {"post": {"parameters": [{"name": "q", "in": "query", "schema": ` + str + `}], ` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{`/~s/get: its optional query parameter "q"`}, code: []string{"(s *^sService) Get(ctx"}},
	{name: "a path of one word", paths: `"/~": {"post": {` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"belongs to no group"}, lacks: []string{"^"}},
	{name: "a path that is no Go name", paths: `"/~s/1st": {"post": {` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{`no Go name can be made of "1st"`}, lacks: []string{"^"}},
	{name: "no responses", paths: `"/~s/get": {"post": {}}`, notes: []string{"no response with a status of success"}, lacks: []string{"^"}},
	{name: "two methods of one name", paths: `"/~s/get_it": {"post": {` + returning("200", inJSON(fields(""))) + `}}, "/~s/get-it": {"post": {` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"left out /~s/get_it: its method has the name of /~s/get-it"}, code: []string{") GetIt("}},
	{name: "a method with the name of a service", paths: `"/~s/sub": {"post": {` + returning("200", inJSON(fields(""))) + `}}, "/~s/sub/get": {"post": {` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"left out /~s/sub: its method has the name of service /~s/sub"}, code: []string{"^sSubService) Get("}},
	{name: "two services of one name", paths: `"/~/s/get": {"post": {` + returning("200", inJSON(fields(""))) + `}}, "/~_s/list": {"post": {` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"left out /~_s/list: the name of its service"}, code: []string{"^SService) Get("}},

	{name: "another server", paths: `"/~s/get": {"post": {"servers": [{"url": "https://example.com"}], ` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"it is served at another address"}, lacks: []string{"^"}},
	{name: "a deprecated operation", paths: `"/~s/get": {"post": {"deprecated": true, ` + returning("200", inJSON(fields(""))) + `}}`, code: []string{"// POST /~s/get // // Deprecated: Seam no longer recommends this operation."}},

	// Bodies.
	{name: "a multipart request", paths: `"/~s/get": {"post": {"requestBody": {"content": {"multipart/form-data": {"schema": ` + fields(`"f": `+str) + `}}}, ` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"its request body is multipart/form-data, and the client knows only JSON"}, lacks: []string{"^"}},
	{name: "JSON beside a form", paths: `"/~s/get": {"post": {"requestBody": {"content": {"multipart/form-data": {"schema": {}}, ` + inJSON(fields(`"f": `+str)) + `}}, ` + returning("200", inJSON(fields(""))) + `}}`, code: []string{"type ^sGetRequest struct { F *string"}},
	{name: "JSON with a charset", paths: `"/~s/get": {"post": {"requestBody": {"content": {"application/json; charset=utf-8": {"schema": ` + fields(`"f": `+str) + `}}}, ` + returning("200", inJSON(fields(""))) + `}}`, code: []string{"type ^sGetRequest struct { F *string"}},
	{name: "a request without a schema", paths: `"/~s/get": {"post": {"requestBody": {"content": {"application/json": {}}}, ` + returning("200", inJSON(fields(""))) + `}}`, notes: []string{"its request body has no schema"}, lacks: []string{"^"}},
	{name: "a list as a request", request: `{"type": "array", "items": ` + str + `}`, notes: []string{"its request body is array"}, lacks: []string{"^"}},
	{name: "a map as a request", request: `{"type": "object", "additionalProperties": ` + str + `}`, notes: []string{"its request body is a map"}, lacks: []string{"^"}},
	{name: "a component as a request", schemas: thing, request: ref, code: []string{"type ^sGetRequest struct { A *string"}},
	{name: "a request behind a component", paths: `"/~s/get": {"post": {"requestBody": {"$ref": "#/components/requestBodies/none"}, ` + returning("200", inJSON(fields(""))) + `}}`, code: []string{"^sService) Get("}, lacks: []string{"^sGetRequest"}},
	{name: "status 201", paths: `"/~s/get": {"post": {` + returning("201", inJSON(fields(`"~": `+ref))) + `}}`, schemas: thing, code: []string{") (*^, error)", "Path: \"/~s/get\", Key: \"~\", Kind: One"}},
	{name: "status 201 beside 200", paths: `"/~s/get": {"post": {"responses": {"200": {"description": "OK", "content": {` + inJSON(fields(`"~": `+ref)) + `}}, "201": {"description": "OK"}}}}`, schemas: thing, notes: []string{"its response with status 201"}, code: []string{") (*^, error)"}},
	{name: "status 204", paths: `"/~s/get": {"post": {"responses": {"204": {"description": "None"}}}}`, code: []string{"Path: \"/~s/get\", Kind: None"}},
	{name: "status 2XX", paths: `"/~s/get": {"post": {` + returning("2XX", inJSON(fields(`"~": `+ref))) + `}}`, schemas: thing, code: []string{") (*^, error)"}},
	{name: "a default response", paths: `"/~s/get": {"post": {` + returning("default", inJSON(fields(`"~": `+ref))) + `}}`, schemas: thing, notes: []string{"no response with a status of success"}, lacks: []string{"^sService"}},
	{name: "a response of text", paths: `"/~s/get": {"post": {` + returning("200", `"text/csv": {"schema": `+str+`}`) + `}}`, notes: []string{"its response is text/csv"}, lacks: []string{"^"}},
	{name: "a list as a response", returns: `{"type": "array", "items": ` + str + `}`, notes: []string{"its response is array"}, lacks: []string{"^"}},
	{name: "anything as a response", returns: `{}`, notes: []string{"its response is anything"}, lacks: []string{"^"}},
	{name: "a component as a response", schemas: thing, returns: ref, code: []string{"type ^sGetResult struct { A string"}},
	{name: "a string as a result", returns: fields(`"label": ` + str + `, "ok": {"type": "boolean"}`), code: []string{"type ^sGetResult struct { Label string", ") (*^sGetResult, error)"}},
	{name: "strings as a result", returns: fields(`"names": {"type": "array", "items": ` + str + `}`), code: []string{"type ^sGetResult struct { Names []string"}},
	{name: "a map as a result", returns: fields(`"counts": {"type": "object", "additionalProperties": ` + num + `}`), code: []string{"Counts map[string]int"}},
	{name: "lists of lists as a result", returns: fields(`"rows": {"type": "array", "items": {"type": "array", "items": ` + fields(`"a": `+str) + `}}`), code: []string{"Rows [][]^sGetRow"}},
	{name: "pages without a cursor", schemas: thing, returns: fields(`"~s": {"type": "array", "items": ` + ref + `}, "pagination": {"$ref": "#/components/schemas/pagination"}`), notes: []string{"its pages: no optional string page_cursor"}, code: []string{") ([]*^, error)"}},
	{name: "pages with a required cursor", schemas: thing, request: `{"type": "object", "required": ["page_cursor"], "properties": {"page_cursor": ` + str + `}}`, returns: fields(`"~s": {"type": "array", "items": ` + ref + `}, "pagination": {"$ref": "#/components/schemas/pagination"}`), notes: []string{"its pages"}, code: []string{"PageCursor string `json"}},
	{name: "pages", schemas: thing, request: fields(`"page_cursor": {"type": "string", "nullable": true}`), returns: fields(`"~s": {"type": "array", "items": ` + ref + `}, "pagination": {"$ref": "#/components/schemas/pagination"}`), code: []string{"iter.Seq2[*^, error]"}},

	// Compositions.
	{name: "anyOf of objects", returns: fields(`"~": {"anyOf": [` + fields(`"a": `+str) + `, ` + fields(`"b": `+num) + `]}`), code: []string{"A string `json", "B *int `json"}},
	{name: "anyOf with null", request: fields(`"a": {"anyOf": [` + str + `, {"type": "null"}]}`), code: []string{"A Nullable[string]"}},
	{name: "anyOf that requires", request: `{"type": "object", "properties": {"a": ` + str + `, "b": ` + str + `}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}`, code: []string{"A *string `json", "B *string `json"}},
	{name: "oneOf beside fields", request: `{"type": "object", "properties": {"a": ` + str + `}, "oneOf": [` + fields(`"b": `+str) + `, ` + fields(`"c": `+str) + `]}`, code: []string{"A *string `json", "B *string `json", "C *string `json"}},
	{name: "oneOf of components", schemas: thing + `, "~_two": ` + fields(`"b": `+str), returns: fields(`"r": {"oneOf": [` + ref + `, {"$ref": "#/components/schemas/~_two"}]}`), notes: []string{"undecided /~s/get response.r: cannot be both ~ and ~_two", "contradictions in openapi/normalize/exceptions.go"}, code: []string{"R interface{} `json"}},
	{name: "oneOf of one component", schemas: thing, returns: fields(`"~": {"oneOf": [` + ref + `]}`), code: []string{") (*^, error)"}},
	{name: "oneOf of three types", request: fields(`"v": {"oneOf": [` + str + `, ` + num + `, {"type": "boolean"}]}`), notes: []string{"undecided /~s/get request.v: cannot be both string and integer"}, code: []string{"V interface{} `json"}},
	{name: "an empty oneOf", request: fields(`"v": {"oneOf": []}`), notes: []string{"its oneOf cannot be read"}, code: []string{"V interface{} `json"}},
	{name: "allOf of a component and more", schemas: thing, returns: fields(`"r": {"allOf": [` + ref + `, ` + fields(`"b": `+num) + `]}`), code: []string{"type ^sGetR struct { A string `json:\"a,omitzero\"` B *int"}},
	{name: "allOf beside fields", schemas: thing, returns: fields(`"r": {"properties": {"b": ` + num + `}, "allOf": [` + ref + `]}`), code: []string{"type ^sGetR struct { A string `json:\"a,omitzero\"` B *int"}},
	{name: "allOf that requires", request: `{"allOf": [` + fields(`"a": `+str) + `, {"required": ["a"]}]}`, code: []string{"A string `json:\"a\"`"}},
	{name: "a component that is all of itself", schemas: `"~": {"allOf": [` + ref + `, ` + fields(`"a": `+str) + `]}`, returns: fields(`"r": ` + ref), notes: []string{"raw ~: is a part of itself"}, code: []string{"type ^ = interface{}"}},

	// Schemas.
	{name: "null in a list of types", request: fields(`"a": {"type": ["string", "null"]}`), code: []string{"A Nullable[string]"}},
	{name: "several types", request: fields(`"a": {"type": ["string", "array"]}`), notes: []string{"undecided /~s/get request.a: cannot be both string and array"}, code: []string{"A interface{} `json"}},
	{name: "an empty list of types", request: fields(`"a": {"type": []}`), notes: []string{"its type cannot be read"}, code: []string{"A interface{} `json"}},
	{name: "a type that is none", request: fields(`"a": {"type": "file"}`), notes: []string{"its type cannot be read"}, code: []string{"A interface{} `json"}},
	{name: "const", returns: fields(`"r": ` + fields(`"a": {"const": "x"}`)), code: []string{"type ^sGetRA string", `^sGetRAX ^sGetRA = "x"`}},
	{name: "a limit of 3.1", request: fields(`"a": {"type": "integer", "exclusiveMinimum": 0}`), code: []string{"A *int `json"}},
	{name: "a limit that is no number", request: fields(`"a": {"type": "string", "minLength": "3", "maxLength": -1}`), notes: []string{"its minLength cannot be read", "its maxLength cannot be read"}, code: []string{"A *string `json"}},
	{name: "a limit beyond all numbers", request: fields(`"a": {"type": "integer", "maximum": 1e999}`), notes: []string{"its maximum cannot be read"}, code: []string{"A *int `json"}},
	{name: "examples", request: fields(`"a": {"type": "string", "examples": ["x"], "example": 1, "default": {}}`), code: []string{"A *string `json"}},
	{name: "a schema that is true", request: fields(`"a": true`), code: []string{"A interface{} `json"}},
	{name: "a schema that is false", request: fields(`"a": false`), notes: []string{"raw /~s/get request.a: is not a schema"}, code: []string{"A interface{} `json"}},
	{name: "a schema that is text", request: fields(`"a": "x"`), notes: []string{"is not a schema"}, code: []string{"A interface{} `json"}},
	{name: "an unknown keyword", request: fields(`"a": {"type": "string", "if": {}}`), notes: []string{`the keyword "if" is not known`}, code: []string{"A *string `json"}},
	{name: "names by a pattern", returns: fields(`"m": {"type": "object", "patternProperties": {"^x": ` + str + `}}`), notes: []string{"names by a pattern"}, code: []string{"M map[string]interface{}"}},
	{name: "a list without items", request: fields(`"a": {"type": "array"}`), code: []string{"A []interface{} `json"}},
	{name: "a tuple", request: fields(`"a": {"type": "array", "prefixItems": [` + str + `, ` + num + `]}`), notes: []string{"its items have a type each"}, code: []string{"A []interface{} `json"}},
	{name: "an enum of numbers", request: fields(`"level": {"type": "integer", "enum": [1, 2]}`), code: []string{"Level *int `json"}},
	{name: "an enum with null", request: fields(`"a": {"type": "string", "enum": ["x", null]}`), code: []string{"A Nullable[^sGetRequestA]"}},
	{name: "an enum of objects", request: fields(`"a": {"type": "string", "enum": [{}, "x"]}`), notes: []string{"a value that is an object or a list"}, code: []string{`^sGetRequestAX ^sGetRequestA = "x"`}},
	{name: "an empty enum", request: fields(`"a": {"type": "string", "enum": []}`), code: []string{"A *string `json"}},
	{name: "an enum of strange values", request: fields(`"a": {"type": "string", "enum": ["=", "<", "1", "a b", "", "é"]}`), notes: []string{`the constant of its value ""`}, code: []string{`^sGetRequestA = "a b"`}},
	{name: "two values of one name", request: fields(`"a": {"type": "string", "enum": ["x-y", "x_y"]}`), notes: []string{`left out /~s/get request.a: the constant of its value "x_y"`, "valueRenames"}, code: []string{`^sGetRequestAXY ^sGetRequestA = "x-y"`}},
	{name: "two fields of one name", request: fields(`"x_y": ` + str + `, "x-y": ` + num), notes: []string{"left out /~s/get request.x_y: its Go name is that of field x-y"}, code: []string{"XY *int `json:\"x-y,omitzero\"`"}},
	{name: "a field with no Go name", request: fields(`"--": ` + str + `, "a": ` + str), notes: []string{`"--" has characters that cannot be used there`}, code: []string{"A *string `json"}},
	{name: "a field that would leave its tag", request: fields("\"x`y\": " + str), notes: []string{"has characters that cannot be used there"}, code: []string{"^sService) Get("}},
	{name: "a value that would leave its string", request: fields("\"a\": {\"type\": \"string\", \"enum\": [\"x`\", \"y\"]}"), notes: []string{"has characters that cannot be used there"}, code: []string{`^sGetRequestAY ^sGetRequestA = "y"`}},
	{name: "an unknown format", request: fields(`"a": {"type": "string", "format": "phone"}`), notes: []string{`undecided /~s/get request.a: the format "phone" of a string is not known`, "formats.go"}, code: []string{"A *string `json"}},
	{name: "an unknown number", request: fields(`"speed": {"type": "number"}`), notes: []string{"undecided /~s/get request.speed: may be a whole number", "numbers.go"}, code: []string{"Speed *float64 `json"}},
	{name: "an unknown time", request: fields(`"left_at": ` + str), notes: []string{"undecided /~s/get request.left_at: looks like a time", "times_list.go"}, code: []string{"LeftAt *string `json"}},
	{name: "a deep map", returns: fields(`"r": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": ` + fields(`"a": `+str) + `}}`), code: []string{"R map[string]map[string]^sGetR"}},
	{name: "fields and more", returns: fields(`"r": {"type": "object", "properties": {"a": ` + str + `}, "additionalProperties": true}`), code: []string{"AdditionalProperties map[string]interface{}"}},
	{name: "fields and more of the same name", returns: fields(`"r": {"type": "object", "properties": {"get": ` + str + `, "additional_properties": ` + str + `, "a": ` + str + `}, "additionalProperties": ` + str + `}`), notes: []string{"r.get: its Go name is that of a method", "r.additional_properties: its Go name is that of the map"}, code: []string{"AdditionalProperties map[string]string"}},
	{name: "a discriminator without a property", returns: fields(`"r": {"discriminator": {}, "oneOf": [` + fields(`"a": `+str) + `]}`), notes: []string{"its discriminator cannot be read"}, code: []string{"A string `json"}},

	// Components.
	{name: "a reference to nothing", returns: fields(`"r": {"$ref": "#/components/schemas/~_none"}`), notes: []string{"raw /~s/get response.r: refers to"}, code: []string{"R interface{} `json"}},
	{name: "a reference into another document", returns: fields(`"r": {"$ref": "https://example.com/a.json"}`), notes: []string{"refers to"}, code: []string{"R interface{} `json"}},
	{name: "a reference into a component", schemas: thing, returns: fields(`"r": {"$ref": "#/components/schemas/~/properties/a"}`), notes: []string{"refers to"}, code: []string{"R interface{} `json"}},
	{name: "a component with a space", schemas: `"~ Thing": ` + fields(`"a": `+str), returns: fields(`"r": {"$ref": "#/components/schemas/~%20Thing"}`), code: []string{"type ^Thing struct { A string"}},
	{name: "a component with a slash", schemas: `"~/Thing": ` + fields(`"a": `+str), notes: []string{`"~/Thing" has characters`, "refers to"}, returns: fields(`"r": {"$ref": "#/components/schemas/~~1Thing"}`), code: []string{"R interface{}"}},
	{name: "a component that begins with a digit", schemas: `"2~": ` + fields(`"a": `+str), returns: fields(`"r": {"$ref": "#/components/schemas/2~"}`), code: []string{"type N2^ struct { A string"}},
	{name: "two components of one name", schemas: thing + `, "~.": ` + fields(`"b": `+str), returns: fields(`"r": ` + ref + `, "s": {"$ref": "#/components/schemas/~."}`), notes: []string{"undecided ~.: its Go name is that of ~; it is ~._object for now"}, code: []string{"type ^ struct { A string", "type ^Object struct { B string"}},
	{name: "a component with the name of a service", schemas: `"~s_service": ` + fields(`"a": `+str), returns: fields(`"r": {"$ref": "#/components/schemas/~s_service"}`), notes: []string{"undecided ~s_service: its Go name is that of service /~s"}, code: []string{"type ^sServiceObject struct"}},
	{name: "a field with the name of a component", schemas: `"~": ` + fields(`"b": `+fields(`"x": `+str)) + `, "~_b": ` + fields(`"y": `+str), returns: fields(`"r": ` + ref + `, "s": {"$ref": "#/components/schemas/~_b"}`), notes: []string{"undecided ~.b: its name ~_b is that of ~_b; it holds any JSON for now", "renames in openapi/normalize/exceptions.go"}, code: []string{"B interface{} `json"}},
	{name: "an enum with the name of a component", schemas: `"~": ` + fields(`"b": {"type": "string", "enum": ["x"]}`) + `, "~_b": ` + fields(`"y": `+str), returns: fields(`"r": ` + ref + `, "s": {"$ref": "#/components/schemas/~_b"}`), notes: []string{"undecided ~.b: its name ~_b is that of ~_b; it is a string for now"}, code: []string{"B string `json"}},
	{name: "a recursive component", schemas: `"~": ` + fields(`"next": `+ref+`, "all": {"type": "array", "items": `+ref+`}`), request: fields(`"r": ` + ref), returns: fields(`"r": ` + ref), code: []string{"Next *^ `json", "All []^ `json"}},
	{name: "components that are references", schemas: thing + `, "~_a": {"$ref": "#/components/schemas/~_b"}, "~_b": ` + ref, returns: fields(`"r": {"$ref": "#/components/schemas/~_a"}`), code: []string{") (*^, error)"}},
	{name: "components that refer to each other", schemas: `"~_a": {"$ref": "#/components/schemas/~_b"}, "~_b": {"$ref": "#/components/schemas/~_a"}`, returns: fields(`"r": {"$ref": "#/components/schemas/~_a"}`), notes: []string{"~_a: its name is that of another component, or it refers to itself", "refers to"}, code: []string{"R interface{}"}},
	{name: "a component that is text", schemas: `"~": ` + str, returns: fields(`"r": ` + ref), code: []string{"^sService) Get("}},
	{name: "a component that is a list", schemas: `"~": {"type": "array", "items": ` + fields(`"a": `+str) + `}`, returns: fields(`"r": ` + ref), code: []string{"^sService) Get("}},
	{name: "a component that is no schema", schemas: `"~": 1`, returns: fields(`"r": ` + ref), notes: []string{"raw ~: is not a schema"}, code: []string{"^sService) Get("}},
	{name: "a name that is too long", schemas: `"~_` + long + `": ` + fields(`"a": `+str), returns: fields(`"r": {"$ref": "#/components/schemas/~_` + long + `"}`), notes: []string{"undecided ~_" + long + ": its name", "shortNames"}, code: []string{"type ^" + strings.ToUpper(long[:1]) + long[1:] + " struct"}},
	{name: "a secret with the name of a method", schemas: `"~": ` + fields(`"token": `+str+`, "log_value": `+str), returns: fields(`"r": ` + ref), notes: []string{"left out ~.log_value: its Go name is that of a method"}, code: []string{"type ^ struct { Token string"}},
}

// own returns a text of a surprise with the names of the nth.
func own(text string, n int) string {
	const letters = "abcdefghijk" // none that changes a plural
	name := "zx" + string(letters[n/len(letters)]) + string(letters[n%len(letters)])
	return strings.NewReplacer("~", name, "^", "Z"+name[1:]).Replace(text)
}

// parts returns the components and paths of the nth surprise.
func (s surprise) parts(n int) (schemas, paths string) {
	paths = s.paths
	if paths == "" {
		request := ""
		if s.request != "" {
			request = `"requestBody": {"content": {` + inJSON(s.request) + `}}, `
		}
		returns := s.returns
		if returns == "" {
			returns = fields(`"ok": {"type": "boolean"}`)
		}
		paths = `"/~s/get": {"post": {` + request + returning("200", inJSON(returns)) + `}}`
	}
	return own(s.schemas, n), own(paths, n)
}

// surprising is a document with components and paths beside what package gen needs.
func surprising(schemas, paths []string) []byte {
	schemas = append(schemas, `"pagination": `+fields(`"has_next_page": {"type": "boolean"}, "next_page_cursor": {"type": "string", "nullable": true}`))
	paths = append(paths, `"/plain/things/list": {"post": {`+`"requestBody": {"content": {`+inJSON(fields(`"page_cursor": `+str+`, "since": {"type": "string", "nullable": true, "format": "date-time"}`))+`}}, `+
		returning("200", inJSON(fields(`"things": {"type": "array", "items": {"type": "object", "properties": {"token": {"type": "string"}}}}, "pagination": {"$ref": "#/components/schemas/pagination"}`)))+`}}`)
	return []byte(`{"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "components": {"schemas": {` + strings.Join(schemas, ", ") +
		`}}, "paths": {` + strings.Join(paths, ", ") + `}}`)
}

// TestSurprises has each surprise in its own document, which has to be normalised
// with the right notes and compared, and all of them in one, which has to be
// generated and compiled with the right code.
func TestSurprises(t *testing.T) {
	var allSchemas, allPaths []string
	for n, s := range surprises {
		schemas, paths := s.parts(n)
		if schemas != "" {
			allSchemas = append(allSchemas, schemas)
		}
		allPaths = append(allPaths, paths)
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			var one []string
			if schemas != "" {
				one = append(one, schemas)
			}
			doc := surprising(one, []string{paths})
			result, err := normalize.Normalize(doc, nil)
			if err != nil {
				t.Fatal(err)
			}
			wantNotes(t, result.Notes, s.notes, n)
			report, err := drift.Compare(surprising(nil, nil), doc)
			if err != nil {
				t.Fatal(err)
			}
			if generated := strings.Contains(string(result.Document), own(`"/~s/get": {`, n)); generated && len(report.Changes) == 0 {
				t.Error("drift does not report the operation")
			}
		})
	}
	result, err := normalize.Normalize(surprising(allSchemas, allPaths), nil)
	if err != nil {
		t.Fatal(err)
	}
	code := generated(t, result.Document)
	for _, want := range []string{"// # What is missing //", own("// - /~s/view: takes GET and not POST //", 0)} {
		if !strings.Contains(code, want) {
			t.Errorf("the package comment lacks %s", want)
		}
	}
	for n, s := range surprises {
		for _, want := range s.code {
			if want = own(want, n); !strings.Contains(code, want) {
				t.Errorf("%s: package gen lacks %s", s.name, want)
			}
		}
		for _, no := range s.lacks {
			if no = own(no, n); strings.Contains(code, no) {
				t.Errorf("%s: package gen has %s", s.name, no)
			}
		}
	}
}

// wantNotes expects a note for each text, and each note to have one of the texts, a
// problem and a remedy.
func wantNotes(t *testing.T, notes []normalize.Note, texts []string, n int) {
	t.Helper()
	var all []string
	for _, note := range notes {
		if note.Kind == normalize.Stale {
			continue
		}
		all = append(all, string(note.Kind)+" "+note.String())
		if note.Place == "" || note.Problem == "" || note.Remedy == "" {
			t.Errorf("a part is missing in %#v", note)
		}
	}
	for _, text := range texts {
		if !strings.Contains(strings.Join(all, "\n"), own(text, n)) {
			t.Errorf("no note says %s:\n%s", own(text, n), strings.Join(all, "\n"))
		}
	}
	if len(texts) == 0 && len(all) > 0 {
		t.Errorf("want no notes, got %q", all)
	}
}

// TestSurprisingUnions has variants of events that no document has had.
func TestSurprisingUnions(t *testing.T) {
	event := func(tag, more string) string {
		return fields(`"event_id": ` + str + `, "workspace_id": ` + str + `, "event_type": ` + tag + more)
	}
	kind := func(value string) string { return `{"type": "string", "enum": ["` + value + `"]}` }
	schemas := []string{
		`"event": {"oneOf": [` + strings.Join([]string{
			event(kind("lock.locked"), `, "lock_id": `+str),
			`{"$ref": "#/components/schemas/elsewhere"}`,
			fields(`"event_id": ` + str + `, "event_type": ` + kind("lock.lost")),
			event(kind("lock/odd name"), ""),
			event(kind("taken"), ""),
			event(str, ""),
			`{"$ref": "#/components/schemas/none"}`,
		}, ", ") + `]}`,
		`"elsewhere": ` + event(kind("lock.elsewhere"), ""),
		`"taken_event": ` + fields(`"a": `+str),
		`"acs_credential": ` + fields(`"code": `+str),
		`"action_attempt": {"anyOf": [` + fields(`"action_attempt_id": `+str+`, "status": `+kind("success")+`, "action_type": `+kind("ENCODE_CREDENTIAL")+
			`, "result": `+fields(`"code": `+str+`, "extra": `+str)) + `]}`,
	}
	paths := []string{`"/events/list": {"post": {` + returning("200", inJSON(fields(`"events": {"type": "array", "items": {"$ref": "#/components/schemas/event"}}`))) + `}}`,
		`"/attempts/get": {"post": {` + returning("200", inJSON(fields(`"a": {"$ref": "#/components/schemas/action_attempt"}, "b": {"$ref": "#/components/schemas/taken_event"}`))) + `}}`}
	result, err := normalize.Normalize(surprising(schemas, paths), nil)
	if err != nil {
		t.Fatal(err)
	}
	wantNotes(t, result.Notes, []string{
		"left out event: 2 of its variants have no event_type with values",
		"left out event|taken: its name taken_event is that of a component",
		"raw event|6: refers to",
		"left out action_attempt.ENCODE_CREDENTIAL.result.extra: this copy of acs_credential has a field",
	}, 0)
	code := generated(t, result.Document)
	for _, want := range []string{
		"WorkspaceID string `json:\"workspace_id,omitzero\"` union json.RawMessage }",
		"type LockElsewhereEvent struct", "type LockLostEvent struct", "type LockOddNameEvent struct", `= "lock/odd name"`, `= "taken"`,
		"Result *ACSCredential `json",
	} {
		if !strings.Contains(code, want) {
			t.Errorf("package gen lacks %s", want)
		}
	}
}

// TestOpenAPI31 reads what OpenAPI 3.1 writes otherwise, and has besides.
func TestOpenAPI31(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(surprising([]string{`"a": ` + fields(`"b": {"type": ["string", "null"]}`)},
		[]string{`"/as/get": {"post": {` + returning("200", inJSON(fields(`"a": {"$ref": "#/components/schemas/a", "description": "The A."}`))) + `}}`}), &doc); err != nil {
		t.Fatal(err)
	}
	doc["openapi"], doc["jsonSchemaDialect"], doc["webhooks"] = "3.1.0", "https://spec.openapis.org/oas/3.1/dialect/base", map[string]any{"w": map[string]any{}}
	delete(doc, "info")
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	result, err := normalize.Normalize(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantNotes(t, result.Notes, nil, 0)
	if !strings.Contains(string(result.Document), `"openapi": "3.0.0"`) {
		t.Error("the normalised document is not of OpenAPI 3.0")
	}
}
