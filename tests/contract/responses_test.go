package contract

import (
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// responseSamples generates the samples of responses for all tests.
var responseSamples = struct {
	mu sync.Mutex
	*sampler
}{sampler: newSampler()}

func answersOf(t *testing.T, op *operation) []sample {
	t.Helper()
	responseSamples.mu.Lock()
	defer responseSamples.mu.Unlock()
	return responseSamples.all(t, op.response)
}

// testResponses responds with everything that the document allows.
func testResponses(t *testing.T, op *operation, m method, w *wire) {
	if op.response == nil {
		return
	}
	samples := answersOf(t, op)
	for _, s := range append(samples, withAdded(samples)) {
		if !readers.reads(m, s.component) {
			continue
		}
		in, isObject := s.value.(map[string]any)
		if !isObject {
			t.Fatalf("%s: an answer that is no object", s.about)
		}
		if !s.proven {
			if err := validate(op.response, in); err != nil {
				t.Fatalf("%s: this sample of an answer is not valid: %v\n%s", s.about, err, encode(in))
			}
		}
		body := encode(in)
		if s.basic {
			body = spaced(body)
		}
		w.reset(body, lastPage(op.path))
		got := m.invoke(t.Context(), m.newRequest())
		counted.responses.Add(1)
		if wrong := checkResult(op.path, m.part, in, got); len(wrong) > 0 {
			t.Fatalf("%s: %s:\n\t%s\nin the answer %s", m.name, s.about, strings.Join(wrong, "\n\t"), short(in))
		}
	}
}

// lastPage returns the response that ends a list after its first page.
func lastPage(path string) []byte {
	return encode(map[string]any{
		"ok":         true,
		key(path):    []any{},
		"pagination": map[string]any{"has_next_page": false, "next_page_cursor": nil},
	})
}

func key(path string) string { return gen.LookupOperation(path).Key }

// checkResult returns the problems of a result after the response in. part is that of the method.
func checkResult(path, part string, in map[string]any, got result) []string {
	c := comparison{part: part}
	for _, value := range got.malformed {
		if !isCursorAtTheEnd(value, in) {
			c.errorf(value.Path, "%s is malformed", value.Raw)
		}
	}
	if c.expected(path, in, got) {
		c.result(path, in, got)
	}
	return c.wrong
}

// isCursorAtTheEnd reports whether a note is about the cursor that samples have at the end of a
// list.
func isCursorAtTheEnd(value seam.MalformedValue, in map[string]any) bool {
	pagination, _ := in["pagination"].(map[string]any)
	return strings.HasPrefix(value.Path, "pagination: ") && pagination["has_next_page"] == false
}

// expected reports whether there is a result to check. Some responses allow an error: they lack the
// result, or a list lacks its next cursor.
func (c *comparison) expected(path string, in map[string]any, got result) bool {
	if got.err == nil {
		return got.value.IsValid() || c.nothing(path, in)
	}
	_, noCursor := errors.AsType[*gen.MissingCursorError](got.err)
	_, noResult := errors.AsType[*gen.MissingResultError](got.err)
	switch {
	case noCursor && lacksCursor(in):
		return true
	case noResult && in[gen.LookupOperation(path).Key] == nil:
		return false
	default:
		c.errorf("error", "%v", got.err)
		return false
	}
}

// nothing checks a method that returns only an error.
func (c *comparison) nothing(path string, in map[string]any) bool {
	c.unread(path, in, "ok")
	return false
}

// result checks the result of a method.
func (c *comparison) result(path string, in map[string]any, got result) {
	operation := gen.LookupOperation(path)
	key := operation.Key
	switch {
	case c.part != "":
		c.both(c.part, got.value, in[c.part])
		c.unread(path, in, "ok", c.part)
	case operation.Kind == gen.Several:
		rest := maps.Clone(in)
		delete(rest, "ok")
		c.both("result", got.value, rest)
	case isPage(got.value):
		c.both(key, got.value.Elem().FieldByName("Items"), in[key])
		c.page(got.value.Elem(), in["pagination"])
		c.unread(path, in, "ok", key, "pagination")
	case operation.Kind == gen.Paged:
		c.both(key, got.value, in[key])
		c.unread(path, in, "ok", key, "pagination")
	default:
		c.both(key, got.value, in[key])
		c.unread(path, in, "ok", key)
	}
}

// unread records the members of a response that the client does not decode.
func (c *comparison) unread(path string, in map[string]any, read ...string) {
	for name := range in {
		if name != addedKey && !slices.Contains(read, name) {
			departures.add("answer " + path + "." + name)
		}
	}
}

func isPage(v reflect.Value) bool { return strings.HasPrefix(v.Type().String(), "*gen.Page[") }

func lacksCursor(in map[string]any) bool {
	pagination, _ := in["pagination"].(map[string]any)
	cursor, _ := pagination["next_page_cursor"].(string)
	return pagination["has_next_page"] == true && cursor == ""
}

// both checks a value and its JSON.
func (c *comparison) both(place string, v reflect.Value, in any) {
	data, err := json.Marshal(v.Interface())
	if err != nil {
		c.errorf(place, "%v", err)
		return
	}
	var out any
	if err := json.Unmarshal(data, &out); err != nil {
		c.errorf(place, "%v", err)
		return
	}
	c.same(place, v, in, out)
}

// page checks the fields of a page that lead to the next one.
func (c *comparison) page(v reflect.Value, in any) {
	pagination, _ := in.(map[string]any)
	for name, value := range pagination {
		switch name {
		case "has_next_page":
			c.scalar("pagination."+name, v.FieldByName("HasNextPage"), value)
		case "next_page_cursor":
			if value == nil || pagination["has_next_page"] == false {
				value = "" // A cursor at the end of a list is ignored.
			}
			c.scalar("pagination."+name, v.FieldByName("NextPageCursor"), value)
		case addedKey:
		default:
			departures.add("answer pagination." + name)
		}
	}
}
