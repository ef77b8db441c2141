package contract

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

// testRequests sends every request that the document allows.
func testRequests(t *testing.T, op *operation, m method, w *wire) {
	request := m.newRequest()
	switch {
	case !request.IsValid():
		testNoRequest(t, op, m, w)
		return
	case op.request == nil:
		t.Errorf("%s takes a request, and the document has none", m.name)
		return
	}
	testEmptyRequest(t, op, m, w)
	set := map[string]bool{}
	for _, s := range newSampler().all(t, op.request) {
		testRequest(t, op, m, w, s, set)
	}
	for _, field := range fieldsBelow(request.Type().Elem(), map[reflect.Type]bool{}) {
		if !set[field] {
			t.Errorf("%s: the document does not know the field %s", m.name, field)
		}
	}
}

// testRequest fills a request from a sample and expects the sample in the body.
func testRequest(t *testing.T, op *operation, m method, w *wire, s sample, set map[string]bool) {
	t.Helper()
	if err := validate(op.request, s.value); err != nil {
		t.Fatalf("%s: this sample of a request is not valid: %v\n%s", s.about, err, encode(s.value))
	}
	a := &assignment{set: set}
	request := m.newRequest()
	a.fill(op.path, request.Elem(), s.value)
	if len(a.impossible) > 0 {
		for _, place := range a.impossible {
			departures.add("request " + place)
		}
		return
	}
	sent := w.sentBy(t, m, request)
	if err := validate(op.request, sent); err != nil {
		t.Errorf("%s: %s: sent %s, which is not valid: %v", m.name, s.about, w.sent, err)
	}
	if !sameJSON(s.value, sent) {
		t.Errorf("%s: %s: sent %s, not %s", m.name, s.about, w.sent, short(s.value))
	}
}

// testEmptyRequest sends a request without any field, and a nil request. The body has at most the
// fields that are always required. If there are such fields, a nil request is rejected.
func testEmptyRequest(t *testing.T, op *operation, m method, w *wire) {
	t.Helper()
	all := choices(op.request)
	compareRequired(m.call.Type().In(1), all, op.path)
	requests := []reflect.Value{m.newRequest()}
	if none := reflect.Zero(m.call.Type().In(1)); isRefused(t, m, w, none) {
		if requiresNothing(all) {
			t.Errorf("%s refuses to send no request", m.name)
		}
	} else {
		requests = append(requests, none)
	}
	for _, request := range requests {
		sent, isObject := w.sentBy(t, m, request).(map[string]any)
		if !isObject {
			t.Errorf("%s sent %s", m.name, w.sent)
		}
		for name := range sent {
			if !requiredByAll(all, name) {
				t.Errorf("%s sends %s although it is not set", m.name, name)
			}
		}
		if requiresNothing(all) {
			if err := validate(op.request, sent); err != nil {
				t.Errorf("%s sends %s, and that is not valid: %v", m.name, w.sent, err)
			}
		}
	}
}

// isRefused reports whether the client rejects a request without sending it.
func isRefused(t *testing.T, m method, w *wire, request reflect.Value) bool {
	t.Helper()
	w.reset([]byte(`{"ok":true}`), nil)
	got := m.invoke(t.Context(), request)
	_, refused := errors.AsType[*seam.ParamsError](got.err)
	if refused != (w.path == "") {
		t.Errorf("%s sent to %q with %v", m.name, w.path, got.err)
	}
	return refused
}

// testNoRequest tests a method without a request: the document must allow an empty one.
func testNoRequest(t *testing.T, op *operation, m method, w *wire) {
	t.Helper()
	sent := w.sentBy(t, m, reflect.Value{})
	if !sameJSON(sent, map[string]any{}) {
		t.Errorf("%s sent %s", m.name, w.sent)
	}
	if op.request == nil {
		return
	}
	if err := validate(op.request, sent); err != nil {
		t.Errorf("%s sends nothing, and that is not valid: %v", m.name, err)
	}
	for _, choice := range choices(op.request) {
		for _, name := range names(choice) {
			departures.add("request " + op.path + "." + name + ": no request")
		}
	}
}

// sentBy calls a method and returns the body that it sent.
func (w *wire) sentBy(t *testing.T, m method, request reflect.Value) any {
	t.Helper()
	w.reset([]byte(`{"ok":true}`), nil)
	// The response lacks the result, if there is one; by then the request was sent.
	_ = m.invoke(t.Context(), request)
	counted.requests.Add(1)
	var sent any
	if err := json.Unmarshal(w.sent, &sent); err != nil {
		t.Fatalf("%s sent %q: %v", m.name, w.sent, err)
	}
	return sent
}

// fieldsBelow returns the fields of a request type and of the types in it, as Type.key.
func fieldsBelow(t reflect.Type, seen map[reflect.Type]bool) []string {
	t = innermost(t)
	if t.Kind() != reflect.Struct || t == timeType || seen[t] {
		return nil
	}
	seen[t] = true
	var out []string
	for key, field := range fieldsOf(t) {
		out = append(out, t.Name()+"."+key)
		out = append(out, fieldsBelow(field.Type, seen)...)
	}
	return out
}
