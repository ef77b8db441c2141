package normalize

import (
	"fmt"

	"github.com/seam-go/seam/openapi/templates"
)

// refuseMemberClashes refuses the methods of a type that would have the name of
// one of its fields, or of another method.
func refuseMemberClashes(d *document) []error {
	var errs []error
	for _, op := range d.operations() {
		if secrets, ok := op.Extensions["x-go-secrets"].([]any); ok {
			for _, s := range secrets {
				errs = append(errs, d.refuseMethods(s.(map[string]any)["type"].(string), templates.MethodsOfSecrets()))
			}
		}
	}
	for _, name := range sortedKeys(d.Components.Schemas) {
		if d.Components.Schemas[name].Value.Discriminator != nil {
			errs = append(errs, d.refuseMethods(name, templates.MethodsOfUnions()))
		}
	}
	return append(errs, d.refuseServiceMembers()...)
}

// refuseMethods refuses a field of a component that has the name of a method.
func (d *document) refuseMethods(component string, methods []string) error {
	taken := map[string]bool{}
	for _, method := range methods {
		taken[method] = true
	}
	for _, field := range sortedKeys(d.Components.Schemas[component].Value.Properties) {
		if taken[fold(field)] {
			return fmt.Errorf("%s.%s: its Go name is that of a method, which openapi/templates declares: give the method another name", component, field)
		}
	}
	return nil
}

// refuseServiceMembers refuses two operations, or an operation and a service below,
// that would have one name in a service. The list x also makes xPage.
func (d *document) refuseServiceMembers() []error {
	var errs []error
	taken := map[string]string{}
	claim := func(service, name, place string) {
		key := fold(service) + "." + fold(name)
		if other, found := taken[key]; found {
			errs = append(errs, fmt.Errorf("%s: its method has the name of %s: a rule in annotate.go has to tell them apart", place, other))
		}
		taken[key] = place
	}
	for _, op := range d.operations() {
		services, _ := op.Extensions["x-go-services"].([]any)
		for _, s := range services {
			service := s.(map[string]any)
			fields, _ := service["fields"].([]any)
			for _, f := range fields {
				field := f.(map[string]any)
				claim(service["type"].(string), field["field"].(string), "service "+service["path"].(string)+"/"+field["field"].(string))
			}
		}
	}
	for _, op := range d.operations() {
		notes, ok := op.Extensions["x-go"].(map[string]any)
		if !ok {
			continue
		}
		service, method := notes["service"].(string), notes["method"].(string)
		claim(service, method, op.path)
		if notes["returns"] == returnsPage {
			claim(service, method+"_page", "the pages of "+op.path)
		}
	}
	return errs
}
