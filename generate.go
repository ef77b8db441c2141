// Package seamgo is where the module is generated from; there is nothing in it
// to use. Import github.com/seam-go/seam/wrapper, whose package name is seam.
//
// go generate normalises openapi/openapi.json, which make spec fetches, and turns
// the result into package gen: types, and a method for each operation. The output
// of oapi-codegen is divided into a file for each resource. openapi/runtime, the
// part of gen that does not depend on the document, is copied there.
package seamgo

//go:generate go run ./openapi/cmd/spec normalize
//go:generate go tool -modfile=openapi/tools.mod oapi-codegen -config oapi-codegen.yaml -o openapi/gen.go.txt openapi/normalized.json
//go:generate go run ./openapi/cmd/spec gen
