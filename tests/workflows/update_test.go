package workflows

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
)

// The steps of the scheduled workflow run in a clone of this working tree, with a document that has
// a new field in a request and lacks an operation. A script in place of gh records its arguments.
func TestScheduledUpdate(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIP: -short does not generate")
	}
	t.Parallel()
	p := newProposal(t)
	p.copyModule("../..")
	p.git("add", ".")
	p.git("commit", "--quiet", "--message=module")
	p.git("commit", "--quiet", "--allow-empty", "--message=after it")
	p.git("push", "--quiet", "origin", "HEAD:main")

	steps := runSteps(workflows(t)["drift.yml"])
	if len(steps) != 3 {
		t.Fatalf("drift.yml has the steps %q; this test knows three", steps)
	}
	from := filepath.Join(p.bin, "new.json")
	p.write(from, string(newerDocument(t)), 0o600)

	printed := p.step(steps[0], "FROM="+from)
	for _, want := range []string{"/locks/simulate/keypad_code_entry removed", "package seam compiles with the new package gen", "the openapi folder agrees with its stamp"} {
		if !strings.Contains(printed, want) {
			t.Errorf("make update does not say %q:\n%s", want, printed)
		}
	}
	if head := p.git("log", "-1", "--format=%s"); head != "after it" {
		t.Errorf("make update committed: %s", head)
	}
	wantChanged := " M CHANGELOG.md\n M gen/acs_encoders.gen.go\n M gen/locks.gen.go\n M gen/operations.gen.go\n M llms.txt\n M openapi/normalized.json\n M openapi/openapi.json\n M openapi/openapi.lock.json\n M wrapper/llms-methods.txt"
	if changed := " " + p.git("status", "--porcelain"); changed != wantChanged {
		t.Errorf("changed are\n%s", changed)
	}
	log := file.Read(t, filepath.Join(p.dir, "CHANGELOG.md"))
	for _, want := range []string{"`gen.LocksSimulateService.KeypadCodeEntry`", "Operations removed: `/locks/simulate/keypad_code_entry`"} {
		if !strings.Contains(strings.Join(strings.Fields(log), " "), want) {
			t.Errorf("CHANGELOG.md lacks %q:\n%s", want, log)
		}
	}

	p.step(steps[1])
	p.git("reset", "--hard", "--quiet") // The job that proposes starts from main.
	p.step(steps[2])
	for _, want := range []string{"/locks/simulate/keypad_code_entry", "seam.EncodersService.Scan"} {
		if !strings.Contains(p.body(), want) {
			t.Errorf("the pull request does not say %q:\n%s", want, p.body())
		}
	}
	p.git("reset", "--hard", "--quiet") // It commits what is in the index, and leaves the tree alone.
	if p.git("status", "--porcelain") != "" || p.show(p.branch(), "openapi/openapi.json") == "" {
		t.Errorf("not all is on origin:\n%s", p.git("status"))
	}

	// A second run has nothing to do.
	if printed := p.step(steps[0], "FROM="+from, "SKIP_PROPOSED=1"); !strings.HasPrefix(printed, "this document is proposed already: ") || p.git("status", "--porcelain") != "" {
		t.Errorf("the second time it says %s\nand leaves %s", printed, p.git("status", "--porcelain"))
	}
}

// copyModule copies the working tree: every file that git tracks or would add.
func (p *proposal) copyModule(root string) {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	names, err := cmd.Output()
	if err != nil {
		p.t.Fatalf("git ls-files: %v", err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		info, err := os.Stat(filepath.Join(root, name))
		if os.IsNotExist(err) { // deleted, and not committed yet
			continue
		}
		if err != nil {
			p.t.Fatal(err)
		}
		p.write(filepath.Join(p.dir, name), file.Read(p.t, filepath.Join(root, name)), info.Mode())
	}
}

// step runs a step of the workflow, with few checks at its end.
func (p *proposal) step(run string, env ...string) (printed string) {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), "bash", "-c", run)
	cmd.Dir = p.dir
	// With -trimpath, the copy uses the build cache of this module.
	cmd.Env = p.env(append(env, "REPORT="+filepath.Join(p.bin, "drift.md"), "OUT="+p.packed, "PACKED="+p.packed, "OUTCOME=success",
		"UPDATE_CHECKS=spec-check", "GOFLAGS=-trimpath", "MAKEFLAGS=--no-print-directory", "CI=")...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.t.Fatalf("%s: %v\n%s", run, err, out)
	}
	return string(out)
}

// newerDocument returns the vendored document with one change of each kind that the steps must show.
func newerDocument(t *testing.T) []byte {
	t.Helper()
	var document map[string]any
	if err := json.Unmarshal([]byte(file.Read(t, "../../openapi/openapi.json")), &document); err != nil {
		t.Fatal(err)
	}
	paths := document["paths"].(map[string]any)
	const gone = "/locks/simulate/keypad_code_entry"
	if paths[gone] == nil {
		t.Fatalf("the document has no %s: take another operation that package seam does not name", gone)
	}
	delete(paths, gone)
	request := paths["/acs/encoders/scan_credential"].(map[string]any)["post"].(map[string]any)["requestBody"]
	schema := request.(map[string]any)["content"].(map[string]any)["application/json"].(map[string]any)["schema"]
	schema.(map[string]any)["properties"].(map[string]any)["colour"] = map[string]any{"type": "string"}
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
