package drift

import (
	"cmp"
	"slices"
	"strings"
	"testing"
)

// pairs holds every kind of change, each in two small documents.
var pairs = []struct {
	name     string
	from, to parts
	want     []string
}{
	{"an operation comes", parts{}, parts{Paths: otherPath},
		[]string{"operation-added /others/do ignores/additive"}},
	{"an operation goes", parts{Paths: otherPath}, parts{},
		[]string{"operation-removed /others/do fails/breaks"}},
	{"an operation becomes undocumented", parts{Paths: otherPath},
		parts{Paths: `"/others/do": {"post": {"x-undocumented": "Internal.", ` + ok + `}}`},
		[]string{"operation-withdrawn /others/do ignores/breaks"}},
	{"an operation becomes deprecated", parts{}, parts{Notes: `"x-deprecated": "Use another."`},
		[]string{"operation-deprecated /things/do ignores/docs"}},
	{"an operation is no longer deprecated", parts{Notes: `"x-deprecated": "Use another."`}, parts{},
		[]string{"operation-undeprecated /things/do ignores/docs"}},
	{"a method has another name", parts{Notes: `"x-fern-sdk-method-name": "do"`}, parts{Notes: `"x-fern-sdk-method-name": "perform"`},
		[]string{"operation-renamed /things/do ignores/breaks", "type-renamed things_perform_request ignores/breaks"}},
	{"a GET double goes", parts{Doubles: `"get": ` + double}, parts{},
		[]string{"effect-raised /things/do misreads/behaviour"}},
	{"a GET double comes", parts{}, parts{Doubles: `"get": ` + double},
		[]string{"effect-lowered /things/do ignores/behaviour"}},
	{"a PUT double proves nothing", parts{}, parts{Doubles: `"put": ` + double}, nil},
	{"another kind of action", parts{Notes: `"x-action-attempt-type": "LOCK"`}, parts{Notes: `"x-action-attempt-type": "UNLOCK"`},
		[]string{"action-changed /things/do ignores/behaviour"}},

	{"another server", parts{Root: `"servers": [{"url": "https://a.example"}]`}, parts{Root: `"servers": [{"url": "https://b.example"}]`},
		[]string{"server-added servers.https://b.example ignores/additive", "server-removed servers.https://a.example fails/behaviour"}},
	{"a security scheme differs", secured(apiKeyScheme, "api_key"), secured(strings.Replace(apiKeyScheme, "bearer", "basic", 1), "api_key"),
		[]string{"security-scheme-changed securitySchemes.api_key fails/behaviour"}},
	{"a security scheme with another name", secured("", "api_key"), secured("", "new_api_key"),
		[]string{"security-scheme-added securitySchemes.new_api_key ignores/additive", "security-scheme-removed securitySchemes.api_key ignores/behaviour"}},
	{"another of the security schemes", secured(bothSchemes, "api_key"), secured(bothSchemes, "client_session"),
		[]string{"security-added /things/do ignores/additive", "security-removed /things/do fails/behaviour"}},
	{"a security scheme that the client never uses", secured("", "api_key", "bridge_client_session"), secured("", "api_key", "support_read_only_token"), nil},
	{"another response key", parts{Notes: `"x-response-key": "thing"`}, parts{Notes: `"x-response-key": "item"`},
		[]string{"response-key-changed /things/do ignores/behaviour"}},

	{"pages come", parts{Answer: things(""), Request: cursor}, parts{Answer: things(page), Request: cursor, Schemas: pagination},
		[]string{"pagination-gained /things/do misreads/breaks"}},
	{"pages go", parts{Answer: things(page), Request: cursor, Schemas: pagination}, parts{Answer: things(""), Request: cursor},
		[]string{"pagination-lost /things/do ignores/breaks"}},
	{"a result comes", parts{Answer: object("")}, parts{},
		[]string{"result-added /things/do ignores/breaks"}},
	{"a second result comes", parts{}, parts{Answer: object(`"thing": ` + ref("thing") + `, "spare": ` + ref("thing"))},
		[]string{"result-extended /things/do ignores/breaks"}},
	{"a second result goes", parts{Answer: object(`"thing": ` + ref("thing") + `, "spare": ` + ref("thing"))}, parts{},
		[]string{"result-reduced /things/do misreads/breaks"}},
	{"a result under another key", parts{}, parts{Answer: object(`"item": ` + ref("thing"))},
		[]string{"result-changed /things/do fails/breaks"}},
	{"a list of what was one", parts{}, parts{Answer: object(`"thing": ` + list(ref("thing")))},
		[]string{"result-changed /things/do fails/breaks"}},
	{"a result goes", parts{}, parts{Answer: object("")},
		[]string{"result-removed /things/do fails/breaks"}},
	{"a request comes", parts{Request: "none"}, parts{},
		[]string{"request-body-added /things/do ignores/breaks", "request-field-added things_do_request.id ignores/additive"}},
	{"a request goes", parts{}, parts{Request: "none"},
		[]string{"request-body-removed /things/do misreads/breaks"}},

	{"an optional request field comes", sends(`"a": ` + anyText), sends(`"a": ` + anyText + `, "b": ` + anyText),
		[]string{"request-field-added things_do_request.b ignores/additive"}},
	{"a required request field comes", sends(`"a": ` + anyText), sends(`"a": `+anyText+`, "b": `+anyText, "b"),
		[]string{"request-field-added-required things_do_request.b fails/behaviour"}},
	{"a request field goes", sends(`"a": ` + anyText + `, "b": ` + anyText), sends(`"a": ` + anyText),
		[]string{"request-field-removed things_do_request.b misreads/breaks"}},
	{"a request field becomes undocumented", sends(`"a": ` + anyText + `, "b": ` + anyText),
		sends(`"a": ` + anyText + `, "b": {"type": "string", "x-undocumented": "Internal."}`),
		[]string{"request-field-withdrawn things_do_request.b ignores/breaks"}},
	{"a request scalar becomes required: no longer a pointer", sends(`"a": ` + anyText), sends(`"a": `+anyText, "a"),
		[]string{"request-field-newly-required things_do_request.a fails/breaks"}},
	{"a request list becomes required: the Go type stays", sends(`"a": ` + list(anyText)), sends(`"a": `+list(anyText), "a"),
		[]string{"request-field-newly-required things_do_request.a fails/behaviour"}},
	{"a request scalar becomes optional", sends(`"a": `+anyText, "a"), sends(`"a": ` + anyText),
		[]string{"request-field-relaxed things_do_request.a ignores/breaks"}},
	{"a request list becomes optional", sends(`"a": `+list(anyText), "a"), sends(`"a": ` + list(anyText)),
		[]string{"request-field-relaxed things_do_request.a ignores/additive"}},
	{"a request field may be null", sends(`"a": ` + anyText), sends(`"a": {"type": "string", "nullable": true}`),
		[]string{"request-field-nullable things_do_request.a ignores/breaks"}},
	{"a request field may no longer be null", sends(`"a": {"type": "string", "nullable": true}`), sends(`"a": ` + anyText),
		[]string{"request-field-not-nullable things_do_request.a fails/breaks"}},
	{"a request field of another type", sends(`"a": ` + anyText), sends(`"a": {"type": "boolean"}`),
		[]string{"request-type-changed things_do_request.a fails/breaks"}},
	{"a request field of any number", sends(`"a": {"type": "integer"}`), sends(`"a": {"type": "number"}`),
		[]string{"request-type-widened things_do_request.a ignores/breaks"}},
	{"a request field of any type", sends(`"a": ` + anyText), sends(`"a": {}`),
		[]string{"request-type-widened things_do_request.a ignores/breaks"}},
	{"a request field of one type", sends(`"a": {}`), sends(`"a": ` + anyText),
		[]string{"request-type-changed things_do_request.a fails/breaks"}},
	{"a request field has to be a time", sends(`"a": ` + anyText), sends(`"a": {"type": "string", "format": "date-time"}`),
		[]string{"request-time-gained things_do_request.a fails/breaks"}},
	{"a request field need not be a time", sends(`"a": {"type": "string", "format": "date-time"}`), sends(`"a": ` + anyText),
		[]string{"request-time-lost things_do_request.a ignores/breaks"}},
	{"a request limit comes", sends(`"a": ` + anyText), sends(`"a": {"type": "string", "maxLength": 8}`),
		[]string{"request-limit-tightened things_do_request.a fails/behaviour"}},
	{"an upper request limit is raised", sends(`"a": {"type": "string", "maxLength": 8}`), sends(`"a": {"type": "string", "maxLength": 9}`),
		[]string{"request-limit-loosened things_do_request.a ignores/docs"}},
	{"a lower request limit is lowered", sends(`"a": {"type": "integer", "minimum": 2}`), sends(`"a": {"type": "integer", "minimum": 1}`),
		[]string{"request-limit-loosened things_do_request.a ignores/docs"}},
	{"a request limit on items comes", sends(`"a": ` + list(anyText)), sends(`"a": ` + list(`{"type": "string", "maxLength": 8}`)),
		[]string{"request-limit-tightened things_do_request.a fails/behaviour"}},
	{"a request limit on the values of a map comes", sends(`"a": ` + mapOf(anyText)), sends(`"a": ` + mapOf(`{"type": "string", "maxLength": 8}`)),
		[]string{"request-limit-tightened things_do_request.a fails/behaviour"}},
	{"a request field must not be empty", sends(`"a": ` + anyText), sends(`"a": {"type": "string", "minLength": 1}`),
		[]string{"request-empty-refused things_do_request.a ignores/docs"}},
	{"a longer request field", sends(`"a": {"type": "string", "minLength": 1}`), sends(`"a": {"type": "string", "minLength": 2}`),
		[]string{"request-limit-tightened things_do_request.a fails/behaviour"}},
	{"an end of a range belongs to it", sends(`"a": {"type": "number", "minimum": 0, "exclusiveMinimum": true}`), sends(`"a": {"type": "number", "minimum": 0}`),
		[]string{"request-limit-loosened things_do_request.a ignores/docs"}},
	{"an end of a range no longer belongs to it", sends(`"a": {"type": "number", "maximum": 9}`), sends(`"a": {"type": "number", "maximum": 9, "exclusiveMaximum": true}`),
		[]string{"request-limit-tightened things_do_request.a fails/behaviour"}},
	{"request items may be null", sends(`"a": ` + list(anyText)), sends(`"a": ` + list(nullableText)),
		[]string{"request-item-nullable things_do_request.a ignores/docs"}},
	{"request items may no longer be null: no Go type had a null", sends(`"a": ` + list(nullableText)), sends(`"a": ` + list(anyText)),
		[]string{"request-item-not-nullable things_do_request.a ignores/docs"}},
	{"request values of any type may no longer be null", sends(`"a": ` + mapOf(`{"nullable": true}`)), sends(`"a": ` + mapOf(`{}`)),
		[]string{"request-item-not-nullable things_do_request.a fails/behaviour"}},
	{"a request field gets listed values", sends(`"a": ` + anyText), sends(`"a": ` + enum("x", "y")),
		[]string{"request-enum-gained things_do_request.a fails/breaks"}},
	{"a request field loses its listed values", sends(`"a": ` + enum("x", "y")), sends(`"a": ` + anyText),
		[]string{"request-enum-lost things_do_request.a ignores/breaks"}},
	{"a request value comes", sends(`"a": ` + enum("x", "y")), sends(`"a": ` + enum("z", "x", "y")),
		[]string{"request-value-added things_do_request_a.z ignores/additive"}},
	{"a request value goes", sends(`"a": ` + enum("x", "y")), sends(`"a": ` + enum("x")),
		[]string{"request-value-removed things_do_request_a.y fails/breaks"}},
	{"a request variant comes", sendsEvent(variant("a", "")), sendsEvent(variant("b", ""), variant("a", "")),
		[]string{"request-value-added event_type.b ignores/additive", "request-variant-added event.b ignores/additive"}},
	{"a request variant goes", sendsEvent(variant("a", ""), variant("b", "")), sendsEvent(variant("b", "")),
		[]string{"request-value-removed event_type.a fails/breaks", "request-variant-removed event.a fails/breaks"}},

	{"a response field comes", answers(`"a": ` + anyText), answers(`"a": `+anyText+`, "b": `+anyText, "b"),
		[]string{"response-field-added thing.b ignores/additive"}},
	{"a response field goes", answers(`"a": ` + anyText + `, "b": ` + anyText), answers(`"a": ` + anyText),
		[]string{"response-field-removed thing.b misreads/breaks"}},
	{"a response field becomes undocumented", answers(`"a": ` + anyText + `, "b": ` + anyText),
		answers(`"a": ` + anyText + `, "b": {"type": "string", "x-undocumented": "Internal."}`),
		[]string{"response-field-withdrawn thing.b ignores/breaks"}},
	{"a response field becomes optional", answers(`"a": `+anyText, "a"), answers(`"a": ` + anyText),
		[]string{"response-field-optional thing.a ignores/docs"}},
	{"a response field becomes required", answers(`"a": ` + anyText), answers(`"a": `+anyText, "a"),
		[]string{"response-field-required thing.a ignores/docs"}},
	{"a response scalar may be null: a pointer now", answers(`"a": ` + anyText), answers(`"a": {"type": "string", "nullable": true}`),
		[]string{"response-field-nullable thing.a misreads/breaks"}},
	{"a response number may be null: a pointer before", answers(`"a": {"type": "number"}`), answers(`"a": {"type": "number", "nullable": true}`),
		[]string{"response-field-nullable thing.a ignores/docs"}},
	{"a response scalar is no longer null", answers(`"a": {"type": "string", "nullable": true}`), answers(`"a": ` + anyText),
		[]string{"response-field-not-nullable thing.a ignores/breaks"}},
	{"a response list is no longer null", answers(`"a": {"type": "array", "items": {"type": "string"}, "nullable": true}`), answers(`"a": ` + list(anyText)),
		[]string{"response-field-not-nullable thing.a ignores/docs"}},
	{"a response field of another type", answers(`"a": ` + anyText), answers(`"a": ` + object(`"b": `+anyText)),
		[]string{"response-type-changed thing.a misreads/breaks"}},
	{"a list of another type", answers(`"a": ` + list(anyText)), answers(`"a": ` + list(`{"type": "number"}`)),
		[]string{"response-type-changed thing.a misreads/breaks"}},
	{"a response number is always whole", answers(`"a": {"type": "number"}`), answers(`"a": {"type": "integer"}`),
		[]string{"response-type-narrowed thing.a ignores/breaks"}},
	{"a list of whole numbers", answers(`"a": ` + list(`{"type": "number"}`)), answers(`"a": ` + list(`{"type": "integer"}`)),
		[]string{"response-type-narrowed thing.a ignores/breaks"}},
	{"response items may be null", answers(`"a": ` + list(anyText)), answers(`"a": ` + list(nullableText)),
		[]string{"response-item-nullable thing.a ignores/docs"}},
	{"response items are no longer null", answers(`"a": ` + list(nullableText)), answers(`"a": ` + list(anyText)),
		[]string{"response-item-not-nullable thing.a ignores/docs"}},
	{"a response field of any type", answers(`"a": ` + anyText), answers(`"a": {}`),
		[]string{"response-type-changed thing.a misreads/breaks"}},
	{"a response field of one type", answers(`"a": {}`), answers(`"a": ` + anyText),
		[]string{"response-type-narrowed thing.a ignores/breaks"}},
	{"a response field becomes a time", answers(`"a": ` + anyText), answers(`"a": {"type": "string", "format": "date-time"}`),
		[]string{"response-time-gained thing.a ignores/breaks"}},
	{"a response field is no longer a time", answers(`"a": {"type": "string", "format": "date-time"}`), answers(`"a": ` + anyText),
		[]string{"response-time-lost thing.a misreads/breaks"}},
	{"a response limit comes", answers(`"a": ` + anyText), answers(`"a": {"type": "string", "format": "uuid"}`),
		[]string{"response-limit-changed thing.a ignores/docs"}},
	{"a response field gets listed values", answers(`"a": ` + anyText), answers(`"a": ` + enum("x", "y")),
		[]string{"response-enum-gained thing.a ignores/breaks"}},
	{"a response field loses its listed values", answers(`"a": ` + enum("x", "y")), answers(`"a": ` + anyText),
		[]string{"response-enum-lost thing.a ignores/breaks"}},
	{"a response value comes", answers(`"a": ` + enum("x", "y")), answers(`"a": ` + enum("z", "x", "y")),
		[]string{"response-value-added thing_a.z ignores/additive"}},
	{"a response value goes", answers(`"a": ` + enum("x", "y")), answers(`"a": ` + enum("x")),
		[]string{"response-value-removed thing_a.y ignores/breaks"}},
	{"variants change places: nothing", answersEvent(variant("a", ""), variant("b", "")), answersEvent(variant("b", ""), variant("a", "")), nil},
	{"a response variant comes", answersEvent(variant("a", ""), variant("b", "")), answersEvent(variant("c", ""), variant("b", ""), variant("a", "")),
		[]string{"response-value-added event_type.c ignores/additive", "response-variant-added event.c ignores/additive"}},
	{"a response variant goes", answersEvent(variant("a", ""), variant("b", "")), answersEvent(variant("b", "")),
		[]string{"response-value-removed event_type.a ignores/breaks", "response-variant-removed event.a ignores/breaks"}},
	{"a field of a variant comes", answersEvent(variant("a", ""), variant("b", "")), answersEvent(variant("b", `, "x": `+anyText), variant("a", "")),
		[]string{"response-field-added b_event.x ignores/additive"}},

	{"a component becomes a union", answersEvent(plainEvent), answersEvent(variant("a", ""), variant("b", "")),
		[]string{"response-field-added event.event_type ignores/additive", "union-gained event ignores/breaks"}},
	{"a component is no longer a union", answersEvent(variant("a", ""), variant("b", "")), answersEvent(plainEvent),
		[]string{"response-field-removed event.event_type misreads/breaks", "union-lost event misreads/breaks"}},
	{"a type has another name", parts{Thing: object(`"a": ` + ref("first")), Schemas: `"first": ` + object(`"x": `+anyText)},
		parts{Thing: object(`"a": ` + ref("second")), Schemas: `"second": ` + object(`"x": `+anyText+`, "y": `+anyText)},
		[]string{"response-field-added second.y ignores/additive", "type-renamed second ignores/breaks"}},
	{"a field becomes deprecated", answers(`"a": ` + anyText), answers(`"a": {"type": "string", "x-deprecated": "Use b."}`),
		[]string{"field-deprecated thing.a ignores/docs"}},
	{"a field is no longer deprecated", answers(`"a": {"type": "string", "x-deprecated": "Use b."}`), answers(`"a": ` + anyText),
		[]string{"field-undeprecated thing.a ignores/docs"}},
	{"a contradiction ends", listsEvents(`{"oneOf": [` + anyText + `, {"type": "string", "format": "date-time"}]}`), listsEvents(anyText),
		[]string{"field-conflict-changed events_list_request.between ignores/behaviour"}},
	{"descriptions change, once for a component", answers(`"a": {"type": "string", "description": "A."}, "b": {"type": "string", "description": "B."}`),
		answers(`"a": {"type": "string", "description": "An A."}, "b": {"type": "string", "description": "A B."}`),
		[]string{"docs-changed thing ignores/docs"}},
	{"the description of an operation changes", parts{Notes: `"description": "Does."`}, parts{Notes: `"description": "Does it."`},
		[]string{"docs-changed /things/do ignores/docs"}},
	{"a component in requests and responses is judged for both", bothWays(enum("x", "y")), bothWays(enum("x")),
		[]string{"request-value-removed mode.y fails/breaks", "response-value-removed mode.y ignores/breaks"}},
	{"a change without a direction is reported once", bothWays(object(`"a": ` + anyText)), bothWays(object(`"a": {"type": "string", "x-deprecated": "Use b."}`)),
		[]string{"field-deprecated mode.a ignores/docs"}},
	{"a union in requests and responses", eventBothWays(variant("a", "")), eventBothWays(plainEvent),
		[]string{"request-field-removed event.event_type misreads/breaks", "response-field-removed event.event_type misreads/breaks", "union-lost event misreads/breaks"}},
}

