package drift

import (
	"slices"
	"strings"
	"testing"
)

// field is an added response field, named "component.field".
func field(place string) Change {
	in, name, _ := strings.Cut(place, ".")
	return Change{Kind: ResponseFieldAdded, Resource: "/" + in, In: in, Name: name, Source: Additive, Operations: []string{"/" + in + "/get"}}
}

func TestLinesSayThingsOnce(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		changes []Change
		want    []string
	}{
		{"one", []Change{field("a.x")}, []string{"/a: response field `x` added to `a`"}},
		{"one name in several components", []Change{field("a.x"), field("b.x"), field("c.x")},
			[]string{"shared: response field `x` added to 3 components: `a`, `b`, `c`"}},
		{"several names in one component", []Change{field("a.x"), field("a.y"), field("b.z")},
			[]string{"/a: 2 response fields added to `a`: `x`, `y`", "/b: response field `z` added to `b`"}},
		{"several names in the same components", []Change{field("a.x"), field("a.y"), field("b.x"), field("b.y")},
			[]string{"shared: 2 response fields added to 2 components (`a`, `b`): `x`, `y`"}},
		{"another kind stays apart", []Change{field("a.x"), {Kind: ResponseFieldOptional, Resource: "/a", In: "a", Name: "x"}},
			[]string{"/a: response field `x` added to `a`", "/a: response field `x` not always there any more in `a`"}},
		{"another detail stays beside its name",
			[]Change{
				{Kind: ResponseTypeChanged, Resource: "/a", In: "a", Name: "x", Detail: "string → number"},
				{Kind: ResponseTypeChanged, Resource: "/a", In: "a", Name: "y", Detail: "number → string"},
			},
			[]string{"/a: 2 response fields of another type in `a`: `x` (string → number), `y` (number → string)"}},
		{"operations of a resource",
			[]Change{
				{Kind: PaginationGained, Resource: "/a", In: "/a/list"},
				{Kind: PaginationGained, Resource: "/a", In: "/a/find"},
				{Kind: PaginationGained, Resource: "/b", In: "/b/list"},
			},
			[]string{"/a: 2 operations have pages now: `/a/find`, `/a/list`", "/b: operation `/b/list` has pages now"}},
		{"a long list is cut", []Change{field("a.1"), field("a.2"), field("a.3"), field("a.4"), field("a.5"), field("a.6"), field("a.7"), field("a.8")},
			[]string{"/a: 8 response fields added to `a`: `1`, `2`, `3`, `4`, `5`, `6` and 2 more"}},
	} {
		var got []string
		for _, l := range (&Report{Changes: test.changes}).Lines() {
			got = append(got, l.Resource+": "+l.Text)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got\n%s", test.name, strings.Join(got, "\n"))
		}
	}
}

func TestLineHasWhatItsChangesHave(t *testing.T) {
	t.Parallel()
	a, b := field("access_code.x"), field("access_code_unmanaged.x")
	a.Resource, b.Resource = "/access_codes", "/access_codes/unmanaged"
	a.Touches, b.Touches = []string{"seam.B", "seam.A"}, []string{"seam.A"}
	lines := (&Report{Changes: []Change{a, b}}).Lines()
	if len(lines) != 1 || lines[0].Resource != "/access_codes" ||
		!slices.Equal(lines[0].Touches, []string{"seam.A", "seam.B"}) ||
		!slices.Equal(lines[0].Operations, []string{"/access_code/get", "/access_code_unmanaged/get"}) {
		t.Errorf("got %+v", lines)
	}
}

// The resource of a component is the group that its name begins with.
func TestResources(t *testing.T) {
	t.Parallel()
	c := &comparison{old: &Surface{}, new: &Surface{operations: map[string]*operation{}}}
	for _, path := range []string{"/acs/credentials/get", "/acs/users/get", "/access_codes/get", "/access_codes/unmanaged/get", "/user_identities/get", "/events/get"} {
		c.new.operations[path] = &operation{path: path}
	}
	c.new.reached = map[direction]map[string][]string{answered: {
		"odd": {"/events/get"}, "common": {"/events/get", "/access_codes/get"},
	}}
	c.new.places = map[string]string{"lock_locked_event": "event|lock.locked", "kind_of_user": "acs_user.kind"}
	for in, want := range map[string]string{
		"kind_of_user":                   "/acs/users",
		"acs_credential":                 "/acs/credentials",
		"acs_credential_error":           "/acs/credentials",
		"acs_credentials_create_request": "/acs/credentials",
		"unmanaged_access_code_warning":  "/access_codes/unmanaged",
		"access_code":                    "/access_codes",
		"user_identity_error":            "/user_identities",
		"lock_locked_event":              "/events",
		"odd":                            "/events",
		"common":                         Shared,
		"unused":                         Shared,
		"/acs/users/get":                 "/acs/users",
		"/health":                        "/",
	} {
		if got := c.resourceOf(in); got != want {
			t.Errorf("%s belongs to %s, want %s", in, got, want)
		}
	}
}
