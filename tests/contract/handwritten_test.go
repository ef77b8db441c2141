package contract

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	seam "github.com/seam-go/seam/wrapper"
)

// handwritten is a method that package seam has instead of a generated one, or in addition to it.
type handwritten struct {
	name, path string
	// calls are functions that call the method with different arguments.
	calls []any
	// part is the part of the method; see [method].
	part string
}

// notCalled lists the methods that send no operation.
var notCalled = map[string]string{
	"Client.Call":                    "sends whatever path it is given",
	"Client.Wake":                    "sends nothing",
	"AccessGrants.WaitIssued":        "sends what AccessGrants.Get and AccessGrants.Methods do",
	"AccessGrants.WaitDeleted":       "sends what AccessGrants.Get does",
	"AccessMethods.WaitDeleted":      "sends what AccessMethods.Get does",
	"AccessCodes.CheckPIN":           "hands the ID of the device to three generated methods",
	"AccessCodes.WaitSet":            "sends what the generated Get does",
	"AccessCodes.WaitDeleted":        "sends what the generated Get does",
	"ConnectWebviews.WaitAuthorized": "sends what the generated Get does",
	"Credentials.WaitIssued":         "sends what Credentials.Get does",
	"Credentials.WaitDeleted":        "sends what Credentials.Get does",
	"Spaces.Create":                  "hands its request to the generated method",
	"UserIdentities.Create":          "hands its request to the generated method",
	"Credentials.Matching":           "sends what Credentials.List does",
	"Client.WaitFor":                 "asks for action attempts: see waiting_test.go",
	"Client.ResumeAttempt":           "asks for action attempts: see waiting_test.go",
	"Encoders.ResumeEncode":          "asks for action attempts: see waiting_test.go",
	"Encoders.ResumeScan":            "asks for action attempts: see waiting_test.go",
	"Encoders.ResumeScanToAssign":    "asks for action attempts: see waiting_test.go",
	"Encoders.Get":                   "hands its request to the generated method",
	"Encoders.List":                  "hands its request to the generated method",
	"Encoders.ListPage":              "hands its request to the generated method",
	"Encoders.ListPages":             "hands its request to the generated method",
	"AccessMethods.ResumeEncode":     "asks for action attempts: see waiting_test.go",
	"AccessMethods.ResumeAssignCard": "asks for action attempts: see waiting_test.go",
}

// testHandwritten sends and decodes with the hand-written methods. They may send less than the
// document allows; exceptions list where.
func testHandwritten(t *testing.T) {
	client, w := newClient(t)
	workspaces, err := seam.NewWorkspacesClient(
		seam.PersonalAccessTokenWithoutWorkspace("seam_at1_contract0123456789"), seam.WithTransport(w))
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Concat(
		credentialCalls(client.ACS.Credentials), encoderCalls(client), grantCalls(client.AccessGrants),
		accessCodeCalls(client.AccessCodes), workspaceCalls(workspaces))
	called := map[string]bool{}
	for _, h := range all {
		called[h.name] = true
		t.Run(h.name, func(t *testing.T) { testCalls(t, h, w) })
	}
	for name, service := range map[string]any{
		"Client": client, "Credentials": client.ACS.Credentials, "Encoders": client.ACS.Encoders,
		"AccessMethods": client.AccessMethods, "WorkspacesClient": workspaces, "AccessGrants": client.AccessGrants,
		"AccessCodes": client.AccessCodes, "ConnectWebviews": client.ConnectWebviews, "Spaces": client.Spaces, "UserIdentities": client.UserIdentities,
	} {
		for _, method := range ownMethods(reflect.TypeOf(service)) {
			if _, excused := notCalled[name+"."+method]; !excused && !called[name+"."+method] {
				t.Errorf("no test calls %s.%s", name, method)
			}
		}
	}
}

// ownMethods returns the methods of a service, without those of an embedded generated service.
func ownMethods(t reflect.Type) []string {
	var out []string
	for m := range t.Methods() {
		if embedded := t.Elem().Field(0); embedded.Anonymous {
			promoted, found := embedded.Type.MethodByName(m.Name)
			if found && promoted.Type.NumOut() == m.Type.NumOut() && promoted.Type.Out(0) == m.Type.Out(0) {
				continue
			}
		}
		out = append(out, m.Name)
	}
	return out
}

func testCalls(t *testing.T, h handwritten, w *wire) {
	op := operationOf(t, h.path)
	if m := (method{h.name, reflect.ValueOf(h.calls[0]), h.part}); m.newRequest().IsValid() {
		testRequests(t, op, m, w)
		testResponses(t, op, m, w)
		return
	}
	sent := map[string]bool{}
	for i, call := range h.calls {
		m := method{fmt.Sprintf("%s (%d)", h.name, i), reflect.ValueOf(call), h.part}
		body := w.sentBy(t, m, reflect.Value{})
		if w.path != op.path {
			t.Errorf("%s was sent to %s, not %s", m.name, w.path, op.path)
			continue
		}
		if op.request == nil {
			continue
		}
		if err := validate(op.request, body); err != nil {
			t.Errorf("%s: sent %s, which is not valid: %v", m.name, encode(body), err)
		}
		keysOf(body, "", sent)
	}
	if op.request != nil {
		compareKeys(h, documentedKeys(choices(op.request), "", map[string]bool{}), sent)
	}
	testResponses(t, op, method{h.name, reflect.ValueOf(h.calls[0]), h.part}, w)
}

// compareKeys records the keys that a method sends although they are not documented, and those that
// it never sends.
func compareKeys(h handwritten, documented, sent map[string]bool) {
	for key := range sent {
		if !documented[key] {
			departures.add("request " + h.name + ": " + key + " is not documented")
		}
	}
	for key := range documented {
		if !sent[key] {
			departures.add("request " + h.name + ": " + key + " is never sent")
		}
	}
}

// keysOf collects the keys in a body with their places.
func keysOf(body any, place string, into map[string]bool) {
	switch body := body.(type) {
	case map[string]any:
		for key, value := range body {
			into[place+key] = true
			keysOf(value, place+key+".", into)
		}
	case []any:
		for _, item := range body {
			keysOf(item, place, into)
		}
	}
}

// documentedKeys returns the keys that keysOf may find.
func documentedKeys(all []*openapi3.Schema, place string, into map[string]bool) map[string]bool {
	for _, choice := range all {
		for name, p := range choice.Properties {
			into[place+name] = true
			documentedKeys(itemChoices(p.Value), place+name+".", into)
		}
	}
	return into
}

func operationOf(t *testing.T, path string) *operation {
	t.Helper()
	doc, err := loadDocument()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(doc.operations, func(op *operation) bool { return op.path == path })
	if i < 0 {
		t.Fatalf("%s is not documented", path)
	}
	return doc.operations[i]
}

func workspaceCalls(c *seam.WorkspacesClient) []handwritten {
	return []handwritten{
		{name: "WorkspacesClient.List", path: "/workspaces/list", calls: []any{c.List}},
		{name: "WorkspacesClient.Create", path: "/workspaces/create", calls: []any{c.Create}},
	}
}
