// Package source gets Seam's OpenAPI document from where it is published: the
// live API, the npm package that Seam releases, or a file.
//
// All of them give the same [Document], written the same way, so that the
// difference between two of them is a difference in the API and never one in
// formatting. Every error is one line with the problem and a remedy.
package source

import (
	"context"
	"net/http"
	"strings"
)

const (
	// Live is where Seam serves the document of the API as it runs now.
	Live = "https://connect.getseam.com/openapi.json"

	// NPMLatest is the newest released document. It is the remedy that most
	// errors name, because it needs no access to Seam itself.
	NPMLatest = npmPrefix + npmPackage + "@latest"
)

// Document is an OpenAPI document and where it came from.
type Document struct {
	// Data is the JSON text, indented by two spaces, with the keys in the
	// order of the source and one newline at the end.
	Data []byte
	// Source names the origin so that a later fetch can ask for the same: a
	// URL, a path, or an npm package with the version that "latest" stood for.
	Source string
	// Version is the npm version, or info.version where there is no package.
	Version string
	// Integrity is the registry's sha512 of the npm package, else empty.
	Integrity string
	// Licence is the licence text in the npm package, else nil.
	Licence []byte
}

// Fetch gets the document from an https URL, from "npm:@seamapi/types@VERSION"
// ("npm:VERSION" for short; a tag such as latest is a version too) or from a
// local path. An empty from means [Live].
func Fetch(ctx context.Context, from string) (*Document, error) {
	switch {
	case from == "":
		return fetchURL(ctx, http.DefaultClient, Live)
	case strings.HasPrefix(from, npmPrefix):
		return fetchNPM(ctx, from)
	case strings.Contains(from, "://"):
		return fetchURL(ctx, http.DefaultClient, from)
	default:
		return fetchFile(from)
	}
}
