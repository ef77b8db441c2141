// Package split divides package gen, which oapi-codegen writes as one file, into
// files that a reader finds by name: one for each resource, with its types, its
// service and the requests of its operations.
//
// Package normalize assigns the files: they depend on the place of a declaration in
// Seam's document.
package split

import (
	"fmt"
	"maps"
	"slices"

	"github.com/seam-go/seam/openapi/runtime"
)

// Generated is the path, from the root of the module, of the file that
// oapi-codegen writes and this package reads. It is not one of package gen.
const Generated = "openapi/gen.go.txt"

// Files returns the files of package gen by name. generated is the output of
// oapi-codegen for the normalised document; the part that does not depend on the document
// is copied from package runtime.
func Files(generated, normalized []byte) (map[string][]byte, error) {
	own, err := ownNullable(generated)
	if err != nil {
		return nil, fmt.Errorf("the output of oapi-codegen: %w", err)
	}
	src, err := parse(own)
	if err != nil {
		return nil, fmt.Errorf("the output of oapi-codegen: %w", err)
	}
	places, err := readPlaces(normalized)
	if err != nil {
		return nil, fmt.Errorf("the normalised document: %w", err)
	}
	lacks, err := missing(normalized)
	if err != nil {
		return nil, fmt.Errorf("the normalised document: %w", err)
	}
	src.doc += lacks
	arranged := arrange(src.declarations, places)
	files, err := copies()
	if err != nil {
		return nil, err
	}
	for _, file := range slices.Sorted(maps.Keys(arranged)) {
		name := file + ".gen.go"
		if files[name] != nil {
			return nil, fmt.Errorf("%s is a copy from openapi/runtime and also the file of a resource", name)
		}
		files[name], err = src.write(file, arranged[file])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return files, nil
}

// arrange sorts the declarations into files, in the order in which they are read.
func arrange(declarations []*declaration, places *places) map[string][]*declaration {
	positions := map[*declaration]position{}
	for i, d := range declarations {
		at := places.of(d)
		at.index = i
		positions[d] = at
	}
	slices.SortFunc(declarations, func(a, b *declaration) int { return positions[a].compare(positions[b]) })
	files := map[string][]*declaration{}
	for _, d := range declarations {
		file := positions[d].file
		files[file] = append(files[file], d)
	}
	return files
}

// copies returns the files of package runtime as files of package gen.
func copies() (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, text := range runtime.Files() {
		copied, err := copyOf(name, text)
		if err != nil {
			return nil, err
		}
		files[name[:len(name)-len(".go")]+".gen.go"] = copied
	}
	return files, nil
}
