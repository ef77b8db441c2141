package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// proposal is a clone in which an update was made, with an origin of its own and a gh that only
// notes what it is asked for.
type proposal struct {
	t             *testing.T
	dir, origin   string
	bin, asked    string
	reportContent string
}

func newProposal(t *testing.T) *proposal {
	t.Helper()
	p := &proposal{t: t, dir: t.TempDir(), origin: t.TempDir(), bin: t.TempDir(), reportContent: "# Report\n"}
	p.asked = filepath.Join(p.bin, "asked")
	p.write(filepath.Join(p.bin, "gh"), `#!/bin/sh
printf '%s\n' "$*" >>"$ASKED"
case "$1 $2" in
'pr create')
	[ -z "$NO_PULL_REQUESTS" ] || exit 1
	while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cp "$2" "$ASKED.body"; shift; done
	echo https://example.com/pull/2 ;;
'pr list') echo 1 ;;
esac
`, 0o755)
	p.git("init", "--quiet", "--bare", "--initial-branch=main", p.origin)
	p.git("clone", "--quiet", p.origin, ".")
	p.write(filepath.Join(p.dir, ".github", "propose"), read(p.t, "../.github/propose"), 0o755)
	p.write(filepath.Join(p.dir, "openapi", "openapi.json"), "{}\n", 0o600)
	p.git("add", ".")
	p.git("commit", "--quiet", "--message=begin")
	p.git("push", "--quiet", "origin", "HEAD:main")
	return p
}

func (p *proposal) write(path, text string, mode os.FileMode) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		p.t.Fatal(err)
	}
}

// update is what make update would leave behind.
func (p *proposal) update(document string) {
	p.t.Helper()
	p.write(filepath.Join(p.dir, "openapi", "openapi.json"), document, 0o600)
	p.write(filepath.Join(p.dir, "gen", "new.gen.go"), "package gen\n", 0o600)
}

func (p *proposal) env(more ...string) []string {
	return append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") }), append(more,
		"PATH="+p.bin+string(os.PathListSeparator)+os.Getenv("PATH"), "ASKED="+p.asked,
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GITHUB_SERVER_URL=https://example.com", "GITHUB_REPOSITORY=o/r", "GITHUB_RUN_ID=7")...)
}

func (p *proposal) git(args ...string) string {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), "git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
	cmd.Dir, cmd.Env = p.dir, p.env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.t.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// propose runs the script, and gives what it printed and what it asked gh for.
func (p *proposal) propose(outcome string, env ...string) (printed string, asked []string, err error) {
	p.t.Helper()
	report := filepath.Join(p.bin, "report.md")
	p.write(report, p.reportContent, 0o600)
	p.write(p.asked, "", 0o600)
	cmd := exec.CommandContext(p.t.Context(), filepath.Join(p.dir, ".github", "propose"))
	cmd.Dir, cmd.Env = p.bin, p.env(append(env, "OUTCOME="+outcome, "REPORT="+report)...)
	out, err := cmd.CombinedOutput()
	return string(out), strings.Split(strings.TrimSpace(read(p.t, p.asked)), "\n"), err
}

func (p *proposal) body() string { return read(p.t, p.asked+".body") }

func TestProposeOpensAPullRequest(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.update(`{"new":1}`)
	printed, asked, err := p.propose("success")
	if err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	branch := p.git("branch", "--show-current")
	if !strings.HasPrefix(branch, "drift/") || p.git("ls-remote", "--heads", "origin", branch) == "" {
		t.Errorf("on branch %s, origin has %s", branch, p.git("ls-remote", "origin"))
	}
	if got, want := p.git("show", "--format=%an", "--name-only", "origin/"+branch), "github-actions[bot]\n\ngen/new.gen.go\nopenapi/openapi.json"; got != want {
		t.Errorf("proposed %q", got)
	}
	wants := []string{"auth setup-git", "pr create --base main --head " + branch, "workflow run check.yml --ref " + branch, "pr list", "pr close 1 --comment Superseded by https://example.com/pull/2"}
	for i, want := range wants {
		if i >= len(asked) || !strings.HasPrefix(asked[i], want) {
			t.Fatalf("asked for %q, want %q", asked, wants)
		}
	}
	if strings.Contains(asked[1], "--draft") || p.body() != "# Report\n" {
		t.Errorf("asked for %s with the body %q", asked[1], p.body())
	}
}

func TestProposeShowsThatTheUpdateFailed(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.update(`{"new":1}`)
	p.reportContent = strings.Repeat(strings.Repeat("x", 99)+"\n", 1000)
	printed, asked, err := p.propose("failure")
	if err != nil || !strings.Contains(strings.Join(asked, "\n"), "--draft") {
		t.Errorf("%v: %s\nasked for %q", err, printed, asked)
	}
	body := p.body()
	if !strings.HasPrefix(body, "**make update failed.**") || !strings.Contains(body, "https://example.com/o/r/actions/runs/7") {
		t.Errorf("the body begins %.200q", body)
	}
	if len(body) > 65536 || !strings.HasSuffix(body, "(The report goes on: run `make drift`.)\n") {
		t.Errorf("the body has %d bytes and ends %q", len(body), body[len(body)-100:])
	}
}

func TestProposeWithoutAChange(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	if printed, asked, err := p.propose("success"); err != nil || asked[0] != "" {
		t.Errorf("%v: %s\nasked for %q", err, printed, asked)
	}
	// It failed and changed nothing, as when Seam is out of reach: somebody has to see it.
	if printed, asked, err := p.propose("failure"); err == nil || asked[0] != "" {
		t.Errorf("it passed: %s\nasked for %q", printed, asked)
	}
}

// What somebody committed to the proposal stays.
func TestProposeSameDocumentOnce(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.update(`{"new":1}`)
	if printed, _, err := p.propose("success"); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	before := p.git("ls-remote", "origin")
	p.git("switch", "--quiet", "main")
	p.update(`{"new":1}`)
	printed, asked, err := p.propose("success")
	if err != nil || len(asked) != 1 || !strings.Contains(printed, "proposed already") {
		t.Errorf("%v: %s\nasked for %q", err, printed, asked)
	}
	if after := p.git("ls-remote", "origin"); after != before {
		t.Errorf("origin had\n%s\nand has\n%s", before, after)
	}
}

// A proposal that could not be opened is tried again, and not taken for one that is there.
func TestProposeAgainAfterItFailed(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.update(`{"new":1}`)
	if printed, _, err := p.propose("success", "NO_PULL_REQUESTS=1"); err == nil {
		t.Fatalf("it passed: %s", printed)
	}
	if left := p.git("ls-remote", "--heads", "origin", "drift/*"); left != "" {
		t.Errorf("origin has %s", left)
	}
	p.git("switch", "--quiet", "main")
	p.git("branch", "--quiet", "--delete", "--force", p.git("branch", "--list", "--format=%(refname:short)", "drift/*"))
	p.update(`{"new":1}`)
	if printed, asked, err := p.propose("success"); err != nil || !slices.ContainsFunc(asked, func(a string) bool { return strings.HasPrefix(a, "pr create ") }) {
		t.Errorf("%v: %s\nasked for %q", err, printed, asked)
	}
}