const (
	cursor     = `{"type": "object", "properties": {"page_cursor": {"type": "string"}}}`
	page       = `, "pagination": {"$ref": "#/components/schemas/pagination"}`
	pagination = `"pagination": {"type": "object", "properties": {"has_next_page": {"type": "boolean"}, "next_page_cursor": {"type": "string", "nullable": true}}}`
	plainEvent = `{"type": "object", "properties": {"event_id": {"type": "string"}}}`
)

const (
	nullableText = `{"type": "string", "nullable": true}`
	apiKeyScheme = `"api_key": {"type": "http", "scheme": "bearer"}`
	bothSchemes  = apiKeyScheme + `, "client_session": {"type": "http", "scheme": "bearer"}`
)

// listsEvents is /events/list with items of the field whose type the document has
// contradicted itself about.
func listsEvents(items string) parts {
	return parts{Path: "/events/list", Request: object(`"between": ` + list(items))}
}

func mapOf(values string) string { return `{"type": "object", "additionalProperties": ` + values + `}` }

// secured returns an operation that accepts security schemes.
func secured(definitions string, schemes ...string) parts {
	var all, accepted []string
	for _, scheme := range schemes {
		all = append(all, `"`+scheme+`": {"type": "http", "scheme": "bearer"}`)
		accepted = append(accepted, `{"`+scheme+`": []}`)
	}
	return parts{Schemes: cmp.Or(definitions, strings.Join(all, ", ")), Notes: `"security": [` + strings.Join(accepted, ", ") + `]`}
}

