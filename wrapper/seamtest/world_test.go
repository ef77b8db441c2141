package seamtest_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
	"github.com/seam-go/seam/wrapper/seamtest/internal/published"
)

// unknownID is a well-formed ID that no object has.
const unknownID = "00000000-0000-0000-0000-000000000000"

// world is a server with some hardware, and a clock that only the test moves.
type world struct {
	t      *testing.T
	srv    *seamtest.Server
	client *http.Client
	now    time.Time

	hotel, manager, door, pool string // a Visionline system, its credential manager, two entrances
	office, lobby              string // another system with an entrance
}

func newWorld(t *testing.T, opts ...seamtest.Option) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2024, 2, 1, 10, 0, 0, 123_456_789, time.UTC)}
	w.srv = seamtest.NewServer(append(opts, seamtest.WithClock(func() time.Time { return w.now }))...)
	w.client = &http.Client{Transport: w.srv}
	w.manager = w.srv.AddSystem(seamtest.System{Name: "Phones", ExternalType: "assa_abloy_credential_service", IsCredentialManager: true})
	w.hotel = w.srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system", TimeZone: "Europe/Oslo", CredentialManagerID: w.manager})
	w.door = w.srv.AddEntrance(w.hotel, "Front Door")
	w.pool = w.srv.AddEntrance(w.hotel, "Pool")
	w.office = w.srv.AddSystem(seamtest.System{})
	w.lobby = w.srv.AddEntrance(w.office, "")
	return w
}

// post sends one call and returns the status and the body. It replaces single quotes in the request by
// double quotes.
func (w *world) post(path, body string) (int, string) {
	w.t.Helper()
	return post(w.t, w.client, "https://connect.getseam.com"+path, w.srv.APIKey(), body)
}

func post(t *testing.T, client *http.Client, url, key, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(strings.ReplaceAll(body, "'", `"`)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+key)
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got := resp.Header.Get("Content-Type"); got != "application/json; charset=utf-8" {
		t.Errorf("%s: Content-Type %q", url, got)
	}
	if id := resp.Header.Get("seam-request-id"); !isUUID(id) {
		t.Errorf("%s: seam-request-id %q is no UUID", url, id)
	}
	if resp.StatusCode == http.StatusOK {
		checkResponse(t, req.URL.Path, text)
	}
	if filled := resp.Header.Values(seamtest.FilledHeader); len(filled) > 0 {
		text = withoutFields(t, text, filled)
	}
	return resp.StatusCode, string(text)
}

// withoutFields removes the fields of a newer document, which the expected responses do not have.
func withoutFields(t *testing.T, text []byte, names []string) []byte {
	t.Helper()
	response := decode(t, string(text))
	var leave func(value any)
	leave = func(value any) {
		switch value := value.(type) {
		case []any:
			for _, element := range value {
				leave(element)
			}
		case map[string]any:
			for _, name := range names {
				delete(value, name)
			}
			for _, inside := range value {
				leave(inside)
			}
		}
	}
	leave(response)
	return []byte(toJSON(t, response))
}

// checkedOperations is the set of operations with at least one response that conforms to Seam's document.
var checkedOperations sync.Map

// checkResponse checks a response against Seam's document, and for two fields that clients require in
// addition: ok, and in a page the flag and the cursor for the next page.
func checkResponse(t *testing.T, path string, response []byte) {
	t.Helper()
	envelope := decode(t, string(response))
	if envelope["ok"] != true {
		t.Errorf("%s: ok is %v", path, envelope["ok"])
	}
	if gen.LookupOperation(path).Kind == gen.Paged {
		pages, _ := envelope["pagination"].(map[string]any)
		more, isFlag := pages["has_next_page"].(bool)
		if cursor, _ := pages["next_page_cursor"].(string); !isFlag || more != (cursor != "") {
			t.Errorf("%s: pagination %v", path, envelope["pagination"])
		}
	}
	if err := published.Check(path, response); err != nil {
		t.Errorf("the response of %s differs from Seam's document: %.2000v\n%s", path, err, response)
	}
	checkedOperations.Store(path, true)
}

// TestMain runs all tests. If they pass, it checks that checkResponse has seen a response of every operation.
func TestMain(m *testing.M) {
	code := m.Run()
	if some := flag.Lookup("test.run").Value.String() + flag.Lookup("test.skip").Value.String() + flag.Lookup("test.list").Value.String(); code != 0 || some != "" {
		os.Exit(code)
	}
	called := 0
	for _, op := range gen.Operations() {
		if _, ok := checkedOperations.Load(op.Path); !ok {
			fmt.Printf("FAIL: no test got a response of %s\n", op.Path)
			code = 1
			continue
		}
		called++
	}
	fmt.Printf("tally operations on seamtest %d\n", called) // a row of the table that make test prints
	os.Exit(code)
}

