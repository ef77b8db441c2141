package normalize

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// reader reads a document into the part of OpenAPI 3.0 that the passes know:
// components with schemas, and POST operations with JSON bodies. Whatever else a
// document has may surprise kin-openapi or oapi-codegen. It is dropped, and noted
// where the client would need it.
type reader struct {
	notes      noteList
	components map[string]any    // the schemas of the result
	names      map[string]string // component -> its name in the result
	parts      map[string]any    // the components of the document
	is31       bool              // whether the document is of OpenAPI 3.1 or later
}

// read reads a document, with the withdrawn operations that it lacks.
func read(data, withdrawn []byte) (*document, error) {
	root, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("not an OpenAPI document: %w", err)
	}
	version := textOf(root, "openapi")
	if !strings.HasPrefix(version, "3.") {
		return nil, errors.New("not an OpenAPI document: it does not say that it is of version 3")
	}
	r := &reader{components: map[string]any{}, names: map[string]string{}, is31: !strings.HasPrefix(version, "3.0")}
	if err := r.addWithdrawn(root, withdrawn); err != nil {
		return nil, err
	}
	r.tidyText(root)
	if paths, _ := root["paths"].(map[string]any); len(paths) == 0 {
		return nil, errors.New("not an OpenAPI document: it has no paths")
	}
	access := accessOf(root)
	reduced, err := json.Marshal(r.reduce(root))
	if err != nil {
		return nil, err
	}
	doc, err := parse(reduced)
	if err != nil {
		return nil, err
	}
	doc.notes, doc.access = r.notes, access
	return doc, nil
}

// reduce returns the part of a document that the passes know.
func (r *reader) reduce(root map[string]any) map[string]any {
	r.parts, _ = root["components"].(map[string]any)
	schemas, _ := r.parts["schemas"].(map[string]any)
	r.nameComponents(schemas)
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		if to := r.names[name]; to == componentName(name) {
			r.components[to] = r.schema(to, schemas[name])
		}
	}
	info, _ := root["info"].(map[string]any)
	paths, _ := root["paths"].(map[string]any)
	return map[string]any{
		"openapi":    "3.0.0",
		"info":       map[string]any{"title": cmp.Or(textOf(info, "title"), "untitled"), "version": cmp.Or(textOf(info, "version"), "0")},
		"servers":    serversOf(root),
		"components": map[string]any{"schemas": r.components},
		"paths":      r.paths(paths),
	}
}

// serversOf lists the addresses of a document's servers.
func serversOf(root map[string]any) []any {
	list, _ := root["servers"].([]any)
	servers := []any{}
	for _, item := range list {
		server, _ := item.(map[string]any)
		if url := textOf(server, "url"); url != "" {
			servers = append(servers, map[string]any{"url": url})
		}
	}
	return servers
}

// nameComponents decides which component of the result each component is: itself,
// under a name that OpenAPI allows, or for a component that is nothing but a
// reference, the one that it refers to.
func (r *reader) nameComponents(schemas map[string]any) {
	taken := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		name, ok := behindReferences(schemas, name)
		to := componentName(name)
		if _, isName := schemas[to]; !ok || to != name && isName || taken[to] != "" && taken[to] != name {
			continue
		}
		taken[to] = name
	}
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		last, ok := behindReferences(schemas, name)
		if to := componentName(last); ok && taken[to] == last {
			r.names[name] = to
			continue
		}
		r.notes.add(LeftOut, name, "its name is that of another component, or it refers to itself", componentRemedy)
	}
}

// componentRemedy is the remedy for a component that the reader cannot name.
const componentRemedy = "see whether Seam means it; openapi/normalize/reader.go decides what becomes of components"

// behindReferences follows the components that are nothing but a reference. It
// reports false if they lead nowhere.
func behindReferences(schemas map[string]any, name string) (last string, ok bool) {
	for range len(schemas) {
		s, _ := schemas[name].(map[string]any)
		ref, isRef := s["$ref"].(string)
		if !isRef {
			return name, true
		}
		if name, ok = referredTo(ref); !ok || schemas[name] == nil {
			return "", false
		}
	}
	return "", false
}

// referredTo returns the component that a reference names.
func referredTo(ref string) (name string, ok bool) {
	name, ok = strings.CutPrefix(ref, schemaPrefix)
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(name), ok
}

var outsideComponentName = regexp.MustCompile(`[^A-Za-z0-9_.-]+`)

// componentName returns a name with the characters that OpenAPI allows for a component.
func componentName(name string) string { return outsideComponentName.ReplaceAllString(name, "_") }

// textOf returns a member of an object if it is a string.
func textOf(object map[string]any, key string) string {
	text, _ := object[key].(string)
	return text
}
