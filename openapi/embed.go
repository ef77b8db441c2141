// Package openapi holds the vendored document. It is for build time, and for seamtest, which
// judges requests by it.
package openapi

import _ "embed" // for the document

//go:embed normalized.json
var normalized string

// Normalized returns the document as package gen is made from it: JSON, 201 operations, all POST.
func Normalized() string { return normalized }