var uuidForm = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

func isUUID(text string) bool { return uuidForm.MatchString(text) }

// ok sends a call that must succeed and returns the whole body.
func (w *world) ok(path, body string) string {
	w.t.Helper()
	status, text := w.post(path, body)
	if status != http.StatusOK {
		w.t.Fatalf("%s %s: status %d: %s", path, body, status, text)
	}
	return text
}

// make sends a call that creates something and returns its ID; key is the name of the object, such
// as "acs_user".
func (w *world) make(path, key, body string) string {
	w.t.Helper()
	return pick(w.t, w.ok(path, body), key, key+"_id")
}

func (w *world) makeUser(body string) string {
	w.t.Helper()
	return w.make("/acs/users/create", "acs_user", body)
}

func (w *world) makeIdentity(body string) string {
	w.t.Helper()
	return w.make("/user_identities/create", "user_identity", body)
}

func (w *world) makeCredential(body string) string {
	w.t.Helper()
	return w.make("/acs/credentials/create", "acs_credential", body)
}

// guest makes an ACS user of the hotel.
func (w *world) guest() string {
	w.t.Helper()
	return w.makeUser(fmt.Sprintf(`{'acs_system_id':'%s','full_name':'Jane Doe','email_address':'jane@example.com'}`, w.hotel))
}

// refused sends a call that must fail, and compares the status and the whole body.
func (w *world) refused(path, body string, status int, want string) {
	w.t.Helper()
	got, text := w.post(path, body)
	if got != status {
		w.t.Errorf("%s %s: status %d, want %d", path, body, got, status)
	}
	sameJSON(w.t, text, want)
}

// refusedAs sends a call that must fail, and compares status and type alone.
func (w *world) refusedAs(path, body string, status int, kind string) {
	w.t.Helper()
	got, text := w.post(path, body)
	if gotKind := pick(w.t, text, "error", "type"); got != status || gotKind != kind {
		w.t.Errorf("%s %s: got %d %s, want %d %s", path, body, got, gotKind, status, kind)
	}
}

// object sends a call that returns one object, and returns the object; key is its name, as in make.
func (w *world) object(path, key, body string) map[string]any {
	w.t.Helper()
	return decode(w.t, w.ok(path, body))[key].(map[string]any)
}

// ids sends a list call and returns the IDs in it.
func (w *world) ids(path, key, id, body string) []string {
	w.t.Helper()
	return idsIn(w.t, w.ok(path, body), key, id)
}

func idsIn(t *testing.T, text, key, id string) []string {
	t.Helper()
	list, isList := decode(t, text)[key].([]any)
	if !isList {
		t.Fatalf("no list %s in %s", key, text)
	}
	ids := []string{}
	for _, object := range list {
		ids = append(ids, object.(map[string]any)[id].(string))
	}
	return ids
}

func decode(t *testing.T, text string) map[string]any {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal([]byte(text), &object); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return object
}

// pick returns the string at a place in a JSON object.
func pick(t *testing.T, text string, path ...string) string {
	t.Helper()
	var at any = decode(t, text)
	for _, name := range path {
		object, _ := at.(map[string]any)
		at = object[name]
	}
	found, ok := at.(string)
	if !ok {
		t.Fatalf("no string %v in %s", path, text)
	}
	return found
}

// sameJSON compares two JSON texts. In want, single quotes are replaced by double quotes.
func sameJSON(t *testing.T, got, want string) {
	t.Helper()
	g, w := pretty(t, got), pretty(t, strings.ReplaceAll(want, "'", `"`))
	if g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func toJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func pretty(t *testing.T, text string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fill replaces each $name in a text with its value.
func fill(text string, values map[string]string) string {
	for name, value := range values {
		text = regexp.MustCompile(regexp.QuoteMeta("$"+name)+`\b`).ReplaceAllLiteralString(text, value)
	}
	return text
}

// sawEvents compares the types of the events that a filter selects, in order.
func (w *world) sawEvents(filter string, want ...string) {
	w.t.Helper()
	got := w.ids("/events/list", "events", "event_type", `{'since':'2000-01-01T00:00:00Z',`+filter+`}`)
	if !slices.Equal(got, want) {
		w.t.Errorf("events\n%q, want\n%q", got, want)
	}
}
