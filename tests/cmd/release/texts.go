package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/seam-go/seam/openapi/changelog"
	"github.com/seam-go/seam/tests/internal/command"
)

// checkTexts compares the tag with the constant seam.Version, CHANGELOG.md and the earlier tags. It
// reports all problems at once, and returns the section of the release.
func (r *release) checkTexts(ctx context.Context) (changelog.Release, error) {
	next, ok := parseVersion(r.tag)
	if !ok {
		return changelog.Release{}, fmt.Errorf("%q is not a version: it has the form v1.2.3 or v1.2.3-rc.1", r.tag)
	}
	text, err := os.ReadFile(filepath.Join(r.root, changelog.FileName))
	if err != nil {
		return changelog.Release{}, err
	}
	log := changelog.Parse(string(text))
	section, problem := r.section(log)
	problems := []error{problem}
	if "v"+r.constant != r.tag {
		problems = append(problems, fmt.Errorf("seam.Version in wrapper/client.go is %q", r.constant))
	}
	if next.major > 1 {
		problems = append(problems, fmt.Errorf("a module path without /v%d has no version %s", next.major, r.tag))
	}
	if log.Unreleased() != "" {
		problems = append(problems, errors.New(changelog.FileName+` has entries below "## [Unreleased]": move them to the section of the release`))
	}
	problems = append(problems, r.checkGit(ctx, next, section)...)
	return section, errors.Join(problems...)
}

// section returns the section of the release, which has to be the newest.
func (r *release) section(log *changelog.Changelog) (changelog.Release, error) {
	releases := log.Releases()
	if len(releases) == 0 || "v"+releases[0].Version != r.tag {
		return changelog.Release{}, fmt.Errorf(`the newest section of %s is not "## [%s] - DATE"`, changelog.FileName, strings.TrimPrefix(r.tag, "v"))
	}
	section := releases[0]
	if _, err := time.Parse(time.DateOnly, section.Date); err != nil {
		return section, fmt.Errorf("the date of %s in %s is %q: write it as 2027-01-31", r.tag, changelog.FileName, section.Date)
	}
	if section.Text() == "" {
		return section, fmt.Errorf("the section of %s in %s is empty", r.tag, changelog.FileName)
	}
	return section, nil
}

// checkGit compares the release with the repository: nothing uncommitted, a new tag, and a number that
// fits the changes since the last release.
func (r *release) checkGit(ctx context.Context, next version, section changelog.Release) []error {
	changed, err := command.Output(ctx, r.root, "git", "status", "--porcelain")
	if err != nil {
		return []error{err}
	}
	var problems []error
	if changed != "" {
		problems = append(problems, fmt.Errorf("there are uncommitted changes:\n%s", changed))
	}
	head, err := command.Output(ctx, r.root, "git", "rev-parse", "HEAD")
	if err != nil {
		return append(problems, err)
	}
	// The release workflow runs on the tag; a maintainer runs the check before.
	if tagged, err := command.Output(ctx, r.root, "git", "rev-parse", "--verify", "--quiet", "refs/tags/"+r.tag+"^{commit}"); err == nil && tagged != head {
		problems = append(problems, fmt.Errorf("the tag %s exists, on another commit", r.tag))
	}
	tags, err := command.Output(ctx, r.root, "git", "-c", "versionsort.suffix=-", "tag", "--merged", "HEAD", "--sort=-version:refname", "--list", "v[0-9]*")
	if err != nil {
		return append(problems, err)
	}
	for tag := range strings.FieldsSeq(tags) {
		if last, ok := parseVersion(tag); ok && tag != r.tag {
			return append(problems, checkNumber(last, next, section.Has(changelog.Breaking)))
		}
	}
	return problems
}

// version is a semantic version without build metadata.
type version struct {
	major, minor, patch int
	pre                 string
}

var versionForm = regexp.MustCompile(`^v(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$`)

func parseVersion(tag string) (version, bool) {
	match := versionForm.FindStringSubmatch(tag)
	if match == nil {
		return version{}, false
	}
	number := func(i int) int {
		n, _ := strconv.Atoi(match[i]) // the form has digits only
		return n
	}
	return version{number(1), number(2), number(3), match[4]}, true
}

func (v version) String() string {
	text := fmt.Sprintf("v%d.%d.%d", v.major, v.minor, v.patch)
	if v.pre != "" {
		text += "-" + v.pre
	}
	return text
}

// checkNumber returns an error if the number of a release is not above the last one, or promises
// compatibility that the changelog denies.
func checkNumber(last, next version, breaking bool) error {
	least := version{last.major, last.minor, last.patch + 1, ""}
	switch {
	case last.pre != "":
		least = version{last.major, last.minor, last.patch, ""} // v1.2.0-rc.1 becomes v1.2.0 or v1.2.0-rc.2
	case breaking && last.major == 0:
		least = version{0, last.minor + 1, 0, ""}
	case breaking:
		least = version{last.major + 1, 0, 0, ""}
	}
	if next.below(least) {
		return fmt.Errorf("after %s, with incompatible changes: %t, the number is at least %s, not %s", last, breaking, least, next)
	}
	return nil
}

// below compares the numbers alone.
func (v version) below(least version) bool {
	if v.major != least.major {
		return v.major < least.major
	}
	if v.minor != least.minor {
		return v.minor < least.minor
	}
	return v.patch < least.patch
}
