package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/openapi/lock"
	seam "github.com/seam-go/seam/wrapper"
)

// Every documented operation has a method of the client that sends it and returns its result. The
// operations come from the document, so a new one without a method fails here.
func TestEveryOperationHasAMethod(t *testing.T) {
	wire := &recorder{}
	client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(wire))
	if err != nil {
		t.Fatal(err)
	}
	callAll(t, reflect.ValueOf(client.Client))
	sent := slices.Compact(slices.Sorted(slices.Values(wire.paths)))
	var want []string
	for _, op := range gen.Operations() {
		want = append(want, op.Path)
	}
	stamp, err := lock.Read("../../openapi")
	if err != nil {
		t.Fatal(err)
	}
	if len(want) != stamp.Counts.Documented {
		t.Errorf("gen has %d operations, the document %d", len(want), stamp.Counts.Documented)
	}
	if !slices.Equal(sent, want) {
		t.Errorf("sent %d operations\n%v\nof %d\n%v", len(sent), sent, len(want), want)
	}
}

// callAll calls every method of every service below v.
func callAll(t *testing.T, v reflect.Value) {
	for i := range v.NumMethod() {
		t.Run(v.Type().Elem().Name()+"."+v.Type().Method(i).Name, func(t *testing.T) {
			call(t, v.Method(i))
		})
	}
	for i := range v.Elem().NumField() {
		if f := v.Elem().Field(i); v.Elem().Type().Field(i).IsExported() {
			callAll(t, f)
		}
	}
}

// call calls one method with an empty request and reads its result to the end.
func call(t *testing.T, method reflect.Value) {
	args := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := 1; i < method.Type().NumIn()-1; i++ {
		args = append(args, emptyRequest(method.Type().In(i).Elem()))
	}
	out := method.Call(args)
	if last := out[len(out)-1]; last.Kind() == reflect.Func {
		for item, err := range last.Seq2() {
			noError(t, err)
			if item.IsNil() {
				t.Error("yielded nil without an error")
			}
		}
		return
	}
	noError(t, out[len(out)-1])
	for _, result := range out[:len(out)-1] {
		if result.IsNil() && out[len(out)-1].IsNil() {
			t.Error("returned nil without an error")
		}
	}
}

// emptyRequest sets the lists that every request sends, because the client rejects nil ones.
func emptyRequest(t reflect.Type) reflect.Value {
	request := reflect.New(t)
	for field, v := range request.Elem().Fields() {
		if v.Kind() == reflect.Slice && !strings.Contains(field.Tag.Get("json"), ",omit") {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
	}
	return request
}

// noError allows the missing results of operations with several results, which the recorder does not
// send.
func noError(t *testing.T, err reflect.Value) {
	if err.IsNil() {
		return
	}
	missing, ok := reflect.TypeAssert[*gen.MissingResultError](err)
	if !ok || missing.Key == "" || gen.LookupOperation(missing.Operation).Kind != gen.Several {
		t.Error(err.Interface())
	}
}

// recorder responds to each operation with the smallest result of its kind.
type recorder struct{ paths []string }

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.paths = append(r.paths, req.URL.Path)
	return jsonResponse(req, smallestResponse(gen.LookupOperation(req.URL.Path))), nil
}

func smallestResponse(op *gen.Operation) string {
	switch op.Kind {
	case gen.One:
		return `{"` + op.Key + `":{},"ok":true}`
	case gen.List, gen.Paged:
		return `{"` + op.Key + `":[{}],"pagination":{"has_next_page":false,"next_page_cursor":null},"ok":true}`
	case gen.None, gen.Several:
	}
	return `{"ok":true}`
}

func jsonResponse(req *http.Request, body string) *http.Response {
	return &http.Response{
		StatusCode: http.StatusOK,
		Header:     http.Header{"Content-Type": {"application/json"}},
		Body:       io.NopCloser(strings.NewReader(body)),
		Request:    req,
	}
}

// responder is a transport that responds with the next of its bodies and records the requests.
type responder struct {
	bodies []string
	sent   []string
}

func (a *responder) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil || len(a.bodies) == 0 {
		return nil, errors.Join(err, errors.New("no answer left"))
	}
	a.sent = append(a.sent, string(body))
	next := a.bodies[0]
	a.bodies = a.bodies[1:]
	return jsonResponse(req, next), nil
}

func clientOf(t *testing.T, bodies ...string) (*seam.Client, *responder) {
	t.Helper()
	wire := &responder{bodies: bodies}
	client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(wire))
	if err != nil {
		t.Fatal(err)
	}
	return client, wire
}

// OperationOf finds the operations of a service, and neither those of its subservices nor those of
// others.
func TestOperationOf(t *testing.T) {
	t.Parallel()
	services := map[string]func(string) *gen.Operation{
		"/acs/credentials":       gen.OperationOf[*gen.ACSCredentialsService],
		"/locks":                 gen.OperationOf[*gen.LocksService],
		"/access_codes/simulate": gen.OperationOf[*gen.AccessCodesSimulateService],
	}
	for _, op := range gen.Operations() {
		for service, lookup := range services {
			want := gen.LookupOperation(op.Path)
			if path.Dir(op.Path) != service {
				want = nil
			}
			if got := lookup(op.Path); got != want {
				t.Errorf("%s of %s: got %v, want %v", op.Path, service, got, want)
			}
		}
	}
}

