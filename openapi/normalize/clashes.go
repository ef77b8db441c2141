package normalize

import (
	"errors"
	"fmt"
	"strings"
)

// remedy is what to do about a clash.
const remedy = "review renames in exceptions.go"

// refuseClashes refuses two schemas, or two values of an enum, that would get
// the same Go name, and names that package gen has for itself. oapi-codegen
// would number them, and the numbers would move when one is added.
func refuseClashes(d *document) error {
	var errs []error
	taken := map[string]string{}
	for _, name := range reserved() {
		taken[fold(name)] = "package gen itself"
	}
	claim := func(name, place string) {
		if other, ok := taken[fold(name)]; ok {
			errs = append(errs, fmt.Errorf("%s: its Go name is taken by %s: %s", place, other, remedy))
		}
		taken[fold(name)] = place
	}
	for _, op := range d.operations() {
		services, _ := op.Extensions["x-go-services"].([]any)
		for _, s := range services {
			service := s.(map[string]any)
			claim(service["type"].(string), "service "+service["path"].(string))
		}
	}
	for _, name := range sortedKeys(d.Components.Schemas) {
		claim(name, name)
		if d.Components.Schemas[name].Value.Discriminator != nil {
			claim(name+"_value", "the union "+name)
			claim("unknown_"+name, "the union "+name)
		}
	}
	for _, name := range sortedKeys(d.Components.Schemas) {
		for _, value := range d.Components.Schemas[name].Value.Enum {
			claim(name+"_"+fmt.Sprint(value), fmt.Sprintf("%s value %v", name, value))
		}
		errs = append(errs, refuseFieldClashes(d, name))
	}
	errs = append(errs, refuseMemberClashes(d)...)
	return errors.Join(errs...)
}

func refuseFieldClashes(d *document, name string) error {
	seen := map[string]string{}
	for _, field := range sortedKeys(d.Components.Schemas[name].Value.Properties) {
		if other, ok := seen[fold(field)]; ok {
			return fmt.Errorf("%s.%s: its Go name is taken by field %s", name, field, other)
		}
		seen[fold(field)] = field
	}
	return nil
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
