// Package seamgo is where the module is generated from; there is nothing in it
// to use. Import github.com/seam-go/seam/wrapper, whose package name is seam.
//
// go generate normalises openapi/openapi.json, which make spec fetched, and
// turns the result into package gen: types, operations, and the functions that
// decode their answers.
package seamgo

//go:generate go run ./openapi/cmd/spec normalize
//go:generate go tool -modfile=openapi/tools.mod oapi-codegen -config oapi-codegen.yaml -generate types,skip-prune -o gen/types.gen.go openapi/normalized.json
//go:generate go tool -modfile=openapi/tools.mod oapi-codegen -config oapi-codegen.yaml -generate client,skip-prune -o gen/client.gen.go openapi/normalized.json
