package normalize

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/templates"
)

// nameRemedy is the remedy for two things with one name.
const nameRemedy = "give it a name in renames in openapi/normalize/exceptions.go"

// settleClashes makes sure that package gen declares each name once. oapi-codegen
// would number the second, and the numbers would move when something is added.
// Which of two has to give way is for a person to say, in renames. Until then a
// component gets a longer name, and a value or a field is left out.
func settleClashes(d *document) error {
	c := clashes{d, map[string]string{}}
	for _, name := range reserved() {
		c.taken[fold(name)] = "package gen itself"
	}
	c.services()
	c.unions()
	c.components()
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		c.values(name)
		c.fields(name)
	}
	return nil
}

// clashes knows which names of package gen are taken, and by which place.
type clashes struct {
	*document
	taken map[string]string
}

// claim takes a name for a place. It returns the other place that has it, "" if it
// was free.
func (c *clashes) claim(name, place string) (other string) {
	other, found := c.taken[fold(name)]
	if !found {
		c.taken[fold(name)] = place
	}
	return other
}

// services leaves out the operations of a group whose service would have the name
// of another group's.
func (c *clashes) services() {
	for _, op := range c.operations() {
		group, _ := op.name()
		for i := range group {
			service := strings.Join(group[:i+1], "/")
			if other := c.claim(typeOf(service), "service /"+service); other != "" && other != "service /"+service {
				c.leaveOut(op.path, "the name of its service is that of "+other, "see whether Seam means it; openapi/normalize/clashes.go decides about names")
				break
			}
		}
	}
}

// unions claims the names of the types that the template of unions declares.
func (c *clashes) unions() {
	for _, name := range slices.Sorted(maps.Keys(c.Components.Schemas)) {
		if c.Components.Schemas[name].Value.Discriminator != nil {
			c.claim(name+"_value", "the union "+name)
			c.claim("unknown_"+name, "the union "+name)
		}
	}
}

// components renames the components whose name is taken.
func (c *clashes) components() {
	to := map[string]string{}
	for _, name := range slices.SortedFunc(maps.Keys(c.Components.Schemas), c.precedes) {
		fresh := name
		for c.claim(fresh, c.placeOf(name)) != "" {
			fresh += "_object"
		}
		if fresh != name {
			to[name] = fresh
			c.notes.add(Undecided, c.placeOf(name), fmt.Sprintf("its Go name is that of %s; it is %s for now", c.taken[fold(name)], fresh), nameRemedy)
		}
	}
	c.renameComponents(to)
}

// precedes orders components by their right to a name: a union, which passes look
// up by it, before the other components of the document, and those before the parts
// that are called after their place.
func (c *clashes) precedes(a, b string) int {
	rank := func(name string) int {
		switch {
		case c.Components.Schemas[name].Value.Discriminator != nil:
			return 0
		case c.placeOf(name) == name:
			return 1
		default:
			return 2
		}
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a, b))
}

// values leaves out the values of an enum whose constant would have a name that is
// taken. They can still be sent and received: an enum is an open string.
func (c *clashes) values(name string) {
	s := c.Components.Schemas[name].Value
	names, _ := s.Extensions[extValueNames].([]any)
	var kept, keptNames []any
	for i, value := range s.Enum {
		called := value
		if names != nil {
			called = names[i]
		}
		if other := c.claim(name+"_"+fmt.Sprint(called), fmt.Sprintf("%s value %v", name, value)); other != "" {
			c.notes.add(LeftOut, c.placeOf(name), fmt.Sprintf("the constant of its value %+q has the Go name of %s", value, other),
				"give it a name in valueRenames in openapi/normalize/exceptions.go")
			continue
		}
		kept, keptNames = append(kept, value), append(keptNames, called)
	}
	if len(kept) == len(s.Enum) {
		return
	}
	s.Enum = kept
	if names != nil {
		s.Extensions[extValueNames] = keptNames
	}
}

// fields leaves out the fields of a component that have the Go name of another field
// or of a method.
func (c *clashes) fields(name string) {
	s := c.Components.Schemas[name].Value
	taken := map[string]string{}
	if s.Discriminator != nil {
		for _, method := range templates.MethodsOfUnions() {
			taken[method] = "a method in openapi/templates/union.tmpl"
		}
	}
	if len(c.secretFields(name)) > 0 {
		for _, method := range templates.MethodsOfSecrets() {
			taken[method] = "a method in openapi/templates/client.tmpl"
		}
	}
	if more := s.AdditionalProperties; more.Schema != nil || more.Has != nil && *more.Has {
		taken["AdditionalProperties"] = "the map of further properties"
		for _, method := range templates.MethodsOfMaps() {
			taken[method] = "a method in openapi/templates/additional-properties.tmpl"
		}
	}
	for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
		if other, found := taken[fold(field)]; found {
			delete(s.Properties, field)
			s.Required = slices.DeleteFunc(s.Required, func(other string) bool { return other == field })
			c.notes.add(LeftOut, c.placeOf(name)+"."+field, "its Go name is that of "+other, "see whether Seam means it; openapi/normalize/clashes.go decides about names")
			continue
		}
		taken[fold(field)] = "field " + field
	}
}

// fold is a name as oapi-codegen spells it, but for the initialisms: its words
// joined, each with a capital.
func fold(name string) string {
	var out strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(c rune) bool { return strings.ContainsRune("_.-/ ", c) }) {
		out.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return out.String()
}
