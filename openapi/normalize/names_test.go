package normalize

import "testing"

func TestNameInlineSchemas(t *testing.T) {
	t.Parallel()
	str := `{"type": "string"}`
	list := func(items string) string { return `{"type": "array", "items": ` + items + `}` }
	answer := func(key, schema string) string { return post("", object(`"`+key+`": `+schema)) }
	request := func(path, fields string) string {
		return `{"description": "is the request of POST ` + path + `.", "x-seam-request": true, ` + object(fields)[1:]
	}
	runTests(t, []passTest{
		{
			name:    "from the fields that lead there",
			schemas: `"a": ` + object(`"b": `+object(`"c": `+enum("x"))),
			wantSchemas: `"a": ` + object(`"b": `+ref("a_b")) + `, "a_b": ` + object(`"c": `+ref("a_b_c")) + `,
				"a_b_c": ` + enum("x"),
		},
		{
			name:        "words are not repeated",
			schemas:     `"device": ` + object(`"device_kind": `+enum("x")),
			wantSchemas: `"device": ` + object(`"device_kind": `+ref("device_kind")) + `, "device_kind": ` + enum("x"),
		},
		{
			name:        "items are singular",
			schemas:     `"a": ` + object(`"entries": `+list(object(`"x": `+str))),
			wantSchemas: `"a": ` + object(`"entries": `+list(ref("a_entry"))) + `, "a_entry": ` + object(`"x": `+str),
		},
		{
			name:        "values of maps",
			schemas:     `"a": ` + object(`"m": {"type": "object", "additionalProperties": `+enum("x")+`}`),
			wantSchemas: `"a": ` + object(`"m": {"type": "object", "additionalProperties": `+ref("a_m")+`}`) + `, "a_m": ` + enum("x"),
		},
		{
			name:    "null stays where the schema was",
			schemas: `"a": ` + object(`"b": {"nullable": true, "description": "B.", `+enum("x")[1:]),
			wantSchemas: `"a": ` + object(`"b": {"nullable": true, "description": "B.", "allOf": [`+ref("a_b")+`]}`) + `,
				"a_b": {"description": "B.", ` + enum("x")[1:],
		},
		{
			name:        "a renamed place",
			schemas:     `"device": ` + object(`"device_provider": `+enum("x")) + `, "device_provider": ` + object(`"y": `+str),
			wantSchemas: `"device": ` + object(`"device_provider": `+ref("device_provider_key")) + `, "device_provider": ` + object(`"y": `+str) + `, "device_provider_key": ` + enum("x"),
		},
		{
			name:    "two places with one name",
			schemas: `"a": ` + object(`"b_c": `+enum("x")+`, "b": `+object(`"c": `+enum("y"))),
			wantErr: []string{"a.b_c: its name a_b_c is that of a.b.c"},
		},
		{
			name:    "a place with the name of a component",
			schemas: `"a": ` + object(`"b": `+enum("x")) + `, "a_b": ` + object(`"y": `+str),
			wantErr: []string{"a.b: its name a_b is that of a_b; it is a string for now"},
		},
		{
			name:        "one result stays as it is",
			schemas:     `"a": ` + object(`"x": `+str),
			paths:       `"/as/get": ` + answer("a", ref("a")),
			wantPaths:   `"/as/get": ` + post("", object(`"a": `+ref("a"))),
			wantSchemas: `"a": ` + object(`"x": `+str),
		},
		{
			name:        "an inline result",
			paths:       `"/as/get": ` + answer("b", object(`"x": `+str)),
			wantPaths:   `"/as/get": ` + post("", object(`"b": `+ref("as_get_b"))),
			wantSchemas: `"as_get_b": ` + object(`"x": `+str),
		},
		{
			name:        "results of a group of unmanaged resources are joined",
			paths:       `"/as/unmanaged/get": ` + answer("a", object(`"x": `+str, "x")) + `, "/as/unmanaged/list": ` + answer("as", list(object(`"x": `+str+`, "y": `+str, "x"))),
			wantPaths:   `"/as/unmanaged/get": ` + post("", object(`"a": `+ref("unmanaged_a"))) + `, "/as/unmanaged/list": ` + post("", object(`"as": `+list(ref("unmanaged_a")))),
			wantSchemas: `"unmanaged_a": ` + object(`"x": `+str+`, "y": `+str, "x"),
		},
		{
			name:        "several results",
			paths:       `"/as/get": ` + post("", object(`"n": `+str+`, "m": `+str)),
			wantPaths:   `"/as/get": ` + post("", ref("as_get_result")),
			wantSchemas: `"as_get_result": {"description": "is what POST /as/get returns.", ` + object(`"n": ` + str + `, "m": ` + str)[1:],
		},
		{
			name:      "a request and its parts",
			paths:     `"/as/b/create": ` + post(object(`"filters": `+list(object(`"x": `+enum("y")))), ""),
			wantPaths: `"/as/b/create": ` + post(ref("as_b_create_request"), ""),
			wantSchemas: `"as_b_create_request": ` + request("/as/b/create", `"filters": `+list(ref("as_b_create_request_filter"))) + `,
				"as_b_create_request_filter": {"x-seam-request": true, ` + object(`"x": ` + ref("as_b_create_request_filter_x"))[1:] + `,
				"as_b_create_request_filter_x": {"x-seam-request": true, ` + enum("y")[1:],
		},
		{
			name:      "a request without fields",
			paths:     `"/as/get": ` + post(`{"type": "object"}`, ""),
			wantPaths: `"/as/get": ` + post("", ""),
		},
		{
			name:      "a request takes the enum of its resource",
			schemas:   `"thing": ` + object(`"mode": `+enum("p", "q")),
			paths:     `"/things/create": ` + post(object(`"mode": `+enum("q", "r")), ""),
			wantPaths: `"/things/create": ` + post(ref("things_create_request"), ""),
			wantSchemas: `"thing": ` + object(`"mode": `+ref("thing_mode")) + `, "thing_mode": ` + enum("p", "q", "r") + `,
				"things_create_request": ` + request("/things/create", `"mode": `+ref("thing_mode")),
		},
	}, "names")
}

