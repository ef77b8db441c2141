package contract

import (
	"context"
	"reflect"
	"strings"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

// method is a method of a service of one client.
type method struct {
	name string
	call reflect.Value
	// part is the only member of the response that a hand-written method returns, if the generated method
	// returns several.
	part string
}

// generatedMethods returns the generated methods by the path that each sends to.
func generatedMethods(t *testing.T) map[string][]method {
	t.Helper()
	client, w := newClient(t)
	found := map[string][]method{}
	for _, m := range methodsOf(client) {
		w.reset([]byte(`{"ok":true}`), nil)
		// The response has no result, so this may fail; by then the request was sent.
		_ = m.invoke(t.Context(), m.newRequest())
		if w.path == "" {
			t.Errorf("%s sends nothing", m.name)
		}
		found[w.path] = append(found[w.path], m)
	}
	return found
}

// methodsOf returns the generated methods of a client.
func methodsOf(client *seam.Client) []method {
	return methodsBelow(reflect.ValueOf(client.Client), "")
}

func methodsBelow(service reflect.Value, name string) []method {
	var out []method
	for i := range service.NumMethod() {
		out = append(out, method{name: name + service.Type().Method(i).Name, call: service.Method(i)})
	}
	fields := service.Elem().Type()
	for i := range fields.NumField() {
		if fields.Field(i).IsExported() {
			out = append(out, methodsBelow(service.Elem().Field(i), name+fields.Field(i).Name+".")...)
		}
	}
	return out
}

// newRequest returns a pointer to an empty request, or an invalid value if the method takes none. It
// sets the lists that are always sent, because the client rejects nil ones.
func (m method) newRequest() reflect.Value {
	t := m.call.Type()
	if t.NumIn() != 3 {
		return reflect.Value{}
	}
	request := reflect.New(t.In(1).Elem())
	for field, v := range request.Elem().Fields() {
		if v.Kind() == reflect.Slice && !strings.Contains(field.Tag.Get("json"), ",omit") {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
	}
	return request
}

// result is the result of a method.
type result struct {
	// value is the result without the error: an object, a list or a page, or invalid if the method
	// returns only an error.
	value     reflect.Value
	malformed []seam.MalformedValue
	err       error
}

// invoke calls a method and reads its result to the end.
func (m method) invoke(ctx context.Context, request reflect.Value) result {
	var info seam.ResponseInfo
	args := []reflect.Value{reflect.ValueOf(ctx)}
	if request.IsValid() {
		args = append(args, request)
	}
	out := m.call.Call(append(args, reflect.ValueOf(seam.CallInfo(&info))))
	last := out[len(out)-1]
	if last.Kind() == reflect.Func {
		list, err := collect(last)
		return result{list, info.Malformed, err}
	}
	err, _ := reflect.TypeAssert[error](last)
	if len(out) == 1 {
		return result{reflect.Value{}, info.Malformed, err}
	}
	return result{out[0], info.Malformed, err}
}

// collect returns the items that an iterator yields, one by one or in pages.
func collect(iterator reflect.Value) (list reflect.Value, err error) {
	yielded := iterator.Type().In(0).In(0)
	if !isPage(reflect.Zero(yielded)) {
		list = reflect.MakeSlice(reflect.SliceOf(yielded), 0, 0)
	} else {
		items, _ := yielded.Elem().FieldByName("Items")
		list = reflect.MakeSlice(items.Type, 0, 0)
	}
	for v, failure := range iterator.Seq2() {
		if err, _ = reflect.TypeAssert[error](failure); err != nil {
			return list, err
		}
		if isPage(v) {
			list = reflect.AppendSlice(list, v.Elem().FieldByName("Items"))
		} else {
			list = reflect.Append(list, v)
		}
	}
	return list, nil
}