func things(more string) string { return object(`"things": ` + list(ref("thing")) + more) }

// sends returns an operation whose request has fields.
func sends(fields string, required ...string) parts {
	return parts{Request: object(fields, required...)}
}

// answers returns an operation whose response has fields.
func answers(fields string, required ...string) parts {
	return parts{Thing: object(fields, required...)}
}

func sendsEvent(variants ...string) parts {
	return parts{Request: object(`"event": ` + ref("event")), Schemas: event(variants...)}
}

func answersEvent(variants ...string) parts {
	return parts{Answer: object(`"event": ` + ref("event")), Schemas: event(variants...)}
}

// bothWays returns an operation with one component in its request and its response.
func bothWays(mode string) parts {
	return parts{Request: object(`"a": ` + ref("mode")), Thing: object(`"a": ` + ref("mode")), Schemas: `"mode": ` + mode}
}

func eventBothWays(variants ...string) parts {
	p := answersEvent(variants...)
	p.Request = object(`"event": ` + ref("event"))
	return p
}

func TestPairs(t *testing.T) {
	t.Parallel()
	covered := map[Kind]bool{}
	for _, pair := range pairs {
		t.Run(pair.name, func(t *testing.T) {
			report := between(t, pair.from, pair.to)
			if got := summaries(report); !slices.Equal(got, pair.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(pair.want, "\n  "))
			}
			for _, c := range report.Changes {
				covered[c.Kind] = true
				if c.Pointer == "" || c.Resource == "" || len(c.Operations) == 0 {
					t.Errorf("incomplete: %+v", c)
				}
			}
			if same := between(t, pair.to, pair.to); len(same.Changes) > 0 {
				t.Errorf("a document differs from itself: %v", summaries(same))
			}
		})
	}
	for _, v := range Verdicts {
		if !covered[v.Kind] {
			t.Errorf("no pair has a change of kind %s", v.Kind)
		}
	}
}