func TestFieldsOfVariantsShareNames(t *testing.T) {
	t.Parallel()
	doc := mustParse(t, docOf(unionSchemas, unionPaths))
	if err := runPasses(doc, "unions", "names"); err != nil {
		t.Fatal(err)
	}
	for _, variant := range []string{"event", "lock_locked_event", "lock_unlocked_event"} {
		if got := refName(doc.Components.Schemas[variant].Value.Properties["method"]); got != "event_method" {
			t.Errorf("%s.method is %q, want event_method", variant, got)
		}
	}
	for _, name := range []string{"lock_locked_event_method", "lock_unlocked_event_method"} {
		if doc.Components.Schemas[name] != nil {
			t.Errorf("%s exists beside event_method", name)
		}
	}
}

func TestOwnFieldsOfVariantsHaveOwnNames(t *testing.T) {
	t.Parallel()
	variant := func(action, field string) string {
		return object(`"action_type": ` + enum(action) + `, "result": ` + object(`"`+field+`": {"type": "string"}`))
	}
	doc := mustParse(t, docOf(`"action_attempt": {"oneOf": [`+variant("LOCK", "x")+`, `+variant("OPEN", "y")+`]}`, ""))
	if err := runPasses(doc, "unions", "names"); err != nil {
		t.Fatal(err)
	}
	for action, field := range map[string]string{"lock": "x", "open": "y"} {
		name := action + "_action_attempt_result"
		if r := doc.Components.Schemas[name]; r == nil || len(r.Value.Properties) != 1 || r.Value.Properties[field] == nil {
			t.Errorf("%s is %+v, want the field %s alone", name, r, field)
		}
	}
}

func TestJoinName(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ base, field, want string }{
		{"", "a", "a"},
		{"device", "name", "device_name"},
		{"device", "device_type", "device_type"},
		{"acs_user", "user_type", "acs_user_type"},
		{"acs_user", "acs_user_type", "acs_user_type"},
		{"device", "device", "device_device"},
		{"devices", "device_type", "devices_device_type"},
	} {
		if got := joinName(test.base, test.field); got != test.want {
			t.Errorf("joinName(%q, %q) = %q, want %q", test.base, test.field, got, test.want)
		}
	}
}

func TestSingular(t *testing.T) {
	t.Parallel()
	for plural, want := range map[string]string{
		"devices": "device", "entries": "entry", "addresses": "address", "boxes": "box", "batches": "batch",
		"access": "access", "status": "status", "user_identities": "user_identity", "between": "between",
	} {
		if got := singular(plural); got != want {
			t.Errorf("singular(%q) = %q, want %q", plural, got, want)
		}
	}
}
