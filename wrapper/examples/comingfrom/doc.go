// Package comingfrom holds examples for programs that used another client of Seam: the Go client of
// 2024, the JavaScript client or the Python client. README.md says which page to read. The code on
// the pages is that of the examples, which run on a fake Seam.
package comingfrom
