package normalize

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// keepDocumentedPosts drops the undocumented operations, and the doubles under GET,
// PUT, PATCH and DELETE: Seam serves every operation under POST, which is all that
// the client sends. A documented operation without POST is left out with a note.
func keepDocumentedPosts(d *document) error {
	for _, path := range slices.Sorted(maps.Keys(d.Paths.Map())) {
		item := d.Paths.Value(path)
		for method, op := range item.Operations() {
			if undocumented(op.Extensions) {
				item.SetOperation(method, nil)
			}
		}
		rest := slices.Sorted(maps.Keys(item.Operations()))
		switch {
		case item.Post == nil && len(rest) > 0:
			d.leaveOut(path, fmt.Sprintf("takes %s and not POST", rest[0]),
				"see whether callers need it; openapi/normalize/operations.go decides which operations are sent")
		case item.Post == nil:
			d.Paths.Delete(path)
		default:
			*item = openapi3.PathItem{Post: item.Post}
			d.checkOperationName(operation{item.Post, path})
		}
	}
	return d.checkOperations()
}

// checkOperations returns an error if no operation is left.
func (d *document) checkOperations() error {
	switch {
	case len(d.operations()) > 0:
		return nil
	case len(d.notes) > 0:
		return fmt.Errorf("no operation of the document can be generated: %s", d.notes[0])
	default:
		return errors.New("the document has no documented operation")
	}
}

// leaveOut removes an operation.
func (d *document) leaveOut(path, problem, remedy string) {
	d.Paths.Delete(path)
	d.notes.add(LeftOut, path, problem, remedy)
}

// identifier is a name that Go types and methods can be called after.
var identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

func (d *document) checkOperationName(op operation) {
	group, method := op.name()
	if len(group) == 0 {
		d.leaveOut(op.path, "it belongs to no group", operationRemedy)
		return
	}
	for _, name := range slices.Concat(group, []string{method}) {
		if !identifier.MatchString(name) {
			d.leaveOut(op.path, fmt.Sprintf("no Go name can be made of %+q in its group and method", name),
				"see whether Seam means it; openapi/normalize/operations.go decides which names are allowed")
			return
		}
	}
}
