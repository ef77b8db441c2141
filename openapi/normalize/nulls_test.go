package normalize

import "testing"

func TestDropNulls(t *testing.T) {
	t.Parallel()
	const null, optional = `{"type": "string", "nullable": true}`, `{"type": "string", "x-wire": {"nullable": true}}`
	request := func(path, name, fields string) (paths, schemas string) {
		return `"` + path + `": ` + post(ref(name), ""),
			`"` + name + `": {"description": "is the request of POST ` + path + `.", "x-seam-request": true, ` + object(fields)[1:]
	}
	test := func(name, path, component, fields, want string) passTest {
		paths, schemas := request(path, component, want)
		return passTest{name: name, paths: `"` + path + `": ` + post(object(fields), ""), wantPaths: paths, wantSchemas: schemas}
	}
	runTests(t, []passTest{
		test("a cursor", "/as/list", "as_list_request", `"page_cursor": `+null, `"page_cursor": `+optional),
		test("what is created", "/access_grants/create", "access_grants_create_request", `"name": `+null, `"name": `+optional),
		test("what is updated", "/access_grants/update", "access_grants_update_request", `"name": `+null, `"name": `+null),
		{name: "a response", schemas: `"a": ` + object(`"page_cursor": `+null)},
	}, "names", "nulls")
}
