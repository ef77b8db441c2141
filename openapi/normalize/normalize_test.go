package normalize

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// passTest is a few lines of document, and what passes make of them: the whole
// document, or an error or notes with all of wantErr in them. What is left empty stays as
// it was.
type passTest struct {
	name        string
	schemas     string // components
	paths       string // operations; one that returns nothing if empty
	wantSchemas string
	wantPaths   string
	wantErr     []string
}

// runTests runs the named passes, and no others, over each test.
func runTests(t *testing.T, tests []passTest, names ...string) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := mustParse(t, docOf(test.schemas, test.paths))
			err := runPasses(doc, names...)
			if len(test.wantErr) > 0 {
				wantError(t, errors.Join(err, reported(doc)), test.wantErr...)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.Marshal(doc.T)
			if err != nil {
				t.Fatal(err)
			}
			schemas, paths := test.wantSchemas, test.wantPaths
			if schemas == "" {
				schemas = test.schemas
			}
			if paths == "" {
				paths = test.paths
			}
			wantJSON(t, string(got), docOf(schemas, paths))
		})
	}
}

// reported returns the notes of a document as an error, nil if it has none.
func reported(doc *document) error {
	var errs []error
	for _, n := range doc.notes.sorted() {
		errs = append(errs, errors.New(n.String()))
	}
	return errors.Join(errs...)
}

func runPasses(doc *document, names ...string) error {
	for _, p := range passes {
		if slices.Contains(names, p.name) {
			if err := p.run(doc); err != nil {
				return err
			}
		}
	}
	return nil
}

// upTo are the names of the passes before the named one, and its own.
func upTo(name string) []string {
	var out []string
	for _, p := range passes {
		out = append(out, p.name)
		if p.name == name {
			break
		}
	}
	return out
}

func mustParse(t *testing.T, text string) *document {
	t.Helper()
	doc, err := parse([]byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return doc
}

func docOf(schemas, paths string) string {
	if paths == "" {
		paths = `"/things/do": ` + post("", "")
	}
	if schemas != "" {
		schemas = `"schemas": {` + schemas + `}`
	}
	return `{"openapi": "3.0.0", "info": {"title": "T", "version": "1"},
		"components": {` + schemas + `}, "paths": {` + paths + `}}`
}

// post is a path with one operation. A request or response of "" is left out;
// more are further members of the operation.
func post(request, response string, more ...string) string {
	return `{"post": ` + opOf(request, response, more...) + `}`
}

func opOf(request, response string, more ...string) string {
	var parts []string
	if request != "" {
		parts = append(parts, `"requestBody": {"content": {"application/json": {"schema": `+request+`}}}`)
	}
	content := ""
	if response != "" {
		content = `, "content": {"application/json": {"schema": ` + response + `}}`
	}
	parts = append(parts, `"responses": {"200": {"description": "OK"`+content+`}}`)
	return `{` + strings.Join(append(parts, more...), ", ") + `}`
}

// object is an object schema with fields, some of them required.
func object(fields string, required ...string) string {
	if len(required) == 0 {
		return `{"type": "object", "properties": {` + fields + `}}`
	}
	names, _ := json.Marshal(required)
	return `{"type": "object", "properties": {` + fields + `}, "required": ` + string(names) + `}`
}

func enum(values ...string) string {
	list, _ := json.Marshal(values)
	return `{"type": "string", "enum": ` + string(list) + `}`
}

func ref(name string) string { return `{"$ref": "#/components/schemas/` + name + `"}` }

func wantJSON(t *testing.T, got, want string) {
	t.Helper()
	if g, w := indented(t, got), indented(t, want); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func indented(t *testing.T, text string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	out, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q lacks %q", err, part)
		}
	}
}

// vendored is the document this module is generated from, and its normalised form.
var vendored = sync.OnceValues(func() ([]byte, []byte) {
	data, err := os.ReadFile("../openapi.json")
	if err != nil {
		panic(err)
	}
	out, err := Normalize(data, nil)
	if err != nil {
		panic(err)
	}
	return data, out.Document
})

func load(t *testing.T, data []byte) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestVendoredIsWhatStandsInTheTree(t *testing.T) {
	_, out := vendored()
	want, err := os.ReadFile("../normalized.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(out) != string(want) {
		t.Error("normalized.json is stale: run make generate")
	}
}

func TestDeterministic(t *testing.T) {
	data, want := vendored()
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for _, procs := range []int{1, 8} {
		runtime.GOMAXPROCS(procs)
		got, err := Normalize(data, nil)
		if err != nil {
			t.Fatal(err)
		}
		if string(got.Document) != string(want) {
			t.Errorf("GOMAXPROCS %d gives other bytes", procs)
		}
	}
}

