// Package runtime is the part of package gen that does not depend on Seam's
// document: what an operation is, who performs it, and how a list goes through
// its pages.
//
// It is written, linted and tested here. go generate copies its files into gen/,
// so that gen stands alone; nothing but the build imports this package.
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
