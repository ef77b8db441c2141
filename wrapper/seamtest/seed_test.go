package seamtest_test

import (
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// names returns the keys of a server and the IDs of its objects.
func names(srv *seamtest.Server) map[string]string {
	system := srv.AddSystem(seamtest.System{})
	return map[string]string{
		"API key": srv.APIKey(), "publishable key": srv.PublishableKey(), "personal access token": srv.PersonalAccessToken(),
		"workspace": srv.WorkspaceID(), "system": system, "entrance": srv.AddEntrance(system, ""),
		"device": srv.AddDevice(seamtest.Device{}), "card": srv.AddCard(seamtest.Card{}), "encoder": srv.AddEncoder(system, ""),
	}
}

// checkDisjoint reports an error for each name that two servers have in common.
func checkDisjoint(t *testing.T, one, two map[string]string) {
	t.Helper()
	for kind, name := range one {
		if name == two[kind] {
			t.Errorf("both have the %s %s", kind, name)
		}
	}
}

func TestServersHaveNothingInCommon(t *testing.T) {
	one, two := names(seamtest.NewServer()), names(seamtest.NewServer())
	checkDisjoint(t, one, two)
	checkDisjoint(t, one, names(seamtest.NewServer(seamtest.WithSeed(""))))
	checkDisjoint(t, names(seamtest.NewServer(seamtest.WithSeed(""))), names(seamtest.NewServer(seamtest.WithSeed("a"))))
	for kind, name := range names(seamtest.NewServer(seamtest.WithSeed("a"))) {
		if again := names(seamtest.NewServer(seamtest.WithSeed("a")))[kind]; again != name {
			t.Errorf("with one seed, %s %s became %s", kind, name, again)
		}
	}
	// Tokens and IDs that calls generate differ too.
	for _, made := range []struct{ path, key, name, body string }{
		{"/client_sessions/create", "client_session", "token", `{}`},
		{"/webhooks/create", "webhook", "secret", `{'url':'https://example.com'}`},
		{"/webhooks/create", "webhook", "webhook_id", `{'url':'https://example.com'}`},
	} {
		a, b := newWorld(t), newWorld(t)
		if x, y := pick(t, a.ok(made.path, made.body), made.key, made.name), pick(t, b.ok(made.path, made.body), made.key, made.name); x == y {
			t.Errorf("both made the %s %s", made.name, x)
		}
	}
}

// The keys of one server are invalid for all others.
func TestKeysOfAnotherServer(t *testing.T) {
	here, there := newWorld(t), newWorld(t)
	session := pick(t, there.ok("/client_sessions/create", `{}`), "client_session", "token")
	const list, open = "/acs/systems/list", "/client_sessions/get_or_create"
	for name, headers := range map[string][]string{
		"API key":                 {list, "Authorization", "Bearer " + there.srv.APIKey()},
		"session":                 {list, "Client-Session-Token", session},
		"session as bearer":       {list, "Authorization", "Bearer " + session},
		"publishable key":         {open, "Seam-Publishable-Key", there.srv.PublishableKey()},
		"access token":            {list, "Authorization", "Bearer " + there.srv.PersonalAccessToken(), "Seam-Workspace", there.srv.WorkspaceID()},
		"access token, workspace": {list, "Authorization", "Bearer " + there.srv.PersonalAccessToken(), "Seam-Workspace", here.srv.WorkspaceID()},
		"workspace":               {list, "Authorization", "Bearer " + here.srv.PersonalAccessToken(), "Seam-Workspace", there.srv.WorkspaceID()},
	} {
		if status, kind := sendAs(t, here.srv, headers[0], headers[1:]...); status != http.StatusUnauthorized || kind == "" {
			t.Errorf("%s: %d %s", name, status, kind)
		}
		if status, kind := sendAs(t, there.srv, headers[0], headers[1:]...); status != http.StatusOK && !strings.Contains(name, "workspace") {
			t.Errorf("%s at home: %d %s", name, status, kind)
		}
	}
}

func TestCursorOfAnotherServer(t *testing.T) {
	here, there := newWorld(t), newWorld(t)
	for _, w := range []*world{here, there} {
		w.guest()
		w.guest()
	}
	cursor := pick(t, there.ok(userList, `{'limit':1}`), "pagination", "next_page_cursor")
	body := `{'limit':1,'page_cursor':'` + cursor + `'}`
	there.ok(userList, body)
	here.refusedAs(userList, body, 400, "mismatched_page_parameters")
}

// Servers that are created at the same time differ, inside and outside of synctest bubbles.
func TestServersMadeAtTheSameTime(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	seen := map[string]bool{}
	note := func() {
		key := seamtest.NewServer().APIKey()
		mu.Lock()
		defer mu.Unlock()
		if seen[key] {
			t.Errorf("two servers have the key %s", key)
		}
		seen[key] = true
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(note)
	}
	all.Wait()
	synctest.Test(t, func(*testing.T) { note() })
}

// keyOf creates a server in a helper function, as programs do.
func keyOf() string { return seamtest.NewServer().APIKey() }

// TestKeysFollowFromTheCaller logs a key for the next test, which runs it in processes with different tests
// before it.
func TestKeysFollowFromTheCaller(t *testing.T) { t.Log("key", keyOf()) }

// More tests, or another order of the tests, do not change the keys in a test.
func TestKeysAreTheSameInEveryRun(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("runs the test program again")
	}
	var outputs []string
	for _, args := range [][]string{
		{"-test.run=^TestKeysFollowFromTheCaller$"},
		{"-test.run=^TestKeysFollowFromTheCaller$|^TestServersHaveNothingInCommon$|^TestServersMadeAtTheSameTime$"},
	} {
		out, err := exec.CommandContext(t.Context(), os.Args[0], append(args, "-test.v")...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		outputs = append(outputs, keyLine(string(out)))
	}
	if outputs[0] == "" || outputs[0] != outputs[1] {
		t.Errorf("the key %q became %q", outputs[0], outputs[1])
	}
}

// keyLine finds the key that a run of TestKeysFollowFromTheCaller logged.
func keyLine(output string) string {
	_, after, _ := strings.Cut(output, ": key ")
	key, _, _ := strings.Cut(after, "\n")
	return key
}
