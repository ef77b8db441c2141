// Package docsite reads the pages that pkgsite, the server behind pkg.go.dev, makes of this module,
// and reports what a reader would stumble over: pages that are missing, links that lead nowhere,
// examples that are not shown. It is a module, because pkgsite brings modules that nothing else needs.
package docsite
