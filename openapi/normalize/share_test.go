package normalize

import (
	"maps"
	"slices"
	"testing"
)

// modes has the mode of an access method and that of a requested one.
func modes(method, requested string) string {
	return `"access_method": ` + object(`"mode": `+method) + `,
		"access_grant": ` + object(`"requested_access_methods": {"type": "array", "items": `+object(`"mode": `+requested)+`}`)
}

func TestShare(t *testing.T) {
	t.Parallel()
	const description = `"description": "Way in which an access method or a credential opens doors."`
	field := func(wire string) string {
		return ref("access_method_mode")[:len(ref("access_method_mode"))-1] + `, "x-wire": {"enum": ` + wire + `}}`
	}
	want := func(method, requested, all string) string {
		return `"access_method": ` + object(`"mode": `+field(method)) + `,
			"access_grant": ` + object(`"requested_access_methods": {"type": "array", "items": `+ref("access_grant_requested_access_method")+`}`) + `,
			"access_grant_requested_access_method": ` + object(`"mode": `+field(requested)) + `,
			"access_method_mode": {"type": "string", ` + description + `, "enum": ` + all + `}`
	}
	runTests(t, []passTest{
		{
			name: "the same values", schemas: modes(enum("a", "b"), enum("b", "a")),
			wantSchemas: want(`["a", "b"]`, `["b", "a"]`, `["b", "a"]`),
		},
		{
			name: "fewer values at one place", schemas: modes(enum("a", "b"), enum("b")),
			wantSchemas: want(`["a", "b"]`, `["b"]`, `["b", "a"]`),
		},
		{
			name: "a text", schemas: modes(enum("a", "b"), `{"type": "string"}`),
			wantSchemas: want(`["a", "b"]`, `null`, `["a", "b"]`),
		},
		{
			name:        "the same values elsewhere are another idea",
			schemas:     `"acs_user": ` + object(`"mode": `+enum("code", "card")),
			wantSchemas: `"acs_user": ` + object(`"mode": `+ref("acs_user_mode")) + `, "acs_user_mode": ` + enum("code", "card"),
		},
		{
			name:    "the name is that of a component",
			schemas: `"fan_mode": ` + object(`"x": {"type": "string"}`) + `, "device": ` + object(`"properties": `+object(`"fan_mode_setting": `+enum("on"))),
			wantErr: []string{"device.properties.fan_mode_setting: ", "its name fan_mode is that of fan_mode"},
		},
	}, "names", "values")
}

func TestDivergence(t *testing.T) {
	t.Parallel()
	err := undecidedOf(t, docOf(modes(enum("a", "b", "c"), enum("b", "x")), ""), "names")
	wantError(t, err, "access_grant.requested_access_method.mode: ", `"x"`, "access_method.mode", "ideas.go")
	if err := undecidedOf(t, docOf(modes(enum("a", "b", "c"), enum("b")), ""), "names"); err != nil {
		t.Error(err)
	}
}

// A document may have unmanaged resources as components or as results.
func TestUnmanagedIdeas(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		docOf(`"unmanaged_access_method": `+object(`"mode": `+enum("a")), ""),
		docOf("", `"/access_methods/unmanaged/get": `+post("", object(`"access_method": `+object(`"mode": `+enum("a"))))),
	} {
		doc := mustParse(t, text)
		if err := runPasses(doc, "names"); err != nil {
			t.Fatal(err)
		}
		if got := refName(doc.Components.Schemas["unmanaged_access_method"].Value.Properties["mode"]); got != "access_method_mode" {
			t.Errorf("the mode is %q", got)
		}
	}
}

func TestIdeas(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(ideas)) {
		i := ideas[name]
		if isDiscriminator(name, "event") || isDiscriminator(name, "action_attempt") {
			if i.description != "" {
				t.Errorf("%s is described by its union", name)
			}
		} else if i.description == "" || len(i.places) < 2 {
			t.Errorf("%s needs a description and two places", name)
		}
		for _, place := range i.places {
			if other := seen[place]; other != "" {
				t.Errorf("%s is in %s and in %s", place, name, other)
			}
			seen[place] = name
		}
	}
}
