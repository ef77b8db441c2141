package split

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strings"
)

// clientFile is the file with the package comment.
const clientFile = "client"

// write returns the text of a file with these declarations.
func (s *source) write(file string, declarations []*declaration) ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\n\n", s.header)
	if file == clientFile && s.doc != "" {
		fmt.Fprintln(&out, s.doc)
	}
	fmt.Fprint(&out, "package gen\n\n")
	s.writeImports(&out, declarations)
	for _, d := range declarations {
		fmt.Fprintf(&out, "%s\n\n", d.text)
	}
	return format.Source(out.Bytes())
}

// writeImports writes the imports that the declarations need, those of the
// standard library first.
func (s *source) writeImports(out *bytes.Buffer, declarations []*declaration) {
	var library, others []string
	for _, i := range s.imports {
		if !slices.ContainsFunc(declarations, func(d *declaration) bool { return slices.Contains(d.uses, i.name) }) {
			continue
		}
		if host, _, _ := strings.Cut(i.path, "/"); strings.Contains(host, ".") {
			others = append(others, i.String())
		} else {
			library = append(library, i.String())
		}
	}
	switch len(library) + len(others) {
	case 0:
	case 1:
		fmt.Fprintf(out, "import %s\n\n", append(library, others...)[0])
	default:
		fmt.Fprintf(out, "import (\n%s\n\n%s\n)\n\n", strings.Join(library, "\n"), strings.Join(others, "\n"))
	}
}

// String is the line of an import declaration.
func (i imported) String() string {
	if strings.HasSuffix("/"+i.path, "/"+i.name) {
		return fmt.Sprintf("%q", i.path)
	}
	return fmt.Sprintf("%s %q", i.name, i.path)
}
