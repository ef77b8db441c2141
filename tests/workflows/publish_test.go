package workflows

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
)

// newRelease returns a repository with the tag on main, and packs its release.
func newRelease(t *testing.T, tag string) *proposal {
	t.Helper()
	p := newProposal(t)
	p.git("tag", tag)
	const archive = "zip"
	p.write(filepath.Join(p.packed, "seam-"+tag+".zip"), archive, 0o600)
	p.write(filepath.Join(p.packed, "SHA256SUMS"), fmt.Sprintf("%x  seam-%s.zip\n", sha256.Sum256([]byte(archive)), tag), 0o600)
	p.write(filepath.Join(p.packed, "notes.md"), "- A thing.\n", 0o600)
	return p
}

// publish runs .github/publish and returns its output and the calls of gh.
func (p *proposal) publish(tag string) (printed, asked string, err error) {
	p.t.Helper()
	p.write(p.asked, "", 0o600)
	cmd := exec.CommandContext(p.t.Context(), filepath.Join(p.dir, ".github", "publish"))
	cmd.Dir, cmd.Env = p.bin, p.env("TAG="+tag, "PACKED="+p.packed)
	out, err := cmd.CombinedOutput()
	return string(out), strings.TrimSpace(file.Read(p.t, p.asked)), err
}

// The steps of release.yml after .ci/run publish the module of this repository.
func TestReleaseSteps(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIP: -short builds no release")
	}
	t.Parallel()
	const tag = "v1.99.0"
	p := newProposal(t)
	p.copyModule("../..")
	edit := func(name, pattern, to string) {
		path := filepath.Join(p.dir, name)
		p.write(path, regexp.MustCompile(pattern).ReplaceAllString(file.Read(t, path), to), 0o600)
	}
	edit("wrapper/client.go", `const Version = ".*"`, `const Version = "1.99.0"`)
	edit("CHANGELOG.md", `(?m)^## \[Unreleased\]$`, "## [Unreleased]\n\n## [1.99.0] - 2027-01-31\n\n- A thing.")
	p.git("add", ".")
	p.git("commit", "--quiet", "--message=release")
	p.git("push", "--quiet", "origin", "HEAD:main")
	p.git("tag", tag)

	steps := runSteps(workflows(t)["release.yml"])
	if len(steps) != 3 {
		t.Fatalf("release.yml has the steps %q; this test knows three", steps)
	}
	p.step(steps[1], "VERSION="+tag)
	p.write(p.asked, "", 0o600)
	p.step(steps[2], "TAG="+tag)
	if asked := file.Read(t, p.asked); !strings.HasPrefix(asked, "release create "+tag) {
		t.Errorf("asked for %s", asked)
	}
	if notes := file.Read(t, filepath.Join(p.packed, "notes.md")); !strings.HasPrefix(notes, "- A thing.\n") {
		t.Errorf("the notes begin %.200q", notes)
	}
}

func TestPublish(t *testing.T) {
	t.Parallel()
	for tag, option := range map[string]string{"v0.1.0": "", "v0.2.0-rc.1": " --prerelease"} {
		p := newRelease(t, tag)
		printed, asked, err := p.publish(tag)
		want := fmt.Sprintf("release create %[1]s --verify-tag --title %[1]s --notes-file %[2]s/notes.md%[3]s %[2]s/seam-%[1]s.zip %[2]s/SHA256SUMS", tag, p.packed, option)
		if err != nil || asked != want {
			t.Errorf("%v: %s\nasked for  %s\nand not for %s", err, printed, asked, want)
		}
	}
}

// A branch release/* has corrections of an older release.
func TestPublishFromReleaseBranch(t *testing.T) {
	t.Parallel()
	p := newRelease(t, "v0.1.0")
	p.git("switch", "--quiet", "--create", "release/v0.1")
	p.git("commit", "--quiet", "--allow-empty", "--message=correct")
	p.git("tag", "--force", "v0.1.0")
	p.git("push", "--quiet", "origin", "HEAD")
	p.git("switch", "--quiet", "main")
	if printed, asked, err := p.publish("v0.1.0"); err != nil || asked == "" {
		t.Errorf("%v: %s", err, printed)
	}
}

func TestPublishRefuses(t *testing.T) {
	t.Parallel()
	const tag = "v0.1.0"
	for name, test := range map[string]struct {
		tag    string
		change func(*proposal)
		want   string
	}{
		"no version": {"nightly", func(*proposal) {}, "is not a version"},
		"no tag":     {"v0.3.0", func(*proposal) {}, ""},
		"a tag beside main": {tag, func(p *proposal) {
			p.git("commit", "--quiet", "--allow-empty", "--message=beside")
			p.git("tag", "--force", tag)
			p.git("reset", "--quiet", "--hard", "HEAD^")
		}, "is on neither main"},
		"another archive": {tag, func(p *proposal) {
			p.write(filepath.Join(p.packed, "seam-"+tag+".zip"), "other", 0o600)
		}, "does not fit"},
		"no notes": {tag, func(p *proposal) {
			if err := os.Remove(filepath.Join(p.packed, "notes.md")); err != nil {
				p.t.Fatal(err)
			}
		}, "there is no file notes.md"},
		"a link": {tag, func(p *proposal) {
			notes := filepath.Join(p.packed, "notes.md")
			if err := os.Remove(notes); err != nil {
				p.t.Fatal(err)
			}
			if err := os.Symlink(filepath.Join(p.packed, "SHA256SUMS"), notes); err != nil {
				p.t.Fatal(err)
			}
		}, "there is no file notes.md"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newRelease(t, tag)
			test.change(p)
			printed, asked, err := p.publish(test.tag)
			if err == nil || asked != "" || !strings.Contains(printed, test.want) {
				t.Errorf("%v: %s\nasked for %s", err, printed, asked)
			}
		})
	}
}
