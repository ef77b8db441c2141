package seamtest_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
	"github.com/seam-go/seam/wrapper/seamtest/internal/published"
)

// TestEveryOperation calls each documented operation with an empty request, with the smallest valid
// request, and with the smallest valid request for existing objects. Each call succeeds with the documented
// response, or fails in Seam's form. An operation that returns an example succeeds for existing objects.
func TestEveryOperation(t *testing.T) {
	t.Parallel()
	doc, err := published.Document()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range published.Documented(doc) {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			if n := seamtest.Handlers(path); n > 1 {
				t.Errorf("%d areas handle the operation", n)
			}
			w := newWorld(t)
			request := published.Request(doc, path)
			smallest := toJSON(t, request)
			w.nameOwn(path, request)
			own := toJSON(t, request)
			for _, body := range []string{`{}`, smallest, own} {
				status, text := w.post(path, body)
				if status != http.StatusOK {
					inSeamsForm(t, status, text)
				}
				if status != http.StatusOK && body == own && !seamtest.Played(path) {
					t.Errorf("%s: %d %s", body, status, text)
				}
			}
		})
	}
}

// nameOwn puts IDs of existing objects into the request of an operation that returns an example.
func (w *world) nameOwn(path string, request map[string]any) {
	w.t.Helper()
	for field := range request {
		if id := w.own(path, field); id != "" {
			request[field] = id
		}
	}
}

// own returns the ID of an existing object for a field. It returns "" for a field that is not an ID, and for
// an operation with state.
func (w *world) own(path, field string) string {
	w.t.Helper()
	if seamtest.Played(path) {
		return ""
	}
	switch field {
	case "device_id":
		return w.srv.AddDevice(seamtest.Device{})
	case "access_grant_id":
		return w.ids("/access_grants/unmanaged/list", "access_grants", field, `{}`)[0]
	case "access_method_id":
		grant := w.own(path, "access_grant_id")
		return w.ids("/access_methods/unmanaged/list", "access_methods", field, `{'access_grant_id':'`+grant+`'}`)[0]
	case "user_identity_id":
		return w.ids("/user_identities/unmanaged/list", "user_identities", field, `{}`)[0]
	case "thermostat_daily_program_id", "monday_program_id":
		made := w.ok("/thermostats/daily_programs/create", `{'device_id':'`+w.own(path, "device_id")+`','name':'Day','periods':[]}`)
		return pick(w.t, made, "thermostat_daily_program", "thermostat_daily_program_id")
	default:
		return ""
	}
}

// An ID in an example response is valid for its kind of object only.
func TestIDsOfExamples(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	grant := w.own("/access_grants/unmanaged/get", "access_grant_id")
	w.ok("/access_grants/unmanaged/get", `{'access_grant_id':'`+strings.ToUpper(grant)+`'}`)
	w.refusedAs("/user_identities/unmanaged/get", `{'user_identity_id':'`+grant+`'}`, 404, "user_identity_not_found")
	w.refusedAs("/access_grants/get", `{'access_grant_id':'`+grant+`'}`, 404, "access_grant_not_found")
}

// inSeamsForm checks that an error response has Seam's form.
func inSeamsForm(t *testing.T, status int, text string) {
	t.Helper()
	if status < 400 || status > 499 {
		t.Errorf("status %d", status)
	}
	if kind, message := pick(t, text, "error", "type"), pick(t, text, "error", "message"); kind == "" || message == "" {
		t.Errorf("refused without a reason: %s", text)
	}
	if decode(t, text)["ok"] != false {
		t.Errorf("refused and ok: %s", text)
	}
	if status == http.StatusBadRequest {
		tree, _ := decode(t, text)["error"].(map[string]any)["validation_errors"].(map[string]any)
		if tree["_errors"] == nil {
			t.Errorf("no validation_errors in %s", text)
		}
	}
}