// TestUnrelatedAdditionsChangeNothing adds things to the vendored document. Not
// one component or field of before may be missing or different after, except
// the enums that the test added a value to.
func TestUnrelatedAdditionsChangeNothing(t *testing.T) {
	data, out := vendored()
	var before map[string]any
	if err := json.Unmarshal(out, &before); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		change func(t *testing.T, doc map[string]any)
		wants  []string // components that must be new
		grows  []string // components that may gain a value, variant or mapping
	}{
		{
			name: "component and operation",
			change: func(t *testing.T, doc map[string]any) {
				set(t, doc, "components.schemas.aardvark", object(`"aardvark_id": {"type": "string"}, "mode": `+
					enum("dig", "sleep")+`, "properties": `+object(`"errors": {"type": "array", "items": `+
					object(`"error_code": {"type": "string"}`)+`}`)))
				set(t, doc, "paths./aardvarks/get", post(object(`"mode": `+enum("dig")), object(`"aardvark": `+ref("aardvark"), "aardvark")))
			},
			wants: []string{"aardvark", "aardvark_mode", "aardvark_properties", "aardvark_properties_error", "aardvarks_get_request"},
		},
		{
			name: "event variant",
			change: func(t *testing.T, doc map[string]any) {
				variants := at(t, doc, "components.schemas.event").(map[string]any)["oneOf"].([]any)
				fresh := map[string]any{}
				maps.Copy(fresh, variants[0].(map[string]any))
				properties := maps.Clone(fresh["properties"].(map[string]any))
				properties["event_type"] = map[string]any{"type": "string", "enum": []any{"aardvark.dug"}}
				properties["depth"] = map[string]any{"type": "string", "enum": []any{"deep", "shallow"}}
				fresh["properties"] = properties
				at(t, doc, "components.schemas.event").(map[string]any)["oneOf"] = append([]any{fresh}, variants...)
			},
			wants: []string{"aardvark_dug_event", "event_depth"},
			grows: []string{"event", "event_type"},
		},
		{
			name: "enum value",
			change: func(t *testing.T, doc map[string]any) {
				e := at(t, doc, "components.schemas.acs_credential.properties.access_method").(map[string]any)
				e["enum"] = append([]any{"aardvark"}, e["enum"].([]any)...)
			},
			grows: []string{"acs_credential", "access_method_mode"},
		},
		{
			name: "optional field",
			change: func(t *testing.T, doc map[string]any) {
				set(t, doc, "components.schemas.acs_credential.properties.aardvark", enum("a", "b"))
			},
			wants: []string{"acs_credential_aardvark"},
			grows: []string{"acs_credential"},
		},
		{
			name: "what is required",
			change: func(t *testing.T, doc map[string]any) {
				delete(at(t, doc, "components.schemas.acs_credential").(map[string]any), "required")
				delete(at(t, doc, "components.schemas.acs_user").(map[string]any), "required")
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var doc map[string]any
			if err := json.Unmarshal(data, &doc); err != nil {
				t.Fatal(err)
			}
			test.change(t, doc)
			changed, err := json.Marshal(doc)
			if err != nil {
				t.Fatal(err)
			}
			result, err := Normalize(changed, nil)
			if err != nil {
				t.Fatal(err)
			}
			var after map[string]any
			if err := json.Unmarshal(result.Document, &after); err != nil {
				t.Fatal(err)
			}
			old, fresh := components(before), components(after)
			for name, schema := range old {
				if slices.Contains(test.grows, name) {
					contains(t, name, schema, fresh[name])
				} else if !reflect.DeepEqual(schema, fresh[name]) {
					t.Errorf("%s changed from\n%v\nto\n%v", name, schema, fresh[name])
				}
			}
			for path, item := range before["paths"].(map[string]any) {
				got := after["paths"].(map[string]any)[path]
				// The first operation also declares the client, and what keeps secrets out of print.
				for _, i := range []any{item, got} {
					delete(i.(map[string]any)["post"].(map[string]any), "x-go-client")
					delete(i.(map[string]any)["post"].(map[string]any), "x-go-secrets")
				}
				if !reflect.DeepEqual(item, got) {
					t.Errorf("%s changed", path)
				}
			}
			var added []string
			for name := range fresh {
				if old[name] == nil {
					added = append(added, name)
				}
			}
			slices.Sort(added)
			slices.Sort(test.wants)
			if !slices.Equal(added, test.wants) {
				t.Errorf("new components %v, want %v", added, test.wants)
			}
		})
	}
}

func components(doc map[string]any) map[string]any {
	return doc["components"].(map[string]any)["schemas"].(map[string]any)
}

// contains checks that what stood in old stands in fresh: members of objects
// are the same, lists have at least the elements they had.
func contains(t *testing.T, place string, old, fresh any) {
	t.Helper()
	switch old := old.(type) {
	case map[string]any:
		fresh, _ := fresh.(map[string]any)
		for name, v := range old {
			contains(t, place+"."+name, v, fresh[name])
		}
	case []any:
		fresh, _ := fresh.([]any)
		for _, v := range old {
			if !slices.ContainsFunc(fresh, func(other any) bool { return reflect.DeepEqual(v, other) }) {
				t.Errorf("%s lost %v", place, v)
			}
		}
	default:
		if old != fresh {
			t.Errorf("%s changed from %v to %v", place, old, fresh)
		}
	}
}

