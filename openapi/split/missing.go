package split

import (
	"strings"

	"github.com/seam-go/seam/openapi/normalize"
)

// missing returns a section of the package comment: the operations, fields and values
// of the document that package gen lacks. It is "" if nothing is missing.
func missing(normalized []byte) (string, error) {
	notes, err := normalize.NotesOf(normalized)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, n := range notes {
		if n.Kind == normalize.LeftOut || n.Kind == normalize.Raw {
			out.WriteString("\n//   - " + n.Place + ": " + n.Problem)
		}
	}
	if out.Len() == 0 {
		return "", nil
	}
	return "\n//\n// # What is missing\n//\n// This version of the document has something that no Go code was generated for, or" +
		"\n// fields that hold any JSON because no Go type fits them:\n//" + out.String(), nil
}
