package workflows

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/git"
)

// proposal is a repository with two clones: one for the update, and one for the pull request. A
// script in place of gh records its arguments.
type proposal struct {
	t             *testing.T
	made, dir     string
	origin        string
	bin, asked    string
	packed        string
	reportContent string
}

func newProposal(t *testing.T) *proposal {
	t.Helper()
	p := &proposal{
		t: t, made: t.TempDir(), dir: t.TempDir(), origin: t.TempDir(), bin: t.TempDir(), packed: t.TempDir(),
		reportContent: "# Report\n",
	}
	p.asked = filepath.Join(p.bin, "asked")
	p.write(filepath.Join(p.bin, "gh"), `#!/bin/sh
printf '%s\n' "$*" >>"$ASKED"
case "$1 $2" in
'pr create')
	[ -z "$NO_PULL_REQUESTS" ] || exit 1
	echo https://example.com/pull/2 ;;
'pr list') echo "$OPEN" ;;
esac
while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cp "$2" "$ASKED.body"; shift; done
`, 0o755)
	p.git("init", "--quiet", "--bare", "--initial-branch=main", p.origin)
	p.git("clone", "--quiet", p.origin, ".")
	for _, script := range []string{"pack", "propose", "publish"} {
		p.write(filepath.Join(p.dir, ".github", script), file.Read(p.t, "../../.github/"+script), 0o755)
	}
	p.write(filepath.Join(p.dir, "openapi", "openapi.json"), "{}\n", 0o600)
	p.write(filepath.Join(p.dir, "CHANGELOG.md"), "# Changelog\n", 0o600)
	p.git("add", ".")
	p.git("commit", "--quiet", "--message=begin")
	p.git("push", "--quiet", "origin", "HEAD:main")
	p.git("clone", "--quiet", p.origin, p.made)
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

// update leaves what make update would leave, and packs it.
func (p *proposal) update(document string) {
	p.t.Helper()
	p.write(filepath.Join(p.made, "openapi", "openapi.json"), document, 0o600)
	p.write(filepath.Join(p.made, "gen", "new.gen.go"), "package gen\n", 0o600)
	p.pack()
}

// pack runs .github/pack, as the job without write access does.
func (p *proposal) pack() {
	p.t.Helper()
	report := filepath.Join(p.bin, "report.md")
	p.write(report, p.reportContent, 0o600)
	cmd := exec.CommandContext(p.t.Context(), filepath.Join(p.made, ".github", "pack"))
	cmd.Dir, cmd.Env = p.bin, p.env("OUT="+p.packed, "REPORT="+report)
	if out, err := cmd.CombinedOutput(); err != nil {
		p.t.Fatalf("%v: %s", err, out)
	}
}

func (p *proposal) env(more ...string) []string {
	return append(git.Env(), append(more,
		"PATH="+p.bin+string(os.PathListSeparator)+os.Getenv("PATH"), "ASKED="+p.asked,
		"GITHUB_SERVER_URL=https://example.com", "GITHUB_REPOSITORY=o/r", "GITHUB_RUN_ID=7")...)
}

func (p *proposal) git(args ...string) string {
	p.t.Helper()
	return git.Run(p.t, p.dir, args...)
}

// propose runs .github/propose and returns its output and the calls of gh.
func (p *proposal) propose(outcome string, env ...string) (printed string, asked []string, err error) {
	p.t.Helper()
	p.write(p.asked, "", 0o600)
	cmd := exec.CommandContext(p.t.Context(), filepath.Join(p.dir, ".github", "propose"))
	cmd.Dir, cmd.Env = p.bin, p.env(append(env, "OUTCOME="+outcome, "PACKED="+p.packed)...)
	out, err := cmd.CombinedOutput()
	return string(out), strings.Split(strings.TrimSpace(file.Read(p.t, p.asked)), "\n"), err
}

func (p *proposal) body() string { return file.Read(p.t, p.asked+".body") }

// branches are the branches of proposals that origin has.
func (p *proposal) branches() []string {
	p.t.Helper()
	var names []string
	for line := range strings.Lines(p.git("ls-remote", "--heads", "origin", "drift/*")) {
		_, name, _ := strings.Cut(strings.TrimSpace(line), "refs/heads/")
		names = append(names, name)
	}
	return names
}

// branch is the only one of them.
func (p *proposal) branch() string {
	p.t.Helper()
	branches := p.branches()
	if len(branches) != 1 {
		p.t.Fatalf("origin has the branches %q", branches)
	}
	return branches[0]
}

// show is a file of a branch of origin.
func (p *proposal) show(branch, path string) string {
	p.t.Helper()
	p.git("fetch", "--quiet", "origin", branch)
	return p.git("show", "FETCH_HEAD:"+path)
}

func TestProposeOpensAPullRequest(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.update(`{"new":1}`)
	printed, asked, err := p.propose("success")
	if err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	branch := p.branch()
	p.git("fetch", "--quiet", "origin", branch)
	if got, want := p.git("show", "--format=%an", "--name-only", "FETCH_HEAD"), "github-actions[bot]\n\ngen/new.gen.go\nopenapi/openapi.json"; got != want {
		t.Errorf("proposed %q", got)
	}
	wants := []string{"auth setup-git", "pr list", "pr create --base main --head " + branch, "workflow run check.yml --ref " + branch}
	for i, want := range wants {
		if i >= len(asked) || !strings.HasPrefix(asked[i], want) {
			t.Fatalf("asked for %q, want %q", asked, wants)
		}
	}
	if strings.Contains(asked[2], "--draft") || p.body() != "# Report\n" {
		t.Errorf("asked for %s with the body %q", asked[2], p.body())
	}
}

func TestProposeShowsThatTheUpdateFailed(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.reportContent = strings.Repeat(strings.Repeat("x", 99)+"\n", 1000)
	p.update(`{"new":1}`)
	printed, asked, err := p.propose("failure")
	if err == nil || !strings.Contains(printed, "make update failed") || !strings.Contains(strings.Join(asked, "\n"), "--draft") || len(p.branches()) != 1 {
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
	p.pack()
	if printed, asked, err := p.propose("success"); err != nil || asked[0] != "" {
		t.Errorf("%v: %s\nasked for %q", err, printed, asked)
	}
	// An update that failed and changed nothing, for example without a connection to Seam, must be
	// visible.
	if printed, asked, err := p.propose("failure"); err == nil || asked[0] != "" {
		t.Errorf("it passed: %s\nasked for %q", printed, asked)
	}
}

// A second update with the same document leaves the branch, and commits of others on it, alone.
func TestProposeSameDocumentOnce(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.update(`{"new":1}`)
	if printed, _, err := p.propose("success"); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	before := p.git("ls-remote", "origin")
	p.update(`{"new":1}`)
	printed, asked, err := p.propose("success")
	if err != nil || len(asked) != 1 || !strings.Contains(printed, "proposed already") {
		t.Errorf("%v: %s\nasked for %q", err, printed, asked)
	}
	if after := p.git("ls-remote", "origin"); after != before {
		t.Errorf("origin had\n%s\nand has\n%s", before, after)
	}
}

// A newer document goes on top of the open proposal. The commits of people stay, and so does what
// they wrote in CHANGELOG.md.
func TestProposeOnTopOfTheOpenProposal(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		people                   map[string]string // their files
		changelog, code, mention string
	}{
		"nobody's commits":      {nil, "# Changelog\n\nnew", "", ""},
		"a commit of a person":  {map[string]string{"wrapper/x.go": "package seam\n"}, "# Changelog\n\nnew", "package seam", "commits of people"},
		"an edit of the change": {map[string]string{"CHANGELOG.md": "# Changelog\n\nmine\n"}, "# Changelog\n\nmine", "", "CHANGELOG.md has edits of people"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProposal(t)
			p.update(`{"new":1}`)
			if printed, _, err := p.propose("success"); err != nil {
				t.Fatalf("%v: %s", err, printed)
			}
			branch := p.branch()
			before := p.commitOn(branch, test.people)
			p.write(filepath.Join(p.made, "CHANGELOG.md"), "# Changelog\n\nnew\n", 0o600)
			p.update(`{"new":2}`)
			printed, asked, err := p.propose("success", "OPEN="+branch)
			if err != nil {
				t.Fatalf("%v: %s", err, printed)
			}
			if p.branch() != branch || p.show(branch, "openapi/openapi.json") != `{"new":2}` || p.git("rev-parse", "FETCH_HEAD^") != before {
				t.Errorf("%s is not on top of %s:\n%s", branch, before, p.git("log", "--oneline", "FETCH_HEAD"))
			}
			if got := p.show(branch, "CHANGELOG.md"); got != test.changelog {
				t.Errorf("CHANGELOG.md is %q", got)
			}
			if test.code != "" && p.show(branch, "wrapper/x.go") != test.code {
				t.Error("the commit of a person is gone")
			}
			if len(asked) != 4 || !strings.HasPrefix(asked[2], "pr comment "+branch) || !strings.Contains(p.body(), test.mention) || !strings.HasSuffix(p.body(), "# Report\n") {
				t.Errorf("asked for %q with the body %q", asked, p.body())
			}
			// Once more: it is proposed, under the name of an older document.
			if printed, asked, err := p.propose("success", "OPEN="+branch); err != nil || len(asked) != 1 || !strings.Contains(printed, "proposed already") {
				t.Errorf("%v: %s\nasked for %q", err, printed, asked)
			}
		})
	}
}

