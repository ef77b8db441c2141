package source

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"
)

// realNode finds node, which CI has to have.
func realNode(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("CI needs node: %v", err)
		}
		t.Skipf("SKIP: node is not installed: %v", err)
	}
	return node
}

func TestEvaluate(t *testing.T) {
	t.Setenv("SEAM_API_KEY", "secret")
	const module = `const key = process.env.SEAM_API_KEY
const openapi = { b: 'it\'s', 'a-b': [1, , 0x10], key }
export default openapi
//# sourceMappingURL=openapi.js.map`
	data, err := evaluate(t.Context(), realNode(t), t.TempDir(), []byte(module))
	if err != nil {
		t.Fatal(err)
	}
	// No key: the module must not see the environment.
	if got, want := string(data), `{"b":"it's","a-b":[1,null,16]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEvaluateRefuses(t *testing.T) {
	node := realNode(t)
	tests := map[string]struct{ module, want string }{
		"syntax":     {"export default {", "SyntaxError: Unexpected end of input"},
		"no default": {"export const a = 1", "SyntaxError: The requested module"},
		"throws":     {"export default 1; throw new TypeError('no')", "TypeError: no"},
		"silent":     {"export default 1; process.exit(4)", "exit status 4"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := evaluate(t.Context(), node, t.TempDir(), []byte(test.module))
			wantError(t, err, "node cannot read package/lib/seam/connect/openapi.js", test.want)
		})
	}
}

func TestEvaluateHangs(t *testing.T) {
	dir := fakeTools(t, map[string]string{"node": "exec tail -f /dev/null"})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := evaluate(ctx, dir+"/node", t.TempDir(), nil)
	wantError(t, err, "node did not finish", "take a local file")
}
