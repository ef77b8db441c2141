// Package templates holds the templates from which oapi-codegen writes package
// gen, and the names that they declare for every document.
//
// The client template replaces that of oapi-codegen, which writes functions that
// build, send and read a request for each operation, with net/http in all of them.
// This one writes a method of a service for each operation. The method passes a
// description of the operation to a Caller, so that one engine sends every call and
// package gen imports no HTTP. The union template adds a Value that returns the
// variant, or an Unknown type for a variant that only a later document has.
package templates

import (
	"embed"
	"regexp"
)

//go:embed additional-properties.tmpl client.tmpl union.tmpl
var files embed.FS

// Declared returns the exported names that the templates give to package gen.
func Declared() []string {
	return all("client.tmpl", `(?m)^(?:func|type|var|const) ([A-Z]\w*)\b`)
}

// MethodsOfSecrets returns the methods of each type with secret fields.
func MethodsOfSecrets() []string {
	return all("client.tmpl", `(?m)^func \(v \*?\{\{\$type\}\}\) ([A-Z]\w*)\(`)
}

// MethodsOfUnions returns the methods of each union.
func MethodsOfUnions() []string {
	return all("union.tmpl", `(?m)^func \(t \*?\{\{\$t\}\}\) ([A-Z]\w*)\(`)
}

// MethodsOfMaps returns the methods of each object with further properties.
func MethodsOfMaps() []string {
	return all("additional-properties.tmpl", `(?m)^func \(a \*?\{\{\.TypeName\}\}\) ([A-Z]\w*)\(`)
}

// all returns the matches of the group of a pattern in a template.
func all(name, pattern string) []string {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(err) // It has been compiled into this program.
	}
	var names []string
	for _, match := range regexp.MustCompile(pattern).FindAllSubmatch(text, -1) {
		names = append(names, string(match[1]))
	}
	return names
}
