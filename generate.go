// Package seamgo is where the module is generated from; there is nothing in it
// to use. Import github.com/seam-go/seam/wrapper, whose package name is seam.
//
// go generate normalises openapi/openapi.json, which make spec fetches, and turns
// the result into package gen: types, and a method for each operation. It copies
// openapi/runtime there, the part of gen that does not depend on the document.
package seamgo

//go:generate go run ./openapi/cmd/spec normalize
//go:generate go run ./openapi/cmd/spec runtime
//go:generate go tool -modfile=openapi/tools.mod oapi-codegen -config oapi-codegen.yaml -generate types,skip-prune -o gen/types.gen.go openapi/normalized.json
//go:generate go run ./openapi/cmd/spec nullable
//go:generate go tool -modfile=openapi/tools.mod oapi-codegen -config oapi-codegen.yaml -generate client,skip-prune -o gen/client.gen.go openapi/normalized.json
