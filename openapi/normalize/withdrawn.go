package normalize

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// needed are the operations that package seam calls by hand. Seam serves an
// operation on after its document has dropped it, so package gen keeps these.
var needed = []string{
	"/access_codes/create",
	"/access_codes/get",
	"/access_grants/create",
	"/access_grants/delete",
	"/access_grants/get",
	"/access_grants/list",
	"/access_grants/request_access_methods",
	"/access_grants/update",
	"/access_methods/assign_card",
	"/access_methods/encode",
	"/access_methods/get",
	"/access_methods/list",
	"/acs/credentials/assign",
	"/acs/credentials/create",
	"/acs/credentials/delete",
	"/acs/credentials/get",
	"/acs/credentials/list",
	"/acs/credentials/list_accessible_entrances",
	"/acs/credentials/unassign",
	"/acs/credentials/update",
	"/acs/encoders/encode_credential",
	"/acs/encoders/scan_credential",
	"/acs/encoders/scan_to_assign_credential",
	"/action_attempts/get",
	"/client_sessions/get_or_create",
	"/connect_webviews/get",
}

// withdrawnFile is the file that [Withdraw] writes.
const withdrawnFile = "openapi/withdrawn.json"

// withdrawnNotice is the reason why a withdrawn operation is deprecated.
const withdrawnNotice = "Seam no longer documents this operation."

// Withdraw returns the text of openapi/withdrawn.json after a new document: the
// needed operations that it lacks, as the vendored document or kept, the text
// until now, describes them.
func Withdraw(vendored, kept, next []byte) ([]byte, error) {
	sources := make([]map[string]any, 3)
	for i, text := range [][]byte{vendored, kept, next} {
		// A document that somebody damaged has nothing to keep.
		if root, err := decode(text); err == nil {
			sources[i] = documentedPaths(root)
		}
	}
	lost := map[string]any{}
	for _, path := range needed {
		if sources[2][path] != nil {
			continue
		}
		for _, source := range sources[:2] {
			if lost[path] == nil && source[path] != nil {
				lost[path] = source[path]
			}
		}
	}
	return indent(map[string]any{"paths": lost})
}

// documentedPaths are the paths of a document with their documented POST alone.
func documentedPaths(root map[string]any) map[string]any {
	out := map[string]any{}
	paths, _ := root["paths"].(map[string]any)
	for path, item := range paths {
		item, _ := item.(map[string]any)
		post, _ := item["post"].(map[string]any)
		if post != nil && !undocumented(post) {
			out[path] = map[string]any{"post": post}
		}
	}
	return out
}

// addWithdrawn adds to a document the needed operations that it lacks.
func (r *reader) addWithdrawn(root map[string]any, withdrawn []byte) error {
	if len(withdrawn) == 0 {
		return nil
	}
	kept, err := decode(withdrawn)
	if err != nil {
		return fmt.Errorf("%s: %w", withdrawnFile, err)
	}
	paths, ok := root["paths"].(map[string]any)
	if !ok {
		return errors.New("not an OpenAPI document: it has no paths")
	}
	documented, withdrawnPaths := documentedPaths(root), documentedPaths(kept)
	for _, path := range slices.Sorted(maps.Keys(withdrawnPaths)) {
		if documented[path] != nil {
			r.notes.add(Stale, path, "the document has it again", "remove it from "+withdrawnFile)
			continue
		}
		item := withdrawnPaths[path].(map[string]any)
		item["post"].(map[string]any)["x-deprecated"] = withdrawnNotice
		paths[path] = item
		r.notes.add(Withdrawn, path, "the document no longer has it, and package seam calls it",
			"ask Seam what replaces it; it is kept in "+withdrawnFile)
	}
	return nil
}

// indent returns the JSON text of a file of the openapi folder.
func indent(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return out.Bytes(), err
}
