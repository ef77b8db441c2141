// Package runtime is the part of package gen that does not depend on Seam's
// document: the description of an operation, the interface that performs it, and
// the way of a list through its pages.
//
// It is written, linted and tested here. go generate copies its files into gen/,
// so that gen needs no other package of this module; only the build imports this one.
package runtime

import (
	"embed"
	"io/fs"
	"iter"
	"strings"
)

//go:embed *.go
var source embed.FS

// Files yields the name and the text of each file that belongs into gen/, by name:
// not this one, and no tests.
func Files() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		names, err := fs.Glob(source, "*.go")
		if err != nil {
			panic(err) // The pattern is a constant.
		}
		for _, name := range names {
			if name == "embed.go" || strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := source.ReadFile(name)
			if err != nil {
				panic(err) // Glob has found it.
			}
			if !yield(name, text) {
				return
			}
		}
	}
}
