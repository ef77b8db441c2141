package main

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/commandline"
)

// removeName takes a field from a generated type.
func removeName(r repo) { r.edit("gen/gen.go", "ID, Name", "ID") }

func TestAdditionPasses(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	r.edit("gen/gen.go", "ID, Name", "ID, Name, Model")
	r.write("wrapper/seamtest/fake.go", "package seamtest\n\nfunc New() {}\n")
	r.commit()
	r.wantPass("", "0 incompatible changes")
}

func TestBreakingChangeHasToBeNamed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(repo)
		symbol string
	}{
		"field of gen":       {removeName, "gen.Device.Name"},
		"method":             {func(r repo) { r.edit("wrapper/seam.go", "Call(path string)", "Call(path []byte)") }, "seam.Client.Call"},
		"method of generics": {func(r repo) { r.edit("wrapper/seam.go", "Wait() T", "Await() T") }, "seam.Attempt.Wait"},
		"type": {func(r repo) {
			r.edit("gen/gen.go", "Device", "Gadget")
			r.edit("wrapper/seam.go", "gen.Device", "gen.Gadget")
		}, "gen.Device"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.commit()
			test.change(r)
			r.commit()
			r.wantFailure("", "  "+test.symbol+": ", "`"+test.symbol+"`", "### Breaking")

			r.write("CHANGELOG.md", "## [Unreleased]\n\n### Breaking\n\n- `"+test.symbol+"x` and "+test.symbol+" changed.\n")
			r.wantFailure("", "  "+test.symbol+": ")
			if _, err := r.api("", true); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(r.read("CHANGELOG.md"), "`"+test.symbol+"`") {
				t.Errorf("the draft is\n%s", r.read("CHANGELOG.md"))
			}
			r.wantPass("", "incompatible changes, none unnamed")
		})
	}
}

// A JSON tag decides what is sent and read, and no compiler sees it.
func TestChangedTagHasToBeNamed(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("gen/card.go", "package gen\n\ntype Card struct {\n\tNumber string `json:\"number\"`\n\tname   string `json:\"name\"`\n"+
		"\tMeta   struct{ Size int `json:\"size\"` } `json:\"meta\"`\n}\n")
	r.commit()
	r.edit("gen/card.go", `json:"name"`, `json:"title"`)
	r.commit()
	r.wantPass("", "0 incompatible changes")
	r.edit("gen/card.go", `json:"number"`, `json:"number,omitempty"`)
	r.edit("gen/card.go", `json:"size"`, `yaml:"size"`)
	r.wantFailure("", "  gen.Card.Number: JSON tag changed from number to number,omitempty\n", "  gen.Card.Meta.Size: JSON tag changed from size to none\n")
	r.write("CHANGELOG.md", "## [Unreleased]\n\n### Breaking\n\n- `gen.Card.*` have other tags.\n- `gen.Card.Meta.Size` too.\n")
	r.wantPass("", "none unnamed")
}

// A draft names what is new as well, once.
func TestDraftNamesAdditions(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	r.commit()
	r.write("gen/more.go", "package gen\n\ntype Mode string\n\ntype DevicesService struct{}\n")
	r.commit()
	r.commit()
	r.edit("gen/gen.go", "ID, Name", "ID, Name, Model")
	r.write("gen/more.go", "package gen\n\ntype Mode string\n\nconst ModeA Mode = \"a\"\n\ntype DevicesService struct{}\n\nfunc (*DevicesService) Get() {}\n")
	for range 2 {
		if _, err := r.api("", true); err != nil {
			t.Fatal(err)
		}
	}
	const want = "## [Unreleased]\n\n### Added\n\n- Types and values: `gen.ModeA`.\n- Methods: `gen.DevicesService.Get`.\n" +
		"- Fields: `gen.Device.Model`, `seam.Client.Model`.\n"
	if log := r.read("CHANGELOG.md"); log != want {
		t.Errorf("the draft is\n%s", log)
	}
}

func TestRemovedPackage(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("wrapper/seamtest/fake.go", "package seamtest\n")
	r.commit()
	r.commit()
	r.git("rm", "--quiet", "-r", "wrapper/seamtest")
	r.wantFailure("", "  seamtest: the package was removed")
}

func TestNewVersionNumberBreaksNobody(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	r.edit("wrapper/seam.go", "0.1.0", "0.2.0")
	r.commit()
	r.wantPass("", "0 incompatible changes")
}

// Preparing a release moves the names from Unreleased to the section of that release. Those of earlier
// releases do not count.
func TestPreparedReleaseNamesChanges(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	r.git("tag", "v0.1.0")
	removeName(r)
	const before, entry = "## [Unreleased]\n\n## [0.2.0] - 2027-01-31\n\n", "### Breaking\n\n- `gen.Device.Name`, `seam.Client.Name` went.\n\n"
	r.write("CHANGELOG.md", before+entry+"## [0.1.0]\n")
	r.wantPass("", "since v0.1.0: 2 incompatible changes")
	r.write("CHANGELOG.md", before+"## [0.1.0]\n\n"+entry)
	r.wantFailure("", "gen.Device.Name: removed")
}

