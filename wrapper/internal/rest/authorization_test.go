package rest

import (
	"net/http"
	"testing"
)

// Every value in a header of the user's own auth is a secret, except for the ID of the workspace.
func TestScrubberKnowsTheHeaders(t *testing.T) {
	const workspace = "11111111-1111-1111-1111-111111111111"
	scrub := newScrubber(http.Header{
		"Cookie": {"sid=first-secret; theme=second-secret"}, "X-Key": {"third secret"}, "X-Tenant": {"a"}, WorkspaceHeader: {workspace},
	}, nil)
	got := scrub.Text("first-secret, second-secret, third secret and sid=first-secret; theme=second-secret")
	if want := "[redacted], [redacted], [redacted] and [redacted]"; got != want {
		t.Errorf("got %q", got)
	}
	if got := scrub.Text("a banana in " + workspace); got != "a banana in "+workspace {
		t.Errorf("became %s", got)
	}
}