func TestGeneratedListPages(t *testing.T) {
	client, wire := clientOf(t,
		`{"acs_users":[{"acs_user_id":"a"},{"acs_user_id":"b"}],"pagination":{"has_next_page":true,"next_page_cursor":"two","next_page_url":"https://elsewhere.example"}}`,
		`{"acs_users":[{"acs_user_id":"c"}],"pagination":{"has_next_page":false,"next_page_cursor":null}}`)
	var ids []string
	for user, err := range client.ACS.Users.List(t.Context(), &gen.ACSUsersListRequest{Search: new("x")}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, user.ACSUserID)
	}
	if want := []string{"a", "b", "c"}; !slices.Equal(ids, want) {
		t.Errorf("got %v", ids)
	}
	want := []string{`{"search":"x"}`, `{"page_cursor":"two","search":"x"}`}
	if !slices.Equal(wire.sent, want) {
		t.Errorf("sent %v", wire.sent)
	}
}

func TestRepeatedCursorIsAnError(t *testing.T) {
	page := `{"acs_users":[{"acs_user_id":"a"}],"pagination":{"has_next_page":true,"next_page_cursor":"one"}}`
	client, _ := clientOf(t, page, page, page)
	items, last := drain(client.ACS.Users.List(t.Context(), nil))
	if _, ok := errors.AsType[*gen.RepeatedCursorError](last); !ok || items != 2 {
		t.Errorf("got %d items, then %v", items, last)
	}
	client, _ = clientOf(t, `{"acs_users":[],"pagination":{"has_next_page":true,"next_page_cursor":null}}`)
	if _, last = drain(client.ACS.Users.List(t.Context(), nil)); last == nil {
		t.Error("a promised page without a cursor was dropped in silence")
	}
}

// drain counts the items of a list and returns the last error.
func drain[T any](list func(func(T, error) bool)) (items int, last error) {
	for _, err := range list {
		if err != nil {
			return items, err
		}
		items++
	}
	return items, nil
}

func TestMissingResultIsAnError(t *testing.T) {
	for _, body := range []string{`{"ok":true}`, `{"device":null,"ok":true}`} {
		client, _ := clientOf(t, body)
		device, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{})
		missing, ok := errors.AsType[*gen.MissingResultError](err)
		if !ok || device != nil || missing.Key != "device" {
			t.Errorf("%s: got %v, %v", body, device, err)
		}
	}
}

// Seam sends some results under two names; its own fake sends only the second.
func TestResultAlias(t *testing.T) {
	client, _ := clientOf(t, `{"thermostats":[{"device_id":"t"}],"ok":true}`)
	devices, err := client.Thermostats.List(t.Context(), nil)
	if err != nil || len(devices) != 1 || devices[0].DeviceID != "t" {
		t.Errorf("got %v, %v", devices, err)
	}
}

func TestUnknownVariants(t *testing.T) {
	client, _ := clientOf(t,
		`{"action_attempt":{"action_attempt_id":"a","action_type":"OPEN_SESAME","status":"pondering","result":{"x":1}},"ok":true}`,
		`{"action_attempt":{"action_attempt_id":"b","action_type":"UNLOCK_DOOR","status":"pending","result":null,"error":null},"ok":true}`)
	attempt, err := client.ActionAttempts.Get(t.Context(), &gen.ActionAttemptsGetRequest{ActionAttemptID: "a"})
	if err != nil {
		t.Fatal(err)
	}
	unknown, ok := attempt.Value().(*gen.UnknownActionAttempt)
	if !ok || unknown.Type != "OPEN_SESAME" || !strings.Contains(string(unknown.Raw), `"x":1`) || attempt.Status != "pondering" {
		t.Errorf("got %+v", attempt)
	}
	attempt, err = client.Locks.UnlockDoor(context.Background(), &gen.LocksUnlockDoorRequest{DeviceID: "d"})
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := attempt.Value().(*gen.UnlockDoorActionAttempt); !ok || v.Result != nil || v.Status != gen.ActionAttemptStatusPending {
		t.Errorf("got %+v", attempt.Value())
	}
}

// Absent, null and a value are encoded differently.
func TestNullAndAbsentDiffer(t *testing.T) {
	ok := `{"ok":true}`
	client, wire := clientOf(t, ok, ok, ok, ok)
	req := &gen.DevicesUpdateRequest{DeviceID: "d"}
	for _, change := range []func(){
		func() {},
		func() { req.Name = gen.Null[string]() },
		func() { req.Name = gen.Value("Front"); req.IsManaged = new(false) },
		func() { req.CustomMetadata = gen.CustomMetadata{} },
	} {
		change()
		if err := client.Devices.Update(t.Context(), req); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		`{"device_id":"d"}`,
		`{"device_id":"d","name":null}`,
		`{"device_id":"d","is_managed":false,"name":"Front"}`,
		`{"custom_metadata":{},"device_id":"d","is_managed":false,"name":"Front"}`,
	}
	if !slices.Equal(wire.sent, want) {
		t.Errorf("sent %v", wire.sent)
	}
}
