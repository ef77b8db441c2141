package normalize

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// operationRemedy is the remedy for an operation that the client cannot send.
const operationRemedy = "call it with Client.Call of package seam, or extend openapi/normalize/requests.go"

// paths returns the paths with the operations that the passes look at. A
// documented POST that the client could not send, or whose response it could not
// read, is left out: generated code for it would compile and be wrong.
func (r *reader) paths(raw map[string]any) map[string]any {
	out := map[string]any{}
	for _, path := range slices.Sorted(maps.Keys(raw)) {
		item, _ := raw[path].(map[string]any)
		operations := map[string]any{}
		for _, method := range methods {
			op, ok := item[method].(map[string]any)
			if !ok {
				continue
			}
			if method != "post" || undocumented(op) {
				operations[method] = outline(op)
				continue
			}
			post, err := r.post(path, item, op)
			if err != nil {
				r.notes.add(LeftOut, path, err.Error(), operationRemedy)
				operations = nil
				break
			}
			operations[method] = post
		}
		if operations != nil {
			out[path] = operations
		}
	}
	return out
}

// methods are the keys of a path that hold an operation.
var methods = []string{"post", "get", "put", "patch", "delete", "head", "options", "trace"}

// outline returns an operation without its request and its result.
func outline(op map[string]any) map[string]any {
	out := map[string]any{"responses": successWith(nil)}
	for key, value := range op {
		if strings.HasPrefix(key, "x-") {
			out[key] = value
		}
	}
	return out
}

// post returns an operation as the client sends it.
func (r *reader) post(path string, item, op map[string]any) (map[string]any, error) {
	if strings.ContainsAny(path, "{}[]:") {
		return nil, errors.New("its path has a parameter, and the client sends a path as it is")
	}
	if item["servers"] != nil || op["servers"] != nil {
		return nil, errors.New("it is served at another address, and the client sends everything to one")
	}
	if err := r.checkParameters(path, item["parameters"], op["parameters"]); err != nil {
		return nil, err
	}
	out := outline(op)
	if op["deprecated"] == true && out["x-deprecated"] == nil {
		out["x-deprecated"] = "Seam no longer recommends this operation."
	}
	for _, key := range []string{"description", "summary", "operationId"} {
		if text, ok := op[key].(string); ok {
			out[key] = text
		}
	}
	if body := op["requestBody"]; body != nil {
		content, err := r.request(path, body)
		if err != nil {
			return nil, err
		}
		if len(content) > 0 {
			out["requestBody"] = map[string]any{"content": content}
		}
	}
	content, err := r.response(path, op["responses"])
	if err != nil {
		return nil, err
	}
	out["responses"] = successWith(content)
	return out, nil
}

// checkParameters refuses an operation that needs a parameter outside of its body.
func (r *reader) checkParameters(path string, lists ...any) error {
	for _, list := range lists {
		parameters, _ := list.([]any)
		for _, parameter := range parameters {
			p := r.part("parameters", parameter)
			name, in := textOf(p, "name"), textOf(p, "in")
			if p == nil || p["required"] == true || in == "path" {
				return fmt.Errorf("it needs the %s parameter %+q, and the client sends everything in the body", cmp.Or(in, "unreadable"), name)
			}
			r.notes.add(LeftOut, path, fmt.Sprintf("its optional %s parameter %+q", in, name), operationRemedy)
		}
	}
	return nil
}

// request returns the content of a request body, empty if an operation takes none.
func (r *reader) request(path string, body any) (map[string]any, error) {
	content, _ := r.part("requestBodies", body)["content"].(map[string]any)
	if len(content) == 0 {
		return content, nil
	}
	content, err := r.body(path+" request", content)
	if err != nil {
		return nil, fmt.Errorf("its request body %w", err)
	}
	if len(content) == 0 {
		return nil, errors.New("its request body has no schema")
	}
	return content, nil
}

// response returns the content of the response to a successful call, empty if it has
// no body. Package seam takes every status from 200 to 299 for a success.
func (r *reader) response(path string, value any) (map[string]any, error) {
	responses, _ := value.(map[string]any)
	codes := slices.DeleteFunc(slices.Sorted(maps.Keys(responses)), func(code string) bool { return !strings.HasPrefix(code, "2") })
	if len(codes) == 0 {
		return nil, errors.New("it has no response with a status of success")
	}
	chosen := codes[0]
	for _, other := range codes[1:] {
		r.notes.add(LeftOut, path, fmt.Sprintf("its response with status %s: the client reads that of status %s alone", other, chosen), operationRemedy)
	}
	response := r.part("responses", responses[chosen])
	content, _ := response["content"].(map[string]any)
	if response == nil {
		return nil, errors.New("its response cannot be read")
	}
	if len(content) == 0 {
		return content, nil
	}
	content, err := r.body(path+" response", content)
	if err != nil {
		return nil, fmt.Errorf("its response %w", err)
	}
	return content, nil
}

// body returns the JSON form of a body, empty if it has no schema. A component is spelled
// out, because the types of requests and of responses follow different rules.
func (r *reader) body(place string, content map[string]any) (map[string]any, error) {
	for _, kind := range slices.Sorted(maps.Keys(content)) {
		if media, _, err := mime.ParseMediaType(kind); err != nil || media != mediaJSON {
			continue
		}
		media, _ := content[kind].(map[string]any)
		if media["schema"] == nil {
			return map[string]any{}, nil
		}
		schema := r.schema(place, media["schema"])
		if name, isReference := referredTo(textOf(schema, "$ref")); isReference {
			schema = maps.Clone(r.components[name].(map[string]any))
			delete(schema, "x-undocumented")
			delete(schema, "description")
		}
		return map[string]any{mediaJSON: map[string]any{"schema": schema}}, nil
	}
	return nil, fmt.Errorf("is %s, and the client knows only JSON", strings.Join(slices.Sorted(maps.Keys(content)), " or "))
}

// part returns an object that may be a reference to a component of some kind, nil if
// it is neither.
func (r *reader) part(kind string, value any) map[string]any {
	object, _ := value.(map[string]any)
	ref, isReference := object["$ref"].(string)
	if !isReference {
		return object
	}
	name, ok := strings.CutPrefix(ref, "#/components/"+kind+"/")
	if !ok {
		return nil
	}
	parts, _ := r.parts[kind].(map[string]any)
	object, _ = parts[name].(map[string]any)
	if object["$ref"] != nil {
		return nil
	}
	return object
}

// successWith returns the only response that the passes look at.
func successWith(content map[string]any) map[string]any {
	response := map[string]any{"description": http.StatusText(http.StatusOK)}
	if len(content) > 0 {
		response["content"] = content
	}
	return map[string]any{"200": response}
}