// commitOn commits files to a branch of origin as a person, and returns its newest commit.
func (p *proposal) commitOn(branch string, files map[string]string) string {
	p.t.Helper()
	p.git("fetch", "--quiet", "origin", branch)
	p.git("switch", "--quiet", "--discard-changes", "--detach", "FETCH_HEAD")
	for path, text := range files {
		p.write(filepath.Join(p.dir, path), text, 0o600)
	}
	if len(files) > 0 {
		p.git("add", ".")
		p.git("commit", "--quiet", "--message=by hand")
		p.git("push", "--quiet", "origin", "HEAD:refs/heads/"+branch)
	}
	head := p.git("rev-parse", "HEAD")
	p.git("switch", "--quiet", "--discard-changes", "main")
	return head
}

// A proposal that could not be opened is tried again, and not taken for one that is there.
func TestProposeAgainAfterItFailed(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.update(`{"new":1}`)
	if printed, _, err := p.propose("success", "NO_PULL_REQUESTS=1"); err == nil || !strings.Contains(printed, "Allow GitHub Actions to create") {
		t.Fatalf("it ended with %v: %s", err, printed)
	}
	if left := p.branches(); len(left) > 0 {
		t.Errorf("origin has %s", left)
	}
	p.update(`{"new":1}`)
	if printed, asked, err := p.propose("success"); err != nil || !slices.ContainsFunc(asked, func(a string) bool { return strings.HasPrefix(a, "pr create ") }) {
		t.Errorf("%v: %s\nasked for %q", err, printed, asked)
	}
}

