package normalize

import (
	"cmp"
	"go/build"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/runtime"
)

// Where package split puts the declarations of a component.
const (
	extFile      = "x-go-file"      // the file of package gen, without ".gen.go"
	extOperation = "x-go-operation" // the path of the operation that it is a part of, if it is one
)

// The files of package gen that belong to no resource.
const (
	clientFile     = "client"
	operationsFile = "operations"
	otherFile      = "other" // declarations for which package split finds no place
)

// resourceFiles are the components whose names do not say which resource they
// belong to. Each is reviewed.
var resourceFiles = map[string]string{
	"magic_link":      "customers", // a link to the portal of a customer
	"noise_threshold": "noise_sensors_noise_thresholds",
}

// partFiles are the places whose types are too many for the file of their
// resource. The first that matches counts.
var partFiles = []struct {
	place *regexp.Regexp
	file  string
}{
	{regexp.MustCompile(`^device\.properties\.\w+_metadata(\.|$)`), "devices_metadata"},
	{regexp.MustCompile(`^device\.properties(\.|$)`), "devices_properties"},
	{regexp.MustCompile(`^/customers/create_portal request(\.|$)`), "customers_create_portal"},
	{regexp.MustCompile(`^/customers/push_data request(\.|$)`), "customers_push_data"},
}

// assignFiles notes for each service and component in which file of package gen
// it is declared. As with names, only its place counts:
//
//   - a service, the requests and the results of its operations are in the file
//     of their resource, which the simulations of that resource share,
//   - a component is in the file of the resource whose name it has or begins with,
//   - a union has its own file, and so have its variants, by the first word of their
//     values,
//   - the parts of some components and requests have their own file: see [partFiles],
//   - anything else is in a file that has its name.
func assignFiles(d *document) error {
	f := newFiler(d)
	for _, op := range d.operations() {
		services, _ := op.Extensions["x-go-services"].([]any)
		for _, s := range services {
			service := s.(map[string]any)
			service["file"] = f.services[service["type"].(string)]
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		component := d.Components.Schemas[name]
		file, operation := f.component(name)
		setExtension(component, extFile, file)
		if operation != "" {
			setExtension(component, extOperation, operation)
		}
	}
	return nil
}

// filer knows the files of the resources.
type filer struct {
	*document
	services  map[string]string // service -> file
	paths     map[string]string // path of an operation -> file
	resources map[string]string // component that a group of operations is about -> file
}

func newFiler(d *document) *filer {
	f := &filer{document: d, services: map[string]string{}, paths: map[string]string{}, resources: map[string]string{}}
	ops := d.operations()
	for _, op := range ops {
		services, _ := op.Extensions["x-go-services"].([]any)
		for _, s := range services {
			service := s.(map[string]any)
			f.services[service["type"].(string)] = clientFile // unless it has operations
		}
	}
	for _, op := range ops {
		service := op.Extensions["x-go"].(map[string]any)["service"].(string)
		group, _ := strings.CutSuffix(service, "_service")
		file := fileName(strings.TrimSuffix(group, "_simulate"))
		f.services[service], f.paths[op.path] = file, file
		if file == fileName(group) {
			for _, resource := range resourcesOf(group) {
				f.resources[resource] = file
			}
		}
	}
	return f
}

// resourcesOf are the names that the component has which a group of operations is
// about: acs_user for acs_users, thermostat_schedule for thermostats_schedules,
// unmanaged_device for devices_unmanaged.
func resourcesOf(group string) []string {
	group, unmanaged := strings.CutSuffix(group, "_unmanaged")
	words := strings.Split(group, "_")
	for i, word := range words {
		words[i] = singular(word)
	}
	names := []string{singular(group), strings.Join(words, "_")}
	if unmanaged {
		for i, name := range names {
			names[i] = "unmanaged_" + name
		}
	}
	return names
}

// component returns the file of a component, and the path of the operation that
// it is a part of.
func (f *filer) component(name string) (file, operation string) {
	place := cmp.Or(f.places[name], name)
	for _, part := range partFiles {
		if part.place.MatchString(place) {
			return part.file, ""
		}
	}
	if path, _, found := strings.Cut(place, " "); found && strings.HasPrefix(path, "/") {
		return f.paths[path], path
	}
	root := place
	if place != name {
		root, _, _ = strings.Cut(strings.TrimPrefix(place, "unmanaged "), ".")
	}
	// A variant has such a place, and its parts have the variant as their root.
	if union, value, isKind := strings.Cut(cmp.Or(f.places[root], place), "|"); isKind {
		return f.kind(union, value), ""
	}
	return f.root(root), ""
}

// kind returns the file of a kind of a union: event_device for device.connected.
// Kinds whose values are one word are in the file of the union.
func (f *filer) kind(union, value string) string {
	if resource, _, found := strings.Cut(value, "."); found {
		return fileName(union + "_" + resource)
	}
	return fileName(union)
}

// root returns the file of a component that is a part of no other.
func (f *filer) root(name string) string {
	if file, reviewed := resourceFiles[name]; reviewed {
		f.use("resourceFiles", name)
		return file
	}
	if slices.ContainsFunc(unions, func(u union) bool { return u.component == name }) {
		return fileName(name)
	}
	for prefix := name; prefix != ""; prefix = prefix[:max(strings.LastIndexByte(prefix, '_'), 0)] {
		if file, found := f.resources[prefix]; found {
			return file
		}
	}
	return fileName(name)
}

// fileName makes the name of a file out of that of a resource. It is not one that
// package gen has for itself, and none that the go command reads on some systems
// alone, such as phones_android.gen.go.
func fileName(name string) string {
	name = strings.Trim(strings.Map(func(c rune) rune {
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			return c
		case 'A' <= c && c <= 'Z':
			return c - 'A' + 'a'
		default:
			return '_'
		}
	}, name), "_")
	if name == "" {
		name = otherFile
	}
	// Some file systems take at most 143 bytes.
	name = name[:min(len(name), 100)]
	if slices.Contains([]string{clientFile, operationsFile, otherFile}, name) || isRuntimeFile(name) || !onAllSystems(name) {
		return name + "_resource"
	}
	return name
}

func isRuntimeFile(name string) bool {
	for file := range runtime.Files() {
		if file == name+".go" {
			return true
		}
	}
	return false
}

// onAllSystems reports whether the go command reads a file of this name on every system. It ignores a
// file with a suffix such as _windows on the others, so a system that does not exist is the test.
func onAllSystems(name string) bool {
	none := build.Context{GOOS: "none", GOARCH: "none", Compiler: "none", OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package gen\n")), nil
	}}
	read, err := none.MatchFile("", name+".gen.go")
	return read && err == nil
}