// at is the value at a dotted place. A key with a dot in it cannot be named.
func at(t *testing.T, doc map[string]any, place string) any {
	t.Helper()
	var v any = doc
	for key := range strings.SplitSeq(place, ".") {
		next, ok := v.(map[string]any)[key]
		if !ok {
			t.Fatalf("the document has no %s", place)
		}
		v = next
	}
	return v
}

func set(t *testing.T, doc map[string]any, place, value string) {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(value), &v); err != nil {
		t.Fatal(err)
	}
	i := strings.LastIndexByte(place, '.')
	at(t, doc, place[:i]).(map[string]any)[place[i+1:]] = v
}

func TestNormalizeRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ input, want string }{
		"nothing":        {"", "not a"},
		"a web page":     {"<!doctype html><html></html>", "not a"},
		"cut off":        {`{"openapi": "3.0.0", "paths": {`, "not a"},
		"a list":         {`[]`, "not a"},
		"null":           {`null`, "not a"},
		"another object": {`{"a": 1}`, "not a"},
		"no paths":       {docOf("", `"x-none": 1`), "no paths"},
		"no operations":  {docOf("", `"/a/get": `+post("", "", `"x-undocumented": "x"`)), "no documented operation"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := Normalize([]byte(test.input), nil)
			wantError(t, err, test.want)
			if out != nil {
				t.Errorf("got %v beside the error", out)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("error has more than one line: %q", err)
			}
		})
	}
}

func FuzzNormalize(f *testing.F) {
	f.Add(docOf("", ""))
	f.Add(docOf(unionSchemas, unionPaths))
	f.Add(docOf(`"a": {"oneOf": [`+object(`"b": `+enum("c"), "b")+`, `+object(`"b": {"type": "array", "items": `+ref("a")+`}`)+`]}`,
		`"/as/list": `+post(object(`"limit": {"type": "number"}`), object(`"as": {"type": "array", "items": `+ref("a")+`}, "ok": {"type": "boolean"}`))))
	f.Add(docOf(`"a": {"allOf": [`+object(`"b": `+ref("b"))+`, `+object(`"custom_metadata": `+metadataSchema)+`]}, "b": `+object(`"d": {"type": "string", "nullable": true}`),
		`"/a/unmanaged/get": `+post("", object(`"a": `+ref("a")+`, "b": `+object(`"c": `+enum("x"))))))
	f.Fuzz(func(t *testing.T, text string) {
		out, err := Normalize([]byte(text), nil)
		if err != nil {
			return
		}
		again, err := Normalize([]byte(text), nil)
		if err != nil || !reflect.DeepEqual(again, out) {
			t.Errorf("a second run differs: %v", err)
		}
	})
}

// A place that nobody has reviewed has a safe type and a note that says what to
// decide.
func TestUndecidedPlaces(t *testing.T) {
	t.Parallel()
	text := docOf("", `"/as/get": `+post(object(`"left_at": {"type": "string"}, "speed": {"type": "number"}, "b": {"type": "string", "format": "phone"}`), ""))
	out, err := Normalize([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, n := range out.Notes {
		if n.Kind == Undecided {
			places = append(places, n.Place)
		}
	}
	if want := []string{"/as/get request.b", "/as/get request.left_at", "/as/get request.speed"}; !slices.Equal(places, want) {
		t.Errorf("undecided places %q, want %q", places, want)
	}
}

// TestMutations takes each node of a small document away, and puts something
// odd in its place. The result may be an error, never a panic.
func TestMutations(t *testing.T) {
	t.Parallel()
	seed := docOf(unionSchemas+`, "a": {"allOf": [`+object(`"b": `+ref("b"))+`, `+object(`"custom_metadata": `+metadataSchema)+`]}, "b": `+
		object(`"l": {"type": "array", "items": `+enum("x")+`}, "m": {"oneOf": [{"type": "string"}, {"nullable": true}]}`, "l"),
		unionPaths+`, "/as/unmanaged/list": `+post(object(`"limit": {"type": "number"}`), object(`"as": {"type": "array", "items": `+ref("a")+`}`)))
	if _, err := Normalize([]byte(seed), nil); err != nil {
		t.Fatal(err)
	}
	var root any
	if err := json.Unmarshal([]byte(seed), &root); err != nil {
		t.Fatal(err)
	}
	try := func() {
		data, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if p := recover(); p != nil {
				t.Errorf("panic %v at\n%s\nfor\n%s", p, debug.Stack(), data)
			}
		}()
		_, _ = Normalize(data, nil)
	}
	odd := []any{nil, true, 1.0, "", "x", []any{}, []any{map[string]any{}}, map[string]any{},
		map[string]any{"type": "array"}, map[string]any{"$ref": "#/components/schemas/event"}}
	var mutate func(v any)
	mutate = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				before := v[key]
				delete(v, key)
				try()
				for _, other := range odd {
					v[key] = other
					try()
				}
				v[key] = before
				mutate(before)
			}
		case []any:
			for i, before := range v {
				for _, other := range odd {
					v[i] = other
					try()
				}
				v[i] = before
				mutate(before)
			}
		}
	}
	mutate(root)
}
