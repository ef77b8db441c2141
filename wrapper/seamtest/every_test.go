package seamtest_test

import (
	"net/http"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
	"github.com/seam-go/seam/wrapper/seamtest/internal/published"
)

// TestEveryOperation sends each documented operation an empty request and the smallest one that the
// document allows. It is answered as documented, or refused in Seam's form; what is not played is
// always answered, and says that nothing is behind it.
func TestEveryOperation(t *testing.T) {
	t.Parallel()
	doc, err := published.Document()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range published.Documented(doc) {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			srv := seamtest.NewServer()
			client := &http.Client{Transport: srv}
			smallest := toJSON(t, published.Request(doc, path))
			for _, body := range []string{`{}`, smallest} {
				status, text := post(t, client, "https://connect.getseam.com"+path, srv.APIKey(), body)
				if status != http.StatusOK {
					inSeamsForm(t, status, text)
				}
				if status != http.StatusOK && body == smallest && !seamtest.Played(path) {
					t.Errorf("%s: %d %s", body, status, text)
				}
			}
		})
	}
}

// inSeamsForm holds a refusal against the form that Seam gives them.
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
