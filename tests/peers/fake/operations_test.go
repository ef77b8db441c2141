package fake

import (
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/tests/internal/tally"
	seam "github.com/seam-go/seam/wrapper"
)

// resources are the calls of every documented operation that the fake serves. They share one fake,
// so the order matters: objects are created before they are used, and deleted last.
var resources = []struct {
	name string
	call func(*testing.T, *seam.Client)
}{
	{"workspaces", callWorkspaces},
	{"client sessions", callClientSessions},
	{"connect webviews", callConnectWebviews},
	{"connected accounts", callConnectedAccounts},
	{"devices", callDevices},
	{"locks", callLocks},
	{"access codes", callAccessCodes},
	{"unmanaged access codes", callUnmanagedAccessCodes},
	{"thermostats", callThermostats},
	{"noise thresholds", callNoiseThresholds},
	{"action attempts", callActionAttempts},
	{"events", callEvents},
	{"webhooks", callWebhooks},
	{"access systems", callAccessSystems},
	{"access system users", callAccessSystemUsers},
	{"user identities", callUserIdentities},
	{"deleting an account", callConnectedAccountsDelete},
	{"resetting a workspace", callWorkspacesReset},
}

func TestEveryOperationOfTheFake(t *testing.T) {
	client := clientFor(t, seam.APIKey(apiKey))
	for _, r := range resources {
		if !t.Run(r.name, func(t *testing.T) { r.call(t, client) }) {
			t.Fatal("what follows needs the world that this should have left")
		}
	}
	t.Run("nothing is left out", func(t *testing.T) {
		called := 0
		for _, op := range servedOperations(t) {
			if answers := recorder.to(op.Path); slices.ContainsFunc(answers, answer.isFinal) {
				called++
			} else {
				t.Errorf("the fake serves %s; here it answered %d times, and never well", op.Path, len(answers))
			}
		}
		tally.Print("operations on Seam's fake", called)
	})
	t.Run("departures", checkDepartures)
}

// isFinal reports whether the fake processed the operation, or said that it is not implemented.
func (a answer) isFinal() bool {
	return a.status == http.StatusOK || a.status == http.StatusInternalServerError && string(a.body) == "Not implemented!"
}

// servedOperations calls every documented operation without a credential. The fake responds with 404
// to the operations that it does not serve.
func servedOperations(t *testing.T) []gen.Operation {
	t.Helper()
	var served []gen.Operation
	for _, op := range gen.Operations() {
		resp, err := http.Post(address+op.Path, "application/json", nil)
		check(t, err)
		_, err = io.Copy(io.Discard, resp.Body)
		check(t, err)
		check(t, resp.Body.Close())
		if resp.StatusCode != http.StatusNotFound {
			served = append(served, op)
		}
	}
	if len(served) == 0 {
		t.Fatal("the fake serves nothing")
	}
	return served
}
