package normalize

import (
	"maps"
	"net/http"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Effects of an operation, from the least to the most careful.
const (
	effectRead       = "read"
	effectIdempotent = "idempotent"
	effectWrite      = "write"
)

const (
	extEffect  = "x-seam-effect"
	extDoubles = "x-seam-doubles"
	extGone    = "x-seam-gone"
)

// recordEffects writes on each POST the effect of a second call. A reviewed operation
// has the effect of its review. Any other reads if Seam also serves it under GET, and
// writes otherwise. The other methods prove nothing; they are recorded for reviewers
// and for servers.
func recordEffects(d *document) error {
	for path, item := range d.Paths.Map() {
		if item.Post == nil {
			continue
		}
		if item.Post.Extensions == nil {
			item.Post.Extensions = map[string]any{}
		}
		notes := item.Post.Extensions
		r, reviewed := reviews[path]
		if !undocumented(notes) {
			d.use("reviews", path)
		}
		switch {
		case reviewed:
			notes[extEffect] = r.effect
		case item.Get != nil:
			notes[extEffect] = effectRead
		default:
			notes[extEffect] = effectWrite
		}
		if len(r.gone) > 0 {
			notes[extGone] = r.gone
		}
		if doubles := doublesOf(item); doubles != nil {
			notes[extDoubles] = doubles
		}
	}
	return nil
}

// doublesOf returns the methods besides POST under which Seam serves an operation.
func doublesOf(item *openapi3.PathItem) []any {
	var methods []any
	for _, method := range slices.Sorted(maps.Keys(item.Operations())) {
		if method != http.MethodPost {
			methods = append(methods, method)
		}
	}
	return methods
}

// unreviewed lists the documented operations that count as writes because nobody
// has reviewed them, sorted.
func (d *document) unreviewed() []string {
	var paths []string
	for _, op := range d.operations() {
		_, reviewed := reviews[op.path]
		if !reviewed && d.Paths.Value(op.path).Get == nil && !undocumented(op.Extensions) {
			paths = append(paths, op.path)
		}
	}
	return paths
}

// stale lists the reviews whose operation is not documented, sorted.
func (d *document) stale() []string {
	var paths []string
	for _, path := range slices.Sorted(maps.Keys(reviews)) {
		item := d.Paths.Value(path)
		if item == nil || item.Post == nil || undocumented(item.Post.Extensions) {
			paths = append(paths, path)
		}
	}
	return paths
}
