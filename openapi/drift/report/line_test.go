package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
)

// field is an added response field, named "component.field".
func field(place string) drift.Change {
	in, name, _ := strings.Cut(place, ".")
	return drift.Change{Kind: drift.ResponseFieldAdded, Resource: "/" + in, In: in, Name: name, Source: drift.Additive, Operations: []string{"/" + in + "/get"}}
}

func TestLines(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		changes []drift.Change
		want    []string
	}{
		{"one", []drift.Change{field("a.x")}, []string{"/a: response field `x` added to `a`"}},
		{"one name in several components", []drift.Change{field("a.x"), field("b.x"), field("c.x")},
			[]string{"shared: response field `x` added to 3 components: `a`, `b`, `c`"}},
		{"several names in one component", []drift.Change{field("a.x"), field("a.y"), field("b.z")},
			[]string{"/a: 2 response fields added to `a`: `x`, `y`", "/b: response field `z` added to `b`"}},
		{"several names in the same components", []drift.Change{field("a.x"), field("a.y"), field("b.x"), field("b.y")},
			[]string{"shared: 2 response fields added to 2 components (`a`, `b`): `x`, `y`"}},
		{"another kind stays apart", []drift.Change{field("a.x"), {Kind: drift.ResponseFieldOptional, Resource: "/a", In: "a", Name: "x"}},
			[]string{"/a: response field `x` added to `a`", "/a: response field `x` no longer always present in `a`"}},
		{"another detail stays beside its name",
			[]drift.Change{
				{Kind: drift.ResponseTypeChanged, Resource: "/a", In: "a", Name: "x", Detail: "string → number"},
				{Kind: drift.ResponseTypeChanged, Resource: "/a", In: "a", Name: "y", Detail: "number → string"},
			},
			[]string{"/a: 2 response fields of another type in `a`: `x` (string → number), `y` (number → string)"}},
		{"operations of a resource",
			[]drift.Change{
				{Kind: drift.PaginationGained, Resource: "/a", In: "/a/list"},
				{Kind: drift.PaginationGained, Resource: "/a", In: "/a/find"},
				{Kind: drift.PaginationGained, Resource: "/b", In: "/b/list"},
			},
			[]string{"/a: 2 operations have pages now: `/a/find`, `/a/list`", "/b: operation `/b/list` has pages now"}},
		{"a long list is cut", []drift.Change{field("a.1"), field("a.2"), field("a.3"), field("a.4"), field("a.5"), field("a.6"), field("a.7"), field("a.8")},
			[]string{"/a: 8 response fields added to `a`: `1`, `2`, `3`, `4`, `5`, `6` and 2 more"}},
	} {
		var got []string
		for _, l := range Lines(&drift.Report{Changes: test.changes}) {
			got = append(got, l.Resource+": "+l.Text)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got\n%s", test.name, strings.Join(got, "\n"))
		}
	}
}

func TestLineCollectsItsChanges(t *testing.T) {
	t.Parallel()
	a, b := field("access_code.x"), field("access_code_unmanaged.x")
	a.Resource, b.Resource = "/access_codes", "/access_codes/unmanaged"
	a.Touches, b.Touches = []string{"seam.B", "seam.A"}, []string{"seam.A"}
	lines := Lines(&drift.Report{Changes: []drift.Change{a, b}})
	if len(lines) != 1 || lines[0].Resource != "/access_codes" ||
		!slices.Equal(lines[0].Touches, []string{"seam.A", "seam.B"}) ||
		!slices.Equal(lines[0].Operations, []string{"/access_code/get", "/access_code_unmanaged/get"}) {
		t.Errorf("got %+v", lines)
	}
}
