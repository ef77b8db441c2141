package normalize

import (
	"errors"
	"fmt"
)

// keepDocumentedPosts drops what the client does not send: the undocumented
// operations, and the doubles that Seam offers under GET, PUT, PATCH and DELETE
// for operations that all take POST.
func keepDocumentedPosts(d *document) error {
	for _, path := range sortedKeys(d.Paths.Map()) {
		item := d.Paths.Value(path)
		for method, op := range item.Operations() {
			if undocumented(op.Extensions) {
				item.SetOperation(method, nil)
			}
		}
		if rest := sortedKeys(item.Operations()); item.Post == nil && len(rest) > 0 {
			return fmt.Errorf("%s %s is documented but has no POST form to send", rest[0], path)
		}
		if item.Post == nil {
			d.Paths.Delete(path)
			continue
		}
		item.Get, item.Put, item.Patch, item.Delete = nil, nil, nil, nil
	}
	if len(d.operations()) == 0 {
		return errors.New("the document has no documented operation")
	}
	return nil
}