// What does not compile has no API: that is no pass.
func TestTreeThatDoesNotBuild(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	r.commit()
	r.edit("gen/gen.go", "string", "strong")
	r.wantFailure("", "undefined: strong")
	broken := r.commit()
	r.edit("gen/gen.go", "strong", "string")
	r.commit()
	r.wantFailure("", "-base", "undefined: strong")
	r.wantPass(broken + "^")
}

func TestDraftOfTreeThatDoesNotBuild(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	r.commit()
	r.edit("gen/gen.go", "Device", "Gadget")
	printed, err := r.api("", true)
	if err == nil || !strings.Contains(err.Error(), "undefined: gen.Device") {
		t.Errorf("got %v\n%s", err, printed)
	}
	if log := r.read("CHANGELOG.md"); !strings.Contains(log, "- Removed: `gen.Device`.") {
		t.Errorf("the draft is\n%s", log)
	}
}

// The working tree is read as it stands, and left as it stands.
func TestDirtyTreeIsComparedAndLeftAlone(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	r.commit()
	r.edit("gen/gen.go", "ID, Name", "ID")
	r.write("gen/more.go", "package gen\n\ntype More struct{}\n")
	r.git("add", "gen/more.go")
	before := r.git("status", "--porcelain")
	r.wantFailure("", "gen.Device.Name: removed")
	if after := r.git("status", "--porcelain"); after != before {
		t.Errorf("the tree was\n%s\nand is\n%s", before, after)
	}
	if worktrees := r.git("worktree", "list"); strings.Count(worktrees, "\n") != 0 {
		t.Errorf("worktrees: %s", worktrees)
	}
}

func TestEntriesJoinSymbols(t *testing.T) {
	t.Parallel()
	got := entries([]change{{"gen.A", "removed"}, {"gen.B", "changed from int to string"}, {"gen.C.D", "removed"}})
	want := []string{"Removed: `gen.A`, `gen.C.D`.", "Changed from int to string: `gen.B`."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestReportsOfApidiff(t *testing.T) {
	t.Parallel()
	got, err := parseReport("Incompatible changes:\n- (*Client).Call: removed\n"+
		"! second, different message for obj x\n  first:  a\n  second: b\n"+
		"- Codes, element type: changed from int to string\n"+
		"- Attempt[T].Wait: removed\n"+
		"- "+module+"/gen.Device.ID: removed\n\nCompatible changes:\n- Modes: added\n", "seam")
	want := difference{breaking: []change{
		{"seam.Client.Call", "removed"}, {"seam.Codes", "changed from int to string"},
		{"seam.Attempt.Wait", "removed"}, {"gen.Device.ID", "removed"},
	}, added: []change{{"seam.Modes", "added"}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, odd := range []string{"loading: it went wrong", "- no colon"} {
		if got, err := parseReport(odd, "seam"); err == nil {
			t.Errorf("%q passes as %v", odd, got)
		}
	}
}

func TestStarsNameManySymbols(t *testing.T) {
	t.Parallel()
	changes := []change{{"gen.Mode", "removed"}, {"gen.ModeA", "removed"}, {"gen.A.Cursor", "removed"}, {"gen.B.Limit", "removed"}}
	for _, test := range []struct {
		names []string
		want  int
	}{
		{[]string{"gen.Mode"}, 3},
		{[]string{"gen.Mode*"}, 2},
		{[]string{"gen.*.Cursor"}, 3},
		{[]string{"gen.Mode*", "gen.*.Cursor", "gen.B.Limit"}, 0},
		{[]string{"[", "gen"}, 4},
	} {
		if got := unnamed(changes, test.names); len(got) != test.want {
			t.Errorf("%q leave %v unnamed, want %d", test.names, got, test.want)
		}
	}
}

// Without a changelog, or without the section for it, there is no place for an entry.
func TestWithoutSectionForEntries(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.commit()
	removeName(r)
	r.write("CHANGELOG.md", "# Changelog\n")
	r.commit()
	if _, err := r.api("", true); err == nil || !strings.Contains(err.Error(), `"## [Unreleased]"`) {
		t.Errorf("got %v", err)
	}
	if log := r.read("CHANGELOG.md"); log != "# Changelog\n" {
		t.Errorf("the changelog is\n%s", log)
	}
	if err := os.Remove(filepath.Join(r.dir, "CHANGELOG.md")); err != nil {
		t.Fatal(err)
	}
	r.wantFailure("", "CHANGELOG.md: no such file")
}

// The program works on the module around the working directory, which is this one.
func TestUnknownBase(t *testing.T) {
	t.Parallel()
	var stdout, stderr strings.Builder
	status := commandline.Run(t.Context(), program, []string{"-base", "no-such-commit"}, &stdout, &stderr)
	if status != 1 || stdout.String() != "" || !strings.Contains(stderr.String(), "no-such-commit") {
		t.Errorf("got %d\n%s\n%s", status, stdout.String(), stderr.String())
	}
}