// The patch comes from a job that ran unreviewed code. Only files that an update writes are
// accepted.
func TestProposeRefusesOtherFiles(t *testing.T) {
	t.Parallel()
	patch := func(path, mode, text string) string {
		return "diff --git a/" + path + " b/" + path + "\nnew file mode " + mode + "\n--- /dev/null\n+++ b/" + path + "\n@@ -0,0 +1 @@\n+" + text + "\n\\ No newline at end of file\n"
	}
	const plain = "100644"
	for name, test := range map[string]struct{ patch, want string }{
		"a workflow":        {patch(".github/workflows/x.yml", plain, "on: push"), "is not a file of an update"},
		"this script":       {patch(".github/propose2", plain, "x"), "is not a file of an update"},
		"attributes":        {patch("gen/.gitattributes", plain, "* filter=x"), "is not a file of an update"},
		"a folder in gen":   {patch("gen/a/b.go", plain, "package b"), "is not a file of an update"},
		"a test in gen":     {patch("gen/a_test.go", plain, "package gen"), "is not a file of an update"},
		"assembler":         {patch("gen/a.s", plain, "x"), "is not a file of an update"},
		"the module":        {patch("go.mod", plain, "module x"), "is not a file of an update"},
		"the normaliser":    {patch("openapi/normalize/x.go", plain, "package normalize"), "is not a file of an update"},
		"a name with a gap": {patch("gen/a b.go", plain, "package gen"), "is not a file of an update"},
		"a link":            {patch("gen/link.go", "120000", "/etc/passwd"), "has the mode 120000"},
		"a program":         {patch("gen/a.go", "100755", "package gen"), "has the mode 100755"},
		"the way up":        {patch("../x.go", plain, "x"), "the patch does not apply"},
		"an absolute path":  {patch("/tmp/x.go", plain, "x"), "Not proposed"},
		"the git folder":    {patch(".git/hooks/pre-push", plain, "x"), "the patch does not apply"},
		"no patch":          {"hello", "the patch does not apply"},
		"among good ones":   {patch("gen/a.go", plain, "package gen") + patch("Makefile.local", plain, "x"), "is not a file of an update"},
		"a removal":         {"diff --git a/.github/pack b/.github/pack\ndeleted file mode 100755\n", "Not proposed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProposal(t)
			p.write(filepath.Join(p.packed, "update.patch"), test.patch, 0o600)
			before := p.git("ls-remote", "origin")
			printed, asked, err := p.propose("success")
			if err == nil || !strings.Contains(printed, test.want) || asked[0] != "" {
				t.Errorf("%v: %s\nasked for %q", err, printed, asked)
			}
			if after := p.git("ls-remote", "origin"); after != before {
				t.Errorf("origin had\n%s\nand has\n%s", before, after)
			}
		})
	}
}

// pack leaves out the files that propose would reject.
func TestPackLeavesOtherFilesOut(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.write(filepath.Join(p.made, "wrapper", "testdata", "fuzz", "x"), "found", 0o600)
	p.write(filepath.Join(p.made, ".github", "propose"), "#!/bin/sh\nexit 7\n", 0o755)
	p.update(`{"new":1}`)
	if printed, _, err := p.propose("success"); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	p.git("fetch", "--quiet", "origin", p.branch())
	if got := p.git("show", "--format=", "--name-only", "FETCH_HEAD"); got != "gen/new.gen.go\nopenapi/openapi.json" {
		t.Errorf("proposed %q", got)
	}
}

// The report in a pull request mentions no user and closes no issue.
func TestProposedReportMentionsNobody(t *testing.T) {
	t.Parallel()
	p := newProposal(t)
	p.reportContent = "Closes #1, says @someone.\n\x1b[2Jnpm:@seamapi/types # and @\n"
	p.update(`{"new":1}`)
	if printed, _, err := p.propose("success"); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	if got, want := p.body(), "Closes #\u200b1, says @\u200bsomeone.\n[2Jnpm:@\u200bseamapi/types # and @\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
